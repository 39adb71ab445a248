//! Who answers “leave it” to a comment of copydesk's allows the finding.

use super::super::{root, run, write};
use super::document::parts;
use std::io::{Cursor, Write as _};
use std::path::Path;
use tempfile::TempDir;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The comment on the quotation, in the copy of the seed.
const QUOTATION: &str = "attribution/unsourced-quote";

/// A folder with the marked copy of the seed, as `copy.docx`.
fn marked() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    write(folder.path(), "draft.docx", &std::fs::read(root().join("seeds/night-boat.docx")).expect("the seed"));
    run(folder.path(), &["mark", "--no-config", "draft.docx", "--output", "copy.docx"]).exits(0);
    folder
}

/// Rewrites the parts of the copy, and adds some.
fn rewrite(folder: &Path, change: impl Fn(&str, String) -> String, added: &[(&str, String)]) {
    let path = folder.join("copy.docx");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let old = parts(&std::fs::read(&path).expect("the copy"));
    let all = old.into_iter().map(|(name, text)| (name.clone(), change(&name, text)));
    for (name, text) in all.chain(added.iter().map(|(name, text)| ((*name).to_owned(), text.clone()))) {
        writer.start_file(name, SimpleFileOptions::default()).expect("a name");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    std::fs::write(path, writer.finish().expect("memory").into_inner()).expect("it can be written");
}

/// The id of the comment on the quotation.
fn id_of_quotation(folder: &Path) -> String {
    let parts = parts(&std::fs::read(folder.join("copy.docx")).expect("the copy"));
    let (_, comments) = parts.iter().find(|(name, _)| name == "word/comments.xml").expect("it has comments");
    let before = comments.split(QUOTATION).next().expect("there is something before it");
    before.rsplit("w:id=\"").next().and_then(|rest| rest.split('"').next()).expect("it has an id").to_owned()
}

/// Adds a comment by a person who answers `words`; `threaded` as Word does it, which says what it answers.
fn answer(folder: &Path, words: &str, threaded: bool) {
    let id = id_of_quotation(folder);
    let own = format!("w:id=\"{id}\" w:author=\"copydesk\"");
    let of_word = "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\"";
    let change = |name: &str, text: String| {
        match name {
        "word/document.xml" => text
            .replace(&format!("<w:commentRangeStart w:id=\"{id}\"/>"), &format!("<w:commentRangeStart w:id=\"{id}\"/><w:commentRangeStart w:id=\"99\"/>"))
            .replace(
                &format!("<w:commentReference w:id=\"{id}\"/></w:r>"),
                &format!("<w:commentReference w:id=\"{id}\"/></w:r><w:commentRangeEnd w:id=\"99\"/><w:r><w:commentReference w:id=\"99\"/></w:r>"),
            ),
        "word/comments.xml" => {
            let (before, after) = text.split_once(&own).expect("the comment is there");
            let (body, rest) = after.split_once("</w:comment>").expect("it ends");
            let body = body.replace("<w:p>", &format!("<w:p {of_word} w14:paraId=\"0A\">"));
            format!(
                "{before}{own}{body}</w:comment><w:comment w:id=\"99\" w:author=\"Ana\"><w:p {of_word} w14:paraId=\"0B\"><w:r><w:t>{words}</w:t></w:r></w:p>\
                 </w:comment>{rest}"
            )
        }
        "word/_rels/document.xml.rels" if threaded => text.replace(
            "</Relationships>",
            "<Relationship Id=\"ex\" Type=\"http://schemas.microsoft.com/office/2011/relationships/commentsExtended\" \
             Target=\"commentsExtended.xml\"/></Relationships>",
        ),
        _ => text,
    }
    };
    let extended = "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\">\
                    <w15:commentEx w15:paraId=\"0A\" w15:done=\"0\"/><w15:commentEx w15:paraId=\"0B\" w15:paraIdParent=\"0A\" w15:done=\"0\"/>\
                    </w15:commentsEx>";
    let added = [("word/commentsExtended.xml", extended.to_owned())];
    rewrite(folder, change, if threaded { &added } else { &[] });
}

/// The rules that are shown of the copy, and what is said at the end.
fn checked(folder: &Path) -> (bool, String) {
    let seen = run(folder, &["check", "--no-config", "--format", "short", "copy.docx"]).exits(1);
    (seen.out.contains(QUOTATION), seen.err)
}

#[test]
fn who_answers_leave_it_allows_the_finding() {
    for (words, threaded) in [("Leave it: the meeting minutes have it.", true), ("stet", true), ("Leave it.", false)] {
        let folder = marked();
        assert!(checked(folder.path()).0, "nobody has answered yet");
        answer(folder.path(), words, threaded);
        let (shown, err) = checked(folder.path());
        assert!(!shown && err.contains("2 allowed"), "{words}: {err}");
        let sarif = run(folder.path(), &["check", "--no-config", "--format", "sarif", "copy.docx"]).json();
        let results = sarif["runs"][0]["results"].as_array().expect("a list");
        let reasons: Vec<&str> =
            results.iter().filter_map(|result| result["suppressions"][0]["justification"].as_str()).collect();
        assert!(reasons.contains(&words), "{reasons:?}");
    }
}

#[test]
fn other_answers_allow_nothing() {
    for words in ["Leave it to me, I will call her.", "Done", "Who was it?", "Do not leave it"] {
        let folder = marked();
        answer(folder.path(), words, true);
        assert!(checked(folder.path()).0, "{words}");
    }
}

#[test]
fn an_answer_may_stand_beneath_the_comment() {
    let folder = marked();
    let own = format!("w:id=\"{}\" w:author=\"copydesk\"", id_of_quotation(folder.path()));
    let change = |name: &str, text: String| match (name, text.split_once(&own)) {
        ("word/comments.xml", Some((before, after))) => {
            let with = after.replacen("</w:comment>", "<w:p><w:r><w:t>Leave it</w:t></w:r></w:p></w:comment>", 1);
            format!("{before}{own}{with}")
        }
        _ => text,
    };
    rewrite(folder.path(), change, &[]);
    assert!(!checked(folder.path()).0);
}

#[test]
fn an_answer_that_is_not_needed_any_more_is_no_mistake() {
    let folder = marked();
    answer(folder.path(), "Leave it.", true);
    let said = |name: &str, text: String| match name {
        "word/document.xml" => text.replace("“parade of shrugs and apologies.”", "long parade."),
        _ => text,
    };
    rewrite(folder.path(), said, &[]);
    let seen = run(folder.path(), &["check", "--no-config", "--format", "short", "copy.docx"]).exits(1);
    assert!(!seen.out.contains("copydesk/"), "{}", seen.out);
}
