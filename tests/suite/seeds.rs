//! The drafts of `seeds/`: what is found in each stands in `tests/golden`, to be reviewed when it changes.

use super::{assert_golden, root, run};
use std::collections::{BTreeMap, BTreeSet};

/// The files beneath `folder`, as paths with `/`.
fn files(folder: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let entries = std::fs::read_dir(root().join(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    for entry in entries.map(|entry| entry.expect("the folder can be read")) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            found.extend(files(&format!("{folder}/{name}")).into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            found.insert(name);
        }
    }
    found
}

/// The drafts by their path beneath `seeds`; the archive is read as a whole, by tests of its own.
fn drafts() -> BTreeSet<String> {
    files("seeds")
        .into_iter()
        .filter(|name| {
            let is_draft = [".md", ".txt", ".html", ".docx"].iter().any(|extension| name.ends_with(extension));
            // Notes and published articles are what drafts are held against.
            !name.starts_with("archive/")
                && !name.contains("/notes/")
                && !name.contains("/published/")
                && name != "README.md"
                && is_draft
        })
        .collect()
}

/// All findings of a run over the folder, by draft; the archive has a golden file of its own.
fn findings() -> BTreeMap<String, String> {
    let seen = run(root(), &["--format", "short", "--quiet", "seeds"]).exits(1);
    assert_eq!(seen.err, "", "nothing is wrong with packs, configuration or drafts");
    let mut by_draft: BTreeMap<String, String> = drafts().into_iter().map(|name| (name, String::new())).collect();
    for line in seen.out.lines().filter(|line| !line.starts_with("seeds/archive/")) {
        let path = line.strip_prefix("seeds/").expect("paths are as given");
        let name = path.split(':').next().unwrap_or_default();
        let of = by_draft.get_mut(name).unwrap_or_else(|| panic!("a finding in no draft: {line}"));
        *of += line;
        of.push('\n');
    }
    by_draft
}

#[test]
fn findings_are_as_they_were() {
    for (name, seen) in findings() {
        assert_golden(&format!("{name}.txt"), &seen);
    }
}

#[test]
fn every_golden_file_is_of_a_draft() {
    let mut known: BTreeSet<String> = drafts().into_iter().map(|name| format!("{name}.txt")).collect();
    known.extend(
        [
            "unicode.md.human",
            "crlf-bom.txt.human",
            "mistakes",
            "configuration",
            "archive.human",
            "archive.names",
            "sources",
            "sources.shares",
        ]
        .map(|name| format!("{name}.txt")),
    );
    let stray: Vec<String> = files("tests/golden").into_iter().filter(|name| !known.contains(name)).collect();
    assert!(stray.is_empty(), "golden files without a draft: {stray:?}");
}

#[test]
fn there_are_a_dozen_drafts_and_the_readme_tells_of_each() {
    let drafts = drafts();
    assert!(drafts.len() >= 12, "{} drafts", drafts.len());
    let readme = std::fs::read_to_string(root().join("seeds/README.md")).expect("seeds/README.md is there");
    let untold: Vec<&String> = drafts.iter().filter(|name| !readme.contains(&format!("[{name}]({name})"))).collect();
    assert!(untold.is_empty(), "seeds/README.md does not tell of {untold:?}");
}

/// Wide, combining and right-to-left characters do not shift the carets.
#[test]
fn frames_over_unicode_are_as_they_were() {
    let seen = run(root(), &["seeds/unicode.md"]).exits(1);
    assert_golden("unicode.md.human.txt", &seen.out);
}

/// Neither a byte-order mark nor CRLF is seen in frames or columns.
#[test]
fn frames_over_crlf_are_as_they_were() {
    let seen = run(root(), &["seeds/crlf-bom.txt"]).exits(1);
    assert_golden("crlf-bom.txt.human.txt", &seen.out);
}

/// A draft with nothing wrong and one with nothing in it are silent and succeed.
#[test]
fn clean_and_empty_drafts_are_silent() {
    for name in ["clean.txt", "empty.txt"] {
        let seen = run(root(), &["--show", "warning", &format!("seeds/{name}")]).exits(0);
        assert_eq!(seen.out, "", "{name}");
        assert_eq!(seen.err, "1 draft checked: 0 errors, 0 warnings, 0 notes\n", "{name}");
    }
}
