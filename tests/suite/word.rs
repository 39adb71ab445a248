//! Word documents: what is said of them, and what fixing leaves as it was.

use super::adoption::{commit, git};
use super::{root, run, write};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;
use tempfile::TempDir;

/// The seed: deleted and hidden words, a name in a comment's care, an address, a word in two looks.
fn night_boat() -> Vec<u8> {
    std::fs::read(root().join("seeds/night-boat.docx")).expect("the seed")
}

fn folder_with(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    write(folder.path(), name, &night_boat());
    folder
}

fn parts(path: &Path) -> BTreeMap<String, String> {
    let bytes = std::fs::read(path).expect("the document");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let text = |name: &String| {
        let mut text = String::new();
        archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
        text
    };
    names.iter().cloned().zip(names.iter().map(text)).collect()
}

#[test]
fn a_fix_changes_the_words_and_nothing_else_in_the_file() {
    let folder = folder_with("draft.docx");
    let path = folder.path().join("draft.docx");
    let before = parts(&path);
    let seen = run(folder.path(), &["fix", "draft.docx"]).exits(1);
    assert_eq!(seen.out, "draft.docx: 2 fixes: style/preferred-terms (2)\n");
    let after = parts(&path);
    for (name, text) in &before {
        if name == "word/document.xml" {
            let mended = text.replace("web site", "website").replace("Another e-mail", "Another email");
            assert_eq!(after[name], mended);
        } else {
            assert_eq!(&after[name], text, "{name}");
        }
    }
    assert_eq!(before.len(), after.len());
    // The word in two looks takes the look of its first letters, so somebody has to say yes.
    let seen = run(folder.path(), &["fix", "--suggested", "--diff", "draft.docx"]).exits(1);
    assert!(seen.out.contains("wrote in an email that"), "{}", seen.out);
    run(folder.path(), &["fix", "--quiet", "draft.docx"]).exits(1);
    assert_eq!(parts(&path), after, "a second run finds nothing to do");
}

#[test]
fn a_sidecar_allows_and_the_lock_of_an_open_document_is_no_draft() {
    let folder = folder_with("draft.docx");
    write(folder.path(), "~$draft.docx", b"\x05Desk");
    let allowed =
        "[[allow]]\nrule = \"attribution/unsourced-quote\"\nwords = \"parade of shrugs\"\nreason = \"heard by all\"\n";
    write(folder.path(), "draft.docx.copydesk.toml", allowed.as_bytes());
    let seen = run(folder.path(), &["check", "--format", "short", "."]).exits(1);
    assert!(!seen.out.contains("unsourced-quote"), "{}", seen.out);
    assert!(seen.err.contains("2 allowed"), "{}", seen.err);
}

#[test]
fn a_document_that_changed_is_compared_with_what_it_was() {
    let folder = folder_with("draft.docx");
    write(folder.path(), "other.docx", &night_boat());
    let here = folder.path();
    git(here, &["init", "-q"]);
    commit(here, "two drafts");
    assert_eq!(run(here, &["check", "--since", "HEAD", "--format", "short"]).exits(0).out, "");
    run(here, &["fix", "--quiet", "draft.docx"]).exits(1);
    let places = |arguments: &[&str]| -> Vec<String> {
        let seen = run(here, &[&["check", "--format", "short", "--show", "warning"], arguments].concat());
        let place = |line: &str| line.split(": ").take(2).collect::<Vec<_>>().join(" ");
        seen.out.lines().filter(|line| line.starts_with("draft")).map(place).collect()
    };
    let (all, touched) = (places(&[]), places(&["--since", "HEAD"]));
    let untouched = "draft.docx:9:19 warning[attribution/unsourced-quote]".to_owned();
    assert!(all.contains(&untouched) && !touched.contains(&untouched), "{all:?} {touched:?}");
    // Of a diff that somebody else made, only what git says of it is known.
    let diff = git(here, &["diff", "HEAD"]);
    write(here, "change.diff", diff.as_bytes());
    assert_eq!(places(&["--diff", "change.diff"]), all);
    commit(here, "fixed");
    git(here, &["mv", "draft.docx", "draft-2.docx"]);
    assert!(places(&["--since", "HEAD"]).is_empty(), "moved and not changed");
    run(here, &["fix", "--suggested", "--rule", "style", "--quiet", "draft-2.docx"]);
    git(here, &["add", "."]);
    assert!(git(here, &["diff", "HEAD"]).contains("rename from draft.docx"), "git finds the two alike");
    let touched = places(&["--since", "HEAD"]);
    assert!(!touched.contains(&untouched.replace("draft.", "draft-2.")), "moved and changed elsewhere: {touched:?}");
}

#[test]
fn the_words_of_the_house_become_a_paragraph() {
    let folder = folder_with("draft.docx");
    let text = "The views expressed are the author’s own.";
    let configuration =
        format!("[metadata]\ntype = \"opinion\"\n\n[texts]\n\"disclosure/opinion-disclaimer\" = \"{text}\"\n");
    write(folder.path(), "copydesk.toml", configuration.as_bytes());
    let rule = "disclosure/opinion-disclaimer";
    run(folder.path(), &["fix", "--suggested", "--rule", rule, "draft.docx"]).exits(1);
    let after = parts(&folder.path().join("draft.docx"));
    let paragraph = format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
    assert!(after["word/document.xml"].contains(&paragraph), "{}", after["word/document.xml"]);
    let seen = run(folder.path(), &["check", "--format", "short", "draft.docx"]).exits(1);
    assert!(!seen.out.contains(rule), "{}", seen.out);
}

#[test]
fn what_is_no_document_is_said_and_the_others_are_checked() {
    let folder = folder_with("good.docx");
    write(folder.path(), "bad.docx", b"These are plain words.");
    let seen = run(folder.path(), &["check", "--format", "short"]).exits(2);
    assert!(seen.err.contains("bad.docx: not read as a Word document: it is not a ZIP archive"), "{}", seen.err);
    assert!(seen.out.contains("good.docx:6:45"), "{}", seen.out);
}
