//! How OpenDocument texts are read and changed. The documents are built here.

use super::Odt;
use crate::format::package::archive;
use crate::format::{Format, accepts, read, revise};
use crate::prose::{BlockKind, InlineKind, Prose};
use crate::text::{Edit, Source, Span, apply};
use proptest::prelude::*;
use std::io::{Cursor, Read as _};

/// A document with `body`; P1 is a paragraph in bold, T1 italic words, T2 hidden ones.
fn document(body: &str) -> Vec<u8> {
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            &format!(
                "<office:document-content><office:automatic-styles>\
                 <style:style style:name='P1' style:parent-style-name='House'><style:text-properties fo:font-weight='bold'/>\
                 </style:style><style:style style:name='T1'><style:text-properties fo:font-style='italic'/></style:style>\
                 <style:style style:name='T2'><style:text-properties text:display='none'/></style:style>\
                 </office:automatic-styles><office:body><office:text>{body}</office:text></office:body>\
                 </office:document-content>"
            ),
        ),
        (
            "styles.xml",
            "<office:document-styles><office:styles><style:style style:name='House' style:parent-style-name='Quotations'/>\
             <style:style style:name='Quotations'/><style:style style:name='Loop' style:parent-style-name='Loop'/>\
             <style:style style:name='Dek' style:display-name='Subtitle'/></office:styles></office:document-styles>",
        ),
        (
            "meta.xml",
            "<office:document-meta><office:meta><meta:user-defined meta:name='type'>opinion</meta:user-defined>\
             <meta:user-defined meta:name='sponsored' meta:value-type='boolean'>true</meta:user-defined>\
             <meta:user-defined meta:name='date' meta:value-type='date'>2026-03-02T10:00:00</meta:user-defined>\
             </office:meta></office:document-meta>",
        ),
    ])
}

fn open(body: &str) -> Source {
    Odt.open("a.odt", document(body), None).expect("a document")
}

fn blocks(prose: &Prose) -> Vec<(BlockKind, &str)> {
    prose.blocks.iter().map(|block| (block.kind, prose.slice(block.span))).collect()
}

#[test]
fn a_paragraph_is_a_line_of_the_kind_that_its_style_says() {
    let source = open(
        "<text:h text:outline-level='2'>A crosshead</text:h><text:p text:style-name='P1'>Said so</text:p>\
         <text:p text:style-name='Loop'>Fish &amp; chips</text:p><text:list><text:list-item><text:p>One</text:p></text:list-item>\
         </text:list><table:table><table:table-cell><text:p>cell</text:p></table:table-cell></table:table>\
         <text:p text:style-name='Title'>Head</text:p>",
    );
    assert_eq!(source.text, "A crosshead\nSaid so\nFish & chips\nOne\ncell\nHead\n");
    let expected = [
        (BlockKind::Heading(2), "A crosshead"),
        (BlockKind::BlockQuote, "Said so"),
        (BlockKind::Paragraph, "Fish & chips"),
        (BlockKind::Item, "One"),
        (BlockKind::Cell, "cell"),
        (BlockKind::Heading(1), "Head"),
    ];
    let prose = read(&source);
    assert_eq!(blocks(&prose), expected);
    assert_eq!(prose.inlines[0].kind, InlineKind::Strong);
    assert_eq!(prose.metadata.fields.len(), 3);
}

#[test]
fn white_space_is_what_the_author_sees() {
    let source = open(
        "<text:p>\n  One\n  two<text:s/> three<text:s text:c='2'/>four<text:tab/>five<text:line-break/>six</text:p>",
    );
    assert_eq!(source.text, "One two  three  four\tfive\nsix\n");
}

#[test]
fn what_is_not_in_the_text_is_left_out() {
    let source = open(
        "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>\
         <text:p>Kept<text:note><text:note-body><text:p>a note</text:p></text:note-body></text:note>\
         <draw:frame><draw:text-box><text:p>a box</text:p></draw:text-box></draw:frame>\
         <text:span text:style-name='T2'>hidden</text:span>.</text:p>",
    );
    assert_eq!(source.text, "Kept.\n");
}

#[test]
fn comments_stand_at_their_words() {
    let comment = |name: &str, words: &str| {
        format!("<office:annotation{name}><dc:creator>Ada</dc:creator><text:p>{words}</text:p></office:annotation>")
    };
    let source = open(&format!(
        "<text:p>An {}e-mail<office:annotation-end office:name='a'/> and more{}.</text:p>",
        comment(" office:name='a'", "copydesk: allow style/preferred-terms"),
        comment("", "Why?"),
    ));
    let comments = read(&source).comments;
    let seen: Vec<(&str, &str)> =
        comments.iter().map(|comment| (comment.text.as_str(), source.slice(comment.span))).collect();
    assert_eq!(seen, [("copydesk: allow style/preferred-terms", "e-mail"), ("Why?", "An e-mail and more.")]);
}

#[test]
fn an_edit_changes_its_words_and_nothing_else() {
    let source = open(
        "<text:p>She <text:span text:style-name='T1'>sent</text:span> an <text:a xlink:href='x'>e-</text:a>mail.</text:p>",
    );
    let at = source.text.find("e-mail").expect("there");
    let edits = [Edit { span: Span::new(at, at + 6), text: "email".into() }];
    assert!(accepts(&source, &edits));
    let fixed = revise(&source, &edits).expect("it can be made");
    assert_eq!(fixed.text, "She sent an email.\n");
    let mut xml = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(fixed.bytes())).expect("an archive");
    archive.by_name("content.xml").expect("the part").read_to_string(&mut xml).expect("text");
    assert!(
        xml.contains(
            "<text:span text:style-name='T1'>sent</text:span> an <text:a xlink:href='x'>email</text:a>.</text:p>"
        ),
        "{xml}"
    );
}

#[test]
fn a_file_that_is_not_a_text_is_refused_with_a_reason() {
    let refused = |parts: &[(&str, &str)]| Odt.open("a.odt", archive(parts), None).expect_err("not a text").to_string();
    assert_eq!(refused(&[("mimetype", "x")]), "a.odt: not read as an OpenDocument text: it has no part content.xml");
    assert!(refused(&[("content.xml", "<a/>")]).ends_with("it has no text, so it is not an OpenDocument text"));
    assert!(refused(&[("content.xml", "<office:text><text:p>An e")]).contains("content.xml: the XML is cut off"));
}

proptest! {
    /// However a paragraph is split into spans, an edit within it changes the text as it would change plain text.
    #[test]
    fn an_edit_of_the_file_is_an_edit_of_the_text(
        paragraphs in prop::collection::vec(prop::collection::vec(("[a-zé &<’]{0,6}", any::<bool>()), 0..5), 1..5),
        (from, len, new) in (0_usize..60, 0_usize..12, "[xy&< ]{0,4}"),
    ) {
        let words = |(words, italic): &(String, bool)| {
            let words = quick_xml::escape::partial_escape(words.as_str()).into_owned();
            if *italic { format!("<text:span text:style-name='T1'>{words}</text:span>") } else { words }
        };
        let body: String = paragraphs
            .iter()
            .map(|of| format!("<text:p>{}</text:p>", of.iter().map(words).collect::<String>()))
            .collect();
        let source = open(&body);
        let plain = source.text.clone();
        let bound = |at: usize| (0..=at.min(plain.len())).rev().find(|at| plain.is_char_boundary(*at)).unwrap_or(0);
        let edits = [Edit { span: Span::new(bound(from), bound(from + len).max(bound(from))), text: new }];
        prop_assert_eq!(accepts(&source, &edits), revise(&source, &edits).is_some());
        if let Some(fixed) = revise(&source, &edits) {
            prop_assert_eq!(&fixed.text, &apply(&plain, &edits));
        } else {
            let span = edits[0].span;
            let line = plain[..span.start].rfind('\n').map_or(0, |end| end + 1);
            let empty = plain[line..].starts_with('\n') || line == plain.len();
            let has_layout = body.contains("> ") || body.contains("  ") || body.contains(" <");
            prop_assert!(span.of(&plain).contains('\n') || empty || has_layout, "{:?} of {:?}", edits, plain);
        }
    }
}
