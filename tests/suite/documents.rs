//! One story in every format: what is found in it does not depend on the program that saved it.

use super::{archive, root, run, write};
use std::collections::BTreeMap;
use tempfile::TempDir;

/// The stories: a wire story, a feature, a report of a visit, and one whose quotations have single marks.
const STORIES: [&str; 4] = ["wire-story.txt", "feature.txt", "foreign-visit.txt", "british-singles.txt"];

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

/// The words in two parts, as programs store them after somebody went back to correct a word.
fn split(words: &str) -> (&str, &str) {
    let middle = (words.len() / 2..words.len()).find(|at| words.is_char_boundary(*at)).unwrap_or(words.len());
    words.split_at(middle)
}

/// A Word document whose elements have `prefix`, as Word (`w`) and Python's ElementTree (`ns0`) write them.
fn docx(paragraphs: &[String], prefix: &str) -> Vec<u8> {
    let run = |words: &str| {
        format!("<{prefix}:r><{prefix}:t xml:space=\"preserve\">{}</{prefix}:t></{prefix}:r>", escaped(words))
    };
    let paragraph = |words: &String| {
        let (first, second) = split(words);
        format!("<{prefix}:p>{}{}</{prefix}:p>", run(first), run(second))
    };
    let body: String = paragraphs.iter().map(paragraph).collect();
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    archive(&[(
        "word/document.xml",
        format!(
            "<{prefix}:document xmlns:{prefix}=\"{namespace}\"><{prefix}:body>{body}</{prefix}:body></{prefix}:document>"
        ),
    )])
}

fn odt(paragraphs: &[String]) -> Vec<u8> {
    let paragraph = |words: &String| {
        let (first, second) = split(words);
        format!("<text:p>{}<text:span>{}</text:span></text:p>", escaped(first), escaped(second))
    };
    let body: String = paragraphs.iter().map(paragraph).collect();
    let office = "urn:oasis:names:tc:opendocument:xmlns";
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text".to_owned()),
        (
            "content.xml",
            format!(
                "<office:document-content xmlns:office=\"{office}:office:1.0\" xmlns:text=\"{office}:text:1.0\"><office:body>\
                 <office:text>{body}</office:text></office:body></office:document-content>"
            ),
        ),
    ])
}

fn rtf(paragraphs: &[String]) -> Vec<u8> {
    let character = |c: char| match c {
        '\\' | '{' | '}' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        _ => c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{}?", unit.cast_signed())).collect(),
    };
    let words = |words: &str| words.chars().map(character).collect::<String>();
    let paragraph = |text: &String| {
        let (first, second) = split(text);
        format!("\\pard\\plain {{{}}}{{\\f1 {}}}\\par\n", words(first), words(second))
    };
    let body: String = paragraphs.iter().map(paragraph).collect();
    format!("{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f1 Times;}}}}\n{body}}}").into_bytes()
}

/// A page as Google Docs exports it: classes instead of meaning, every word in a span.
fn html(paragraphs: &[String]) -> Vec<u8> {
    let paragraph = |words: &String| {
        let (first, second) = split(words);
        format!(
            "<p class=\"c1\"><span class=\"c0\">{}</span><span class=\"c0\">{}</span></p>",
            escaped(first),
            escaped(second)
        )
    };
    let body: String = paragraphs.iter().map(paragraph).collect();
    format!(
        "<html><head><meta content=\"text/html; charset=UTF-8\" http-equiv=\"content-type\"><style>.c0{{color:#000}}</style>\
         </head><body class=\"c2 doc-content\">{body}</body></html>"
    )
    .into_bytes()
}

/// What is found in a draft: rules and messages, with how often.
fn found(folder: &TempDir, name: &str) -> BTreeMap<String, usize> {
    let seen = run(folder.path(), &["--no-config", "--format", "json", name]).json();
    let mut found = BTreeMap::new();
    for finding in seen["files"][0]["diagnostics"].as_array().expect("a list") {
        *found.entry(format!("{}: {}", finding["rule"], finding["message"])).or_insert(0) += 1;
    }
    found
}

#[test]
fn a_story_has_the_same_findings_in_every_format() {
    for story in STORIES {
        let text = std::fs::read_to_string(root().join("seeds").join(story)).expect("the seed");
        let paragraphs: Vec<String> = text
            .split("\n\n")
            .flat_map(|block| block.trim().lines().map(str::to_owned).collect::<Vec<_>>())
            .filter(|words| !words.trim().is_empty())
            .collect();
        let folder = tempfile::tempdir().expect("a folder for the test");
        let plain = paragraphs.join("\n\n");
        for (name, bytes) in [
            ("a.txt", plain.clone().into_bytes()),
            ("a.md", plain.into_bytes()),
            ("a.html", html(&paragraphs)),
            ("word.docx", docx(&paragraphs, "w")),
            ("tree.docx", docx(&paragraphs, "ns0")),
            ("a.odt", odt(&paragraphs)),
            ("a.rtf", rtf(&paragraphs)),
        ] {
            write(folder.path(), name, &bytes);
        }
        let wanted = found(&folder, "a.txt");
        assert!(!wanted.is_empty(), "{story} has findings");
        for name in ["a.md", "a.html", "word.docx", "tree.docx", "a.odt", "a.rtf"] {
            assert_eq!(found(&folder, name), wanted, "{story} as {name}");
        }
    }
}

/// The seed as LibreOffice saves it: deleted and hidden words, a comment that allows a finding, a link, words in two looks.
#[test]
fn documents_of_libreoffice_have_the_findings_of_the_word_document() {
    let shown = |name: &str, path: &str| {
        let seen = run(root(), &["--config", "seeds/copydesk.toml", "--format", "short", path]).exits(1);
        (seen.out.replace(path, name), seen.err)
    };
    let wanted = shown("x", "seeds/night-boat.docx");
    assert_eq!(wanted.0.lines().count(), 4);
    for name in ["tests/cases/night-boat.odt", "tests/cases/night-boat.rtf"] {
        assert_eq!(shown("x", name), wanted, "{name}");
    }
}

#[test]
fn fixes_are_written_into_every_document() {
    for name in ["night-boat.odt", "night-boat.rtf"] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let before = std::fs::read(root().join("tests/cases").join(name)).expect("the document");
        write(folder.path(), name, &before);
        let seen = run(folder.path(), &["fix", "--no-config", "--suggested", name]).exits(1);
        assert!(seen.out.starts_with(&format!("{name}: 3 fixes: style/preferred-terms (3)")), "{}", seen.out);
        let seen = run(folder.path(), &["--no-config", "--format", "short", name]);
        assert!(!seen.out.contains("preferred-terms"), "{}", seen.out);
    }
}
