//! Word documents as people leave them: runs split anywhere, tables, footnotes, comments and changes.

use crate::suite::archive;
use proptest::prelude::*;
use proptest::sample::select;
use std::io::{Cursor, Read as _};

pub const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The parts of a document that is generated, in the order of the archive.
#[derive(Clone, Debug)]
pub struct Generated {
    pub body: String,
    /// Comments that people wrote.
    pub comments: usize,
}

impl Generated {
    pub fn bytes(&self) -> Vec<u8> {
        let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let types = "http://schemas.openxmlformats.org/package/2006/content-types";
        let main = "application/vnd.openxmlformats-officedocument.wordprocessingml";
        let relation = |id: &str, kind: &str, to: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{of}/{kind}\" Target=\"{to}\"/>")
        };
        let relations = |all: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
            )
        };
        let override_of =
            |part: &str| format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{main}.{part}+xml\"/>");
        let has_comments = self.comments > 0;
        let comments: String = (0..self.comments)
            .map(|id| format!("<w:comment w:id=\"{id}\" w:author=\"Desk\"><w:p><w:r><w:t>Is this so?</w:t></w:r></w:p></w:comment>"))
            .collect();
        let mut parts = vec![
            (
                "[Content_Types].xml",
                format!(
                    "<Types xmlns=\"{types}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                     <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                     <Override PartName=\"/word/document.xml\" ContentType=\"{main}.document.main+xml\"/>{}{}</Types>",
                    override_of("footnotes"),
                    if has_comments { override_of("comments") } else { String::new() }
                ),
            ),
            ("_rels/.rels", relations(&relation("r1", "officeDocument", "word/document.xml"))),
            (
                "word/document.xml",
                format!("<w:document xmlns:w=\"{NAMESPACE}\"><w:body>{}<w:sectPr/></w:body></w:document>", self.body),
            ),
            (
                "word/footnotes.xml",
                format!(
                    "<w:footnotes xmlns:w=\"{NAMESPACE}\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>A web site, by e-mail.</w:t></w:r></w:p>\
                     </w:footnote></w:footnotes>"
                ),
            ),
        ];
        let mut all = relation("r2", "footnotes", "footnotes.xml");
        if has_comments {
            all += &relation("r3", "comments", "comments.xml");
            parts.push(("word/comments.xml", format!("<w:comments xmlns:w=\"{NAMESPACE}\">{comments}</w:comments>")));
        }
        parts.insert(2, ("word/_rels/document.xml.rels", relations(&all)));
        archive(&parts)
    }
}

/// The parts of an archive, in order.
pub fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        parts.push((part.name().expect("a name").into_owned(), text));
    }
    parts
}

/// The archive `bytes` with `text` as its main part.
pub fn with_main(bytes: &[u8], text: &str) -> Vec<u8> {
    let parts = parts(bytes);
    let changed = |(name, old): &(String, String)| {
        (name.clone(), if name == "word/document.xml" { text.to_owned() } else { old.clone() })
    };
    let parts: Vec<(String, String)> = parts.iter().map(changed).collect();
    archive(&parts.iter().map(|(name, text)| (name.as_str(), text.clone())).collect::<Vec<_>>())
}

/// The main part of an archive.
pub fn main_part(bytes: &[u8]) -> String {
    parts(bytes).into_iter().find(|(name, _)| name == "word/document.xml").expect("it has a main part").1
}

/// What a paragraph has.
#[derive(Clone, Debug)]
enum Piece {
    Words {
        words: String,
        look: &'static str,
        splits: Vec<usize>,
    },
    /// Words that the desk put in or deleted.
    Inserted(String),
    Deleted(String),
    /// Words that the desk commented on.
    Commented(String),
    Other(&'static str),
}

fn run(look: &str, words: &str) -> String {
    let words = words.replace('&', "&amp;");
    format!("<w:r>{look}<w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

impl Piece {
    fn xml(&self, comments: &mut usize) -> String {
        match self {
            Self::Words { words, look, splits } => {
                let mut at = 0;
                let mut xml = String::new();
                let mut splits: Vec<usize> = splits.iter().map(|split| split % (words.len() + 1)).collect();
                splits.sort_unstable();
                for split in splits.into_iter().chain([words.len()]).filter(|split| words.is_char_boundary(*split)) {
                    if split > at {
                        xml += &run(look, &words[at..split]);
                        at = split;
                    }
                }
                xml
            }
            Self::Inserted(words) => format!("<w:ins w:id=\"900\" w:author=\"Desk\">{}</w:ins>", run("", words)),
            Self::Deleted(words) => {
                let deleted = run("", words).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ");
                format!("<w:del w:id=\"901\" w:author=\"Desk\">{deleted}</w:del>")
            }
            Self::Commented(words) => {
                let id = *comments;
                *comments += 1;
                format!(
                    "<w:commentRangeStart w:id=\"{id}\"/>{}<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>",
                    run("", words)
                )
            }
            Self::Other(xml) => (*xml).to_owned(),
        }
    }
}

fn words() -> impl Strategy<Value = String> {
    let word = select(vec![
        "The web site",
        "an e-mail",
        "by e-mail",
        "the the",
        "town",
        "hall",
        "in order to",
        "said",
        "R&D",
        "“No,”",
        "Naïve",
        "on-line",
        "She wrote",
        "at 9 p.m.",
        "ship",
        "was sold.",
        "It",
        "cancelled",
        "very unique",
    ]);
    prop::collection::vec(word, 1..6).prop_map(|words| words.join(" ") + " ")
}

fn piece() -> impl Strategy<Value = Piece> {
    let look = select(vec!["", "<w:rPr><w:b/></w:rPr>", "<w:rPr><w:i/><w:lang w:val=\"en-GB\"/></w:rPr>"]);
    prop_oneof![
        6 => (words(), look, prop::collection::vec(0_usize..90, 0..4))
            .prop_map(|(words, look, splits)| Piece::Words { words, look, splits }),
        1 => words().prop_map(Piece::Inserted),
        1 => words().prop_map(Piece::Deleted),
        1 => words().prop_map(Piece::Commented),
        1 => select(vec![
            "<w:r><w:t>The web site</w:t><w:tab/><w:t>and the e-mail</w:t><w:br/><w:t xml:space=\"preserve\">so </w:t></w:r>",
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r>",
            "<w:bookmarkStart w:id=\"77\" w:name=\"b\"/><w:bookmarkEnd w:id=\"77\"/>",
            "<w:r/>",
        ])
        .prop_map(Piece::Other),
    ]
}

/// A document with paragraphs and a table.
pub fn generated() -> impl Strategy<Value = Generated> {
    let paragraph = prop::collection::vec(piece(), 0..5);
    let cells = prop::collection::vec(prop::collection::vec(piece(), 0..3), 0..3);
    (prop::collection::vec(paragraph, 1..6), cells).prop_map(|(paragraphs, cells)| {
        let mut comments = 0;
        let mut xml = |pieces: &Vec<Piece>| {
            let inside: String = pieces.iter().map(|piece| piece.xml(&mut comments)).collect();
            if inside.is_empty() { "<w:p/>".to_owned() } else { format!("<w:p>{inside}</w:p>") }
        };
        let mut body: String = paragraphs.iter().map(&mut xml).collect();
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", xml(cell))).collect();
        if !cells.is_empty() {
            body += &format!("<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl><w:p/>");
        }
        Generated { body, comments }
    })
}
