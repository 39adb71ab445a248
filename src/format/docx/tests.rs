//! How Word documents are read and changed. The documents are built here.

use super::Docx;
use crate::format::package::archive;
use crate::format::package::count::opened;
use crate::format::{Format, accepts, read, revise};
use crate::prose::{BlockKind, InlineKind, Prose};
use crate::text::{Edit, Source, Span, apply};
use proptest::prelude::*;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

fn part(archive: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// A document with `body`, and with the style ids of a German Word.
fn document(body: &str) -> Vec<u8> {
    let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation =
        |id: &str, kind: &str, to: &str| format!("<Relationship Id='{id}' Type='{of}/{kind}' Target='{to}'/>");
    let style = |id: &str, name: &str| format!("<w:style w:styleId='{id}'><w:name w:val='{name}'/></w:style>");
    archive(&[
        (
            "_rels/.rels",
            &format!("<Relationships>{}</Relationships>", relation("a", "officeDocument", "/word/main.xml")),
        ),
        ("word/main.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")),
        (
            "word/_rels/main.xml.rels",
            &format!(
                "<Relationships>{}{}{}</Relationships>",
                relation("s", "styles", "styles.xml"),
                relation("c", "comments", "comments.xml"),
                relation("l", "hyperlink", "https://example.org/?a=1&amp;b=2"),
            ),
        ),
        (
            "word/styles.xml",
            &format!(
                "<w:styles>{}{}{}<w:style w:styleId='House'><w:name w:val='House crosshead'/><w:basedOn w:val='berschrift2'/>\
                 </w:style><w:style w:styleId='Loop'><w:name w:val='x'/><w:basedOn w:val='Loop'/></w:style></w:styles>",
                style("Titel", "Title"),
                style("berschrift2", "heading 2"),
                style("Zitat", "Quote"),
            ),
        ),
        (
            "word/comments.xml",
            "<w:comments><w:comment w:id='7'><w:p><w:r><w:t>copydesk: allow a/b</w:t></w:r></w:p>\
             <w:p><w:r><w:t>reason: R&amp;D</w:t></w:r></w:p></w:comment></w:comments>",
        ),
        (
            "docProps/custom.xml",
            "<Properties><property name='type'><vt:lpwstr>opinion</vt:lpwstr></property>\
             <property name='sponsored'><vt:bool>false</vt:bool></property></Properties>",
        ),
    ])
}

fn open(body: &str) -> Source {
    Docx.open("a.docx", document(body), None).expect("a document")
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>")
}

fn paragraph(words: &str) -> String {
    format!("<w:p>{}</w:p>", run(words))
}

fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr>{}</w:p>", run(words))
}

fn blocks(prose: &Prose) -> Vec<(BlockKind, &str)> {
    prose.blocks.iter().map(|block| (block.kind, prose.slice(block.span))).collect()
}

#[test]
fn a_paragraph_is_a_line_of_the_kind_that_its_style_says() {
    let body = [
        styled("Titel", "The head"),
        styled("House", "A crosshead"),
        styled("Zitat", "Said so"),
        styled("Loop", "Fish &amp; chips"),
    ];
    let source = open(&(body.concat() + "<w:p/><w:tbl><w:tr><w:tc>" + &paragraph("cell") + "</w:tc></w:tr></w:tbl>"));
    assert_eq!(source.text, "The head\nA crosshead\nSaid so\nFish & chips\n\ncell\n");
    let prose = read(&source);
    let expected = [
        (BlockKind::Heading(1), "The head"),
        (BlockKind::Heading(2), "A crosshead"),
        (BlockKind::BlockQuote, "Said so"),
        (BlockKind::Paragraph, "Fish & chips"),
        (BlockKind::Cell, "cell"),
    ];
    assert_eq!(blocks(&prose), expected);
    assert_eq!(source.position(source.text.find("chips").expect("there")).line, 4);
}

#[test]
fn invisible_text_is_not_read() {
    let body = format!(
        "<w:p><w:del>{}</w:del>{}<w:moveFrom>{}</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
         <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown </w:t></w:r><w:ins>{}</w:ins>\
         <w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict><w:instrText>HYPERLINK</w:instrText></w:r>\
         <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>\
         <w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
        run("gone "),
        run("Seen and "),
        run("moved "),
        run("put in"),
        paragraph("box"),
        run("Click here to write."),
        run(" by hand."),
    );
    // Without `preserve`, spaces at either end of the words do not count.
    assert_eq!(open(&body).text, "Seen and shownput in by hand.\n");
}

#[test]
fn breaks_and_tabs_are_spaces_and_two_breaks_separate_paragraphs() {
    let body = "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t>\
                <w:br/><w:br/><w:t>four</w:t><w:noBreakHyphen/><w:t>five</w:t></w:r></w:p>";
    let source = open(body);
    assert_eq!(source.text, "one\ntwo\tthree\n\nfour\u{2011}five\n");
    let prose = read(&source);
    assert_eq!(blocks(&prose), [(BlockKind::Paragraph, "one two three"), (BlockKind::Paragraph, "four-five")]);
}

#[test]
fn links_looks_comments_and_properties_are_read() {
    let body = format!(
        "<w:p>{}<w:hyperlink r:id='l'><w:r><w:rPr><w:b/></w:rPr><w:t>re</w:t></w:r><w:r><w:rPr><w:b/><w:lang/></w:rPr>\
         <w:t>port</w:t></w:r></w:hyperlink>{}<w:r><w:commentReference w:id='7'/></w:r></w:p>",
        run("The "),
        run(" is out."),
    );
    let source = open(&body);
    let prose = read(&source);
    let stretches: Vec<_> = prose.inlines.iter().map(|inline| (&inline.kind, prose.slice(inline.span))).collect();
    let link = InlineKind::Link("https://example.org/?a=1&b=2".into());
    assert_eq!(stretches, [(&InlineKind::Strong, "report"), (&link, "report")]);
    assert_eq!(prose.comments[0].text, "copydesk: allow a/b reason: R&D");
    assert_eq!(
        source.slice(prose.comments[0].span),
        "The report is out.",
        "a comment that is not tied to words belongs to its paragraph"
    );
    assert!(prose.metadata.field("type").is_some_and(|value| value.is("opinion")));
    assert!(!prose.metadata.has("sponsored"));
    let verbatim = |words: &str| {
        let at = prose.text.find(words).expect("words");
        prose.locate(Span::new(at, at + words.len())).verbatim
    };
    assert!(verbatim("report"), "runs that look alike are one piece");
    assert!(!verbatim("The report"), "the look changes");
}

#[test]
fn a_comment_is_at_the_words_that_it_is_tied_to() {
    let mark = |kind: &str| format!("<w:{kind} w:id='7'/>");
    let said = format!("<w:r>{}</w:r>", mark("commentReference"));
    let tied = |body: &str| {
        let source = open(body);
        source.slice(read(&source).comments[0].span).to_owned()
    };
    let one = format!("<w:p>{}{}{}{said}</w:p>", run("The "), mark("commentRangeStart"), run("words"));
    assert_eq!(tied(&one), "words");
    let two = format!("<w:p>{}{}</w:p><w:p>{}{said}</w:p>", mark("commentRangeStart"), run("One."), run("Two."));
    assert_eq!(tied(&two), "One.\nTwo.");
    assert_eq!(tied(&format!("{}<w:p>{said}</w:p>{}", paragraph("One."), paragraph("Two."))), "\n");
}

/// A document whose main part is `xml`.
fn with_main_part(xml: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(document(""))).expect("an archive");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).expect("a part");
        if file.name().expect("a name") != "word/main.xml" {
            writer.raw_copy_file(file).expect("memory");
        }
    }
    writer.start_file("word/main.xml", SimpleFileOptions::default()).expect("a name");
    writer.write_all(xml).expect("memory");
    writer.finish().expect("memory").into_inner()
}

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// A headline and a paragraph in two runs, in the namespace `address`, written with `prefix`.
fn two_runs(prefix: &str, address: &str) -> String {
    let body = styled("Titel", "The head")
        + &format!("<w:p>{}<w:r><w:rPr><w:b/></w:rPr><w:t>il</w:t></w:r></w:p>", run("An e-ma"));
    let xml = format!("<w:document><w:body>{body}</w:body></w:document>");
    let (named, declared) = match prefix {
        "" => (xml.replace("w:", ""), "xmlns".to_owned()),
        _ => (xml.replace("w:", &format!("{prefix}:")), format!("xmlns:{prefix}")),
    };
    named.replacen("document>", &format!("document {declared}=\"{address}\">"), 1)
}

#[test]
fn elements_are_known_by_their_namespace_and_not_by_its_prefix() {
    for (prefix, address) in
        [("w", TRANSITIONAL), ("ns0", TRANSITIONAL), ("", TRANSITIONAL), ("x", STRICT), ("", STRICT)]
    {
        let source = Docx.open("a.docx", with_main_part(two_runs(prefix, address).as_bytes()), None).expect(prefix);
        assert_eq!(source.text, "The head\nAn e-mail\n", "{prefix:?}");
        assert_eq!(read(&source).blocks[0].kind, BlockKind::Heading(1), "{prefix:?}");
        let mut edits = vec![edit(&source, "e-mail", "email")];
        let end = source.text.len() - 1;
        edits.push(Edit { span: Span::new(end, end), text: "\nLast.".into() });
        let fixed = revise(&source, &edits).expect("runs hold it");
        let again = Docx.open("a.docx", fixed.bytes().to_vec(), None).expect("still a document");
        assert_eq!(
            (again.text.as_str(), fixed.text.as_str()),
            ("The head\nAn email\nLast.\n", "The head\nAn email\nLast.\n")
        );
    }
    // The prefix w for something else.
    let other = two_runs("w", "http://example.org/letters");
    assert!(Docx.open("a.docx", with_main_part(other.as_bytes()), None).is_err());
}

#[test]
fn utf_16_and_byte_order_marks_are_read_and_kept() {
    let xml = two_runs("w", TRANSITIONAL);
    let units = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{xml}").encode_utf16().flat_map(bytes).collect()
    };
    for bytes in [
        format!("\u{feff}{xml}").into_bytes(),
        units("\u{feff}", u16::to_le_bytes),
        units("\u{feff}", u16::to_be_bytes),
        units("", u16::to_le_bytes),
        units("", u16::to_be_bytes),
    ] {
        let source = Docx.open("a.docx", with_main_part(&bytes), None).expect("a document");
        assert_eq!(source.text, "The head\nAn e-mail\n");
        let fixed = revise(&source, &[edit(&source, "head", "hand")]).expect("a run holds it");
        assert_eq!(fixed.text, "The hand\nAn e-mail\n");
        let mut archive = zip::ZipArchive::new(Cursor::new(fixed.bytes())).expect("an archive");
        let mut written = Vec::new();
        archive.by_name("word/main.xml").expect("the part").read_to_end(&mut written).expect("memory");
        assert_eq!(written[..4], bytes[..4], "the encoding stays");
        assert_eq!(Docx.open("a.docx", fixed.bytes().to_vec(), None).expect("a document").text, fixed.text);
    }
}

#[test]
fn a_document_is_opened_once_and_once_more_for_each_revision() {
    let before = opened();
    let source = open(&paragraph("An e-mail."));
    for _ in 0..9 {
        assert!(accepts(&source, &[edit(&source, "e-mail", "email")]));
        assert_eq!(read(&source).text, "An e-mail.");
    }
    assert_eq!(opened() - before, 1);
    let fixed = revise(&source, &[edit(&source, "e-mail", "email")]).expect("a run holds it");
    assert_eq!(read(&fixed).text, "An email.");
    assert_eq!(opened() - before, 2);
}

fn edit(source: &Source, old: &str, new: &str) -> Edit {
    let at = source.text.find(old).unwrap_or_else(|| panic!("{old:?} in {:?}", source.text));
    Edit { span: Span::new(at, at + old.len()), text: new.into() }
}

#[test]
fn an_edit_is_made_in_the_runs_that_hold_the_words() {
    let body = format!(
        "<w:p w:id='1'>{}<w:r><w:rPr><w:i/></w:rPr><w:t>-ma</w:t></w:r>{}</w:p>",
        run("An e"),
        run("il &amp; more")
    );
    let source = open(&body);
    let fixed =
        revise(&source, &[edit(&source, "e-mail", "email"), edit(&source, "more", "<less>")]).expect("runs have it");
    assert_eq!(fixed.text, "An email & <less>\n");
    let expected = "<w:document><w:body><w:p w:id='1'><w:r><w:t xml:space=\"preserve\">An email</w:t></w:r><w:r><w:rPr><w:i/></w:rPr>\
                    <w:t xml:space=\"preserve\"></w:t></w:r><w:r><w:t xml:space=\"preserve\"> &amp; &lt;less&gt;</w:t></w:r></w:p></w:body></w:document>";
    assert_eq!(part(fixed.bytes(), "word/main.xml"), expected);
    for other in ["word/styles.xml", "word/comments.xml", "_rels/.rels", "docProps/custom.xml"] {
        assert_eq!(part(fixed.bytes(), other), part(source.bytes(), other));
    }
}

#[test]
fn an_edit_that_no_run_can_hold_is_refused() {
    let body = format!("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>{}", paragraph("c"));
    let source = open(&body);
    for (old, new) in [("a\tb", "ab"), ("b\nc", "bc"), ("\n", " "), ("a", "a\nb")] {
        let edits = [edit(&source, old, new)];
        assert!(revise(&source, &edits).is_none() && !accepts(&source, &edits), "{old:?} to {new:?}");
    }
}

#[test]
fn a_paragraph_can_be_inserted_before_or_after_another() {
    let source = open(&(styled("Titel", "Head") + &paragraph("Last.")));
    let at = |at: usize, text: &str| vec![Edit { span: Span::new(at, at), text: text.into() }];
    let end = source.text.len() - 1;
    let fixed = revise(&source, &at(end, "\nViews & such.")).expect("a place");
    assert_eq!(fixed.text, "Head\nLast.\nViews & such.\n");
    let fixed = revise(&source, &at(0, "Paid content\n")).expect("a place");
    assert_eq!(fixed.text, "Paid content\nHead\nLast.\n");
    assert_eq!(read(&fixed).blocks[0].kind, BlockKind::Paragraph, "it does not take the style of its neighbour");
}

#[test]
fn a_file_that_is_not_a_document_is_refused_with_a_reason() {
    let refused = |bytes: Vec<u8>| Docx.open("a.docx", bytes, None).expect_err("not a document").to_string();
    assert!(
        refused(b"plain words".to_vec()).starts_with("a.docx: not read as a Word document: it is not a ZIP archive")
    );
    assert!(refused(vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1]).contains("password"));
    assert!(refused(archive(&[("mimetype", "x")])).contains("it has no part word/document.xml"));
    assert!(refused(archive(&[("word/document.xml", "<w:p><w:r></w:p>")])).contains("word/document.xml: "));
    let cut = |xml: &str| refused(archive(&[("word/document.xml", xml)]));
    assert!(
        cut("<w:document><w:body><w:p><w:r><w:t>An e").ends_with("word/document.xml: the XML is cut off (at byte 39)")
    );
    assert!(cut("<w:document><w:body><w:p><w:r").contains("word/document.xml: "));
    assert!(cut("<a/>").ends_with("word/document.xml: it has no body, so it is not a Word document"));
    let bomb = " ".repeat((64 << 20) + 1);
    assert!(refused(archive(&[("word/document.xml", &bomb)])).contains("more than 64 MB"));
    let nested = "<w:tbl>".repeat(50_000) + &"</w:tbl>".repeat(50_000);
    assert_eq!(Docx.open("a.docx", document(&nested), None).map(|source| source.text).ok().as_deref(), Some(""));
}

proptest! {
    /// However a paragraph is split into runs, an edit within it changes the text as it would change plain text.
    #[test]
    fn an_edit_of_the_file_is_an_edit_of_the_text(
        paragraphs in prop::collection::vec(prop::collection::vec(("[a-zé &<’]{0,6}", any::<bool>()), 0..5), 1..5),
        (from, len, new) in (0_usize..60, 0_usize..12, "[xy&< ]{0,4}"),
    ) {
        let run = |(words, bold): &(String, bool)| {
            let look = if *bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
            let words = quick_xml::escape::partial_escape(words.as_str());
            format!("<w:r>{look}<w:t xml:space='preserve'>{words}</w:t></w:r>")
        };
        let body: String =
            paragraphs.iter().map(|runs| format!("<w:p>{}</w:p>", runs.iter().map(run).collect::<String>())).collect();
        let source = open(&body);
        let plain: String = paragraphs.iter().map(|runs| runs.iter().map(|(words, _)| words.as_str()).collect::<String>() + "\n").collect();
        prop_assert_eq!(&source.text, &plain);
        let bound = |at: usize| (0..=at.min(plain.len())).rev().find(|at| plain.is_char_boundary(*at)).unwrap_or(0);
        let edits = [Edit { span: Span::new(bound(from), bound(from + len).max(bound(from))), text: new }];
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
