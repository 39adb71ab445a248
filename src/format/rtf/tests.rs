//! How RTF documents are read and changed. The documents are built here.

use super::Rtf;
use crate::format::{Format, accepts, read, revise};
use crate::prose::{BlockKind, InlineKind, Prose};
use crate::text::{Edit, Source, Span, apply};
use proptest::prelude::*;

/// A document with `body`, and with styles.
fn document(body: &str) -> Vec<u8> {
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Times;}}}}{{\\stylesheet{{\\s0 Normal;}}{{\\s1\\sbasedon0 heading 2;}}\
         {{\\s2\\sbasedon1 House;}}{{\\s3 Quote;}}{{\\*\\cs9 Link;}}}}{{\\*\\userprops{{\\propname type}}\\proptype30{{\\staticval opinion}}}}\
         {{\\info{{\\author Ada}}}}\n\\pard\\plain {body}}}"
    )
    .into_bytes()
}

fn open(body: &str) -> Source {
    Rtf.open("a.rtf", document(body), None).expect("a document")
}

fn blocks(prose: &Prose) -> Vec<(BlockKind, &str)> {
    prose.blocks.iter().map(|block| (block.kind, prose.slice(block.span))).collect()
}

#[test]
fn a_paragraph_is_a_line_of_the_kind_that_its_style_says() {
    let source = open(
        "\\s2 A crosshead\\par\\pard\\s3 Said so\\par\\pard{\\listtext\\bullet\\tab}\\ls1 One\\par\\pard\\intbl cell\\cell\\row\\pard Last.",
    );
    assert_eq!(source.text, "A crosshead\nSaid so\nOne\ncell\nLast.\n");
    let expected = [
        (BlockKind::Heading(2), "A crosshead"),
        (BlockKind::BlockQuote, "Said so"),
        (BlockKind::Item, "One"),
        (BlockKind::Cell, "cell"),
        (BlockKind::Paragraph, "Last."),
    ];
    let prose = read(&source);
    assert_eq!(blocks(&prose), expected);
    assert_eq!(prose.metadata.fields.len(), 1);
}

#[test]
fn characters_are_read_however_they_are_written() {
    let source = open(
        "caf\\'e9 \\ldblquote so\\rdblquote \\u8212\\'97 \\uc0\\u8217 s {\\uc2\\u22269 ??}\\uc1\\u-10179?\\u-8704? a\\~b \\{x\\}\nyz\\line end\\par",
    );
    assert_eq!(source.text, "café “so”— ’s 国😀 a\u{a0}b {x}yz\nend\n");
}

#[test]
fn what_is_not_in_the_text_is_left_out() {
    let source = open(
        "Kept{\\footnote a note}{\\header top}{\\*\\unknown x}{\\deleted gone}{\\v hidden}{\\pict\\bin3 }}}}.\\par",
    );
    assert_eq!(source.text, "Kept.\n");
}

#[test]
fn links_looks_and_comments_are_read() {
    let source = open(
        "The {\\b bold} {\\field{\\*\\fldinst HYPERLINK \"https://example.org\"}{\\fldrslt web site}} has {\\*\\atrfstart 1}e-mail{\\*\\atrfend 1}\
         {\\*\\atnauthor Ada}\\chatn{\\*\\annotation{\\*\\atnref 1}\\pard\\plain copydesk: allow a/b}.\\par",
    );
    assert_eq!(source.text, "The bold web site has e-mail.\n");
    let prose = read(&source);
    let inlines: Vec<(&InlineKind, &str)> =
        prose.inlines.iter().map(|inline| (&inline.kind, prose.slice(inline.span))).collect();
    let link = InlineKind::Link("https://example.org".to_owned());
    assert_eq!(inlines, [(&InlineKind::Strong, "bold"), (&link, "web site")]);
    assert_eq!(prose.comments[0].text, "copydesk: allow a/b");
    assert_eq!(source.slice(prose.comments[0].span), "e-mail");
}

#[test]
fn an_edit_changes_its_words_and_nothing_else() {
    let source = open("She \\b0-ish{\\i sent}\\u8217\\'92s an e-{\\b mail}.\\par");
    let edit = |old: &str, new: &str| {
        let at = source.text.find(old).expect("there");
        [Edit { span: Span::new(at, at + old.len()), text: new.into() }]
    };
    for (old, new) in [("e-mail", "email"), ("-ish", "0x"), ("’s", "‘{ç}国\u{1f600}")] {
        let fixed = revise(&source, &edit(old, new)).expect("it can be made");
        assert_eq!(fixed.text, apply(&source.text, &edit(old, new)));
    }
    let fixed = revise(&source, &edit("e-mail", "email")).expect("it can be made");
    assert!(
        String::from_utf8_lossy(fixed.bytes()).contains("{\\i sent}\\'92s an email{\\b }.\\par"),
        "{}",
        String::from_utf8_lossy(fixed.bytes())
    );
    let added = revise(&source, &[Edit { span: Span::new(0, 0), text: "Paid\n".into() }]).expect("a place");
    assert_eq!(added.text, format!("Paid\n{}", source.text));
}

#[test]
fn a_file_that_is_not_a_document_is_refused_with_a_reason() {
    let refused = |bytes: &[u8]| Rtf.open("a.rtf", bytes.to_vec(), None).expect_err("not a document").to_string();
    assert_eq!(refused(b"words"), "a.rtf: not read as an RTF document: it does not begin with {\\rtf");
    assert!(refused(b"{\\rtf1 An e").ends_with("it is cut off (at byte 11)"));
    let deep = [b"{\\rtf1".as_slice(), &b"{".repeat(20_000)].concat();
    assert!(refused(&deep).contains("more than 10000 groups are open"));
}

proptest! {
    #[test]
    fn no_bytes_are_too_broken(body in "[\\PC\\\\{}'0-9u \n]{0,80}") {
        drop(Rtf.open("a.rtf", document(&body), None));
    }

    /// However a paragraph is split into groups, an edit within it changes the text as it would change plain text.
    #[test]
    fn an_edit_of_the_file_is_an_edit_of_the_text(
        paragraphs in prop::collection::vec(prop::collection::vec(("[a-z &<0-9-]{0,6}", any::<bool>()), 0..5), 1..5),
        (from, len, new) in (0_usize..60, 0_usize..12, "[xy&é{国 ]{0,4}"),
    ) {
        let words = |(words, italic): &(String, bool)| {
            if *italic { format!("{{\\i {words}}}") } else { format!("\\i0 {words}") }
        };
        let body: String =
            paragraphs.iter().map(|of| of.iter().map(words).collect::<String>() + "\\par\n").collect();
        let source = open(&body);
        let plain = source.text.clone();
        let bound = |at: usize| at.min(plain.len());
        let edits = [Edit { span: Span::new(bound(from), bound(from + len)), text: new }];
        prop_assert_eq!(accepts(&source, &edits), revise(&source, &edits).is_some());
        if let Some(fixed) = revise(&source, &edits) {
            prop_assert_eq!(&fixed.text, &apply(&plain, &edits));
        } else {
            let span = edits[0].span;
            let line = plain[..span.start].rfind('\n').map_or(0, |end| end + 1);
            let empty = plain[line..].starts_with('\n') || line == plain.len();
            prop_assert!(span.of(&plain).contains('\n') || empty, "{:?} of {:?}", edits, plain);
        }
    }
}
