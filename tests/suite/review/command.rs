//! `copydesk mark` and `copydesk fix --track`, as a person at the desk uses them.

use super::super::{folder, root, run, write};
use super::changes::{Answer, settled};
use super::document::{main_part, parts, with_main};
use super::opened;
use std::path::Path;
use tempfile::TempDir;

fn seed() -> Vec<u8> {
    std::fs::read(root().join("seeds/night-boat.docx")).expect("the seed")
}

fn folder_with_seed() -> TempDir {
    let folder = folder(&[]);
    write(folder.path(), "draft.docx", &seed());
    folder
}

fn bytes(folder: &Path, name: &str) -> Vec<u8> {
    std::fs::read(folder.join(name)).expect("the document")
}

#[test]
fn a_copy_has_each_finding_as_a_comment() {
    let folder = folder_with_seed();
    let here = folder.path();
    let seen = run(here, &["mark", "--no-config", "draft.docx"]).exits(0);
    assert_eq!((seen.out.as_str(), seen.err.as_str()), ("draft.marked.docx: 4 comments\n", ""));
    assert_eq!(bytes(here, "draft.docx"), seed(), "the draft is as it was");
    let marked = bytes(here, "draft.marked.docx");
    let changed: Vec<String> = parts(&seed())
        .into_iter()
        .zip(parts(&marked))
        .filter(|(before, after)| before != after)
        .map(|(before, _)| before.0)
        .collect();
    assert_eq!(changed, ["word/document.xml", "word/comments.xml"], "it had comments, so nothing else is new");
    let comments = parts(&marked).into_iter().find(|(name, _)| name == "word/comments.xml").expect("comments").1;
    for words in [
        "w:author=\"copydesk\"",
        "style/preferred-terms (warning): write “website” instead of “web site”",
        "One form throughout lets readers",
        "Fix: write “website”",
        "copydesk: allow style/preferred-terms", // the comment that was there
    ] {
        assert!(comments.contains(words), "{words}");
    }
    let at = "<w:commentRangeStart w:id=\"3\"/><w:r><w:t xml:space=\"preserve\">web site</w:t></w:r><w:commentRangeEnd w:id=\"3\"/>";
    assert!(main_part(&marked).contains(at), "{}", main_part(&marked));
}

#[test]
fn a_document_without_comments_gets_a_part_for_them() {
    let folder = folder(&[]);
    let here = folder.path();
    let body = "<w:p><w:r><w:t>She wrote an e-mail &amp; left.</w:t></w:r></w:p>".to_owned();
    write(here, "draft.docx", &super::Generated { body, comments: 0 }.bytes());
    run(here, &["mark", "--no-config", "draft.docx", "--today", "2027-01-31"]).exits(0);
    let parts = parts(&bytes(here, "draft.marked.docx"));
    let of = |wanted: &str| parts.iter().find(|(name, _)| name == wanted).map_or("", |(_, text)| text);
    assert!(of("word/comments.xml").contains("w:author=\"copydesk\" w:date=\"2027-01-31T00:00:00Z\""));
    assert!(of("[Content_Types].xml").contains("PartName=\"/word/comments.xml\""));
    assert!(
        of("word/_rels/document.xml.rels")
            .contains("relationships/comments\" Target=\"comments.xml\"/></Relationships>")
    );
    assert!(of("word/document.xml").contains("> &amp; left</w:t>"), "{}", of("word/document.xml"));
}

#[test]
fn a_copy_that_exists_is_not_lost() {
    let folder = folder_with_seed();
    let here = folder.path();
    write(here, "draft.marked.docx", b"with answers");
    let seen = run(here, &["mark", "--no-config", "draft.docx"]).exits(2);
    assert!(seen.err.contains("draft.marked.docx: exists; it may contain replies"), "{}", seen.err);
    assert_eq!(bytes(here, "draft.marked.docx"), b"with answers");
    run(here, &["mark", "--no-config", "--force", "draft.docx"]).exits(0);
    // The copy in the folder is no draft; named, it is.
    assert_eq!(run(here, &["mark", "--no-config", "--force", "."]).exits(0).out, "./draft.marked.docx: 4 comments\n");
    let again = run(here, &["mark", "--no-config", "draft.marked.docx", "--output", "again.docx"]).exits(0);
    assert_eq!(again.out, "again.docx: 0 comments\n", "a comment is not written twice");
}

#[test]
fn a_copy_beside_its_draft_is_checked_only_if_it_is_named() {
    let folder = folder_with_seed();
    let here = folder.path();
    let checked = |arguments: &[&str]| {
        let seen = run(here, &[&["check", "--no-config", "--format", "short"], arguments].concat());
        let name = |line: &str| Some(line.split_once(": ")?.0.split(':').next()?.to_owned());
        let mut names: Vec<String> = seen.out.lines().filter_map(name).collect();
        names.dedup();
        names
    };
    run(here, &["mark", "--no-config", "draft.docx"]).exits(0);
    assert_eq!(checked(&["."]), ["draft.docx"]);
    assert_eq!(checked(&["*.docx"]), ["draft.docx"]);
    assert_eq!(checked(&["draft.marked.docx"]), ["draft.marked.docx"]);
    assert_eq!(checked(&["draft.docx", "draft.marked.docx"]), ["draft.docx", "draft.marked.docx"]);
    // Whoever goes on with the copy alone still has a draft.
    std::fs::remove_file(here.join("draft.docx")).expect("it was there");
    assert_eq!(checked(&["."]), ["draft.marked.docx"]);
}

#[test]
fn what_cannot_be_marked_or_tracked_is_said() {
    let folder = folder_with_seed();
    let here = folder.path();
    write(here, "draft.md", b"She wrote an e-mail.\n");
    write(here, "notes.txt", b"She wrote an e-mail.\n");
    let only = "copydesk writes comments and tracked changes only into Word documents (.docx, .docm)\n";
    let seen = run(here, &["mark", "--no-config", "."]).exits(0);
    assert!(seen.out.contains("draft.marked.docx: 4 comments"), "{}", seen.out);
    assert_eq!(seen.err, format!("copydesk: 2 drafts skipped: {only}"), "they were not asked for");
    let seen = run(here, &["mark", "--no-config", "draft.md"]).exits(2);
    assert_eq!(seen.err, format!("copydesk: draft.md: not marked: {only}"), "it was asked for");
    let seen = run(here, &["mark", "--no-config", "draft.docx", "draft.md", "--output", "x.docx"]).exits(2);
    assert_eq!(seen.err, "copydesk: --output needs a single draft; several were found\n");
    let seen = run(here, &["fix", "--no-config", "--track", "draft.md"]).exits(2);
    assert!(seen.err.contains("draft.md: not changed: copydesk writes"), "{}", seen.err);
    assert_eq!(bytes(here, "draft.md"), b"She wrote an e-mail.\n");
}

#[test]
fn tracked_fixes_of_the_seed_are_those_of_a_plain_fix() {
    let folder = folder_with_seed();
    let here = folder.path();
    write(here, "plain.docx", &seed());
    run(here, &["fix", "--no-config", "--suggested", "-q", "plain.docx"]).exits(1);
    let seen = run(here, &["fix", "--no-config", "--suggested", "--track", "draft.docx"]).exits(1);
    assert_eq!(seen.out, "draft.docx: 3 fixes: style/preferred-terms (3)\n");
    let tracked = bytes(here, "draft.docx");
    let answered = |answer| opened(with_main(&tracked, &settled(&main_part(&tracked), Some("copydesk"), answer))).text;
    assert_eq!(answered(Answer::Accept), opened(bytes(here, "plain.docx")).text);
    assert_eq!(answered(Answer::Reject), opened(seed()).text);
    // What is tracked counts as done.
    assert_eq!(run(here, &["fix", "--no-config", "--suggested", "--track", "draft.docx"]).exits(1).out, "");
    assert_eq!(bytes(here, "draft.docx"), tracked);
}

#[test]
fn a_paragraph_that_is_put_in_is_a_tracked_change() {
    let text = "The views expressed are the author’s own.";
    let configuration =
        format!("[metadata]\ntype = \"opinion\"\n\n[texts]\n\"disclosure/opinion-disclaimer\" = \"{text}\"\n");
    let rule = "disclosure/opinion-disclaimer";
    let last = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:t>The town should keep its boats.</w:t></w:r></w:p>";
    let alone = super::Generated { body: last.to_owned(), comments: 0 }.bytes();
    for draft in [seed(), alone] {
        let folder = folder(&[("copydesk.toml", &configuration)]);
        let here = folder.path();
        write(here, "draft.docx", &draft);
        write(here, "plain.docx", &draft);
        run(here, &["fix", "--suggested", "--rule", rule, "-q", "plain.docx"]);
        let seen = run(here, &["fix", "--suggested", "--rule", rule, "--track", "draft.docx"]);
        assert_eq!(seen.out, format!("draft.docx: 1 fix: {rule}\n"), "{}", seen.err);
        let tracked = bytes(here, "draft.docx");
        let answered =
            |answer| opened(with_main(&tracked, &settled(&main_part(&tracked), Some("copydesk"), answer))).text;
        assert_eq!(answered(Answer::Accept), opened(bytes(here, "plain.docx")).text);
        assert_eq!(answered(Answer::Reject), opened(draft).text, "{}", main_part(&tracked));
    }
}
