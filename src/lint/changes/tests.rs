//! Tests of [`super`].

use super::*;

fn touched(diff: &str, text: &str) -> Vec<String> {
    let changes = Changes::read(diff).expect("a diff");
    let source = Source::new("a.md", text);
    let Some(Change::Lines(hunks)) = changes.of("a.md") else { panic!("a.md has changed: {changes:?}") };
    let mut spans = Vec::new();
    hunks.iter().for_each(|hunk| hunk.touch(&source, &mut spans));
    spans.iter().map(|span| format!("{}:{}", span.start, source.slice(*span))).collect()
}

#[test]
fn words_are_compared_within_lines_and_new_wraps_are_no_change() {
    let head = "--- a/a.md\n+++ b/a.md\n@@ -1,1 +1,1 @@\n";
    assert_eq!(touched(&format!("{head}-One two. Three.\n+One too. Three.\n"), "One too. Three.\n"), ["4:too."]);
    assert_eq!(touched(&format!("{head}-One two. Three.\n+One two.\n"), "One two.\n"), ["9:"]);
    let wrapped = "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,3 @@\n-One two three\n-four.\n+One\n+two three\n+four.\n";
    assert!(touched(wrapped, "One\ntwo three\nfour.\n").is_empty());
}

#[test]
fn context_parts_a_hunk_and_its_lines_are_counted() {
    let diff = "--- a.md\t2026-11-24\n+++ a.md\t2026-11-24\n@@ -1,4 +1,4 @@\n-a\n+b\n same\n-c\n+d\n last\n\\ No newline at end of file\n";
    assert_eq!(touched(diff, "b\nsame\nd\nlast"), ["0:b", "7:d"]);
}

#[test]
fn of_a_file_that_is_no_text_all_is_new() {
    let diff = "diff --git a/x y.docx b/x y.docx\nindex 1..2 100644\nBinary files a/x y.docx and b/x y.docx differ\n\
                diff --git a/old.docx b/old.docx\ndeleted file mode 100644\nBinary files a/old.docx and /dev/null differ\n\
                diff --git \"a/\\303\\274.docx\" \"b/\\303\\274.docx\"\nBinary files \"a/\\303\\274.docx\" and \"b/\\303\\274.docx\" differ\n";
    let changes = Changes::read(diff).expect("a diff");
    assert!(matches!(changes.of("x y.docx"), Some(Change::New)));
    assert!(matches!(changes.of("ü.docx"), Some(Change::New)));
    assert!(changes.of("old.docx").is_none());
}

#[test]
fn paths_are_read_as_git_writes_them() {
    let diff = "diff --git \"a/\\303\\251.md\" \"b/\\303\\251.md\"\nnew file mode 100644\n--- /dev/null\n+++ \"b/\\303\\251.md\"\n@@ -0,0 +1 @@\n+x\ndiff --git a/old.md b/new.md\nsimilarity index 100%\nrename from old.md\nrename to new.md\ndiff --git a/gone.md b/gone.md\ndeleted file mode 100644\n--- a/gone.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n";
    let changes = Changes::read(diff).expect("a diff");
    assert!(matches!(changes.of("é.md"), Some(Change::New)));
    assert!(matches!(changes.of("new.md"), Some(Change::Lines(hunks)) if hunks.is_empty()));
    assert!(changes.of("gone.md").is_none() && changes.of("old.md").is_none());
    assert!(Changes::read("--- a\n+++ b\n@@ what @@\n").is_err());
}

#[test]
fn what_is_no_diff_or_one_of_many_parents_is_refused() {
    for empty in ["", "\n", "diff --git a/a.png b/a.png\nBinary files a/a.png and b/a.png differ\n"] {
        assert!(Changes::read(empty).is_ok(), "{empty}");
    }
    let merge = "diff --cc a.md\n--- a/a.md\n+++ b/a.md\n@@@ -1,1 -1,1 +1,1 @@@\n- a\n -b\n++c\n";
    assert!(Changes::read(merge).expect_err("a merge").starts_with("line 4: this is a diff of a merge"));
    for none in ["Meet at the town hall.\n", "\u{1b}[1mdiff --git a/a.md b/a.md\u{1b}[m\n"] {
        assert_eq!(Changes::read(none).expect_err(none), "this is not a unified diff");
    }
}

#[test]
fn two_texts_are_compared_as_a_diff_of_them_is() {
    let new = Source::new("a.docx", "One two.\nThree fore.\nFive.\nSix.\n");
    let Change::Lines(hunks) = Change::between("One two.\nThree four.\nSix.\n", &new.text) else {
        panic!("neither is new");
    };
    let mut spans = Vec::new();
    hunks.iter().for_each(|hunk| hunk.touch(&new, &mut spans));
    let words: Vec<&str> = spans.iter().map(|span| new.slice(*span)).collect();
    assert_eq!(words, ["fore.\nFive."]);
}

#[test]
fn what_is_no_text_has_changed_as_a_whole() {
    let diff = "diff --git a/a b.docx b/a b.docx\nindex 1..2 100644\nGIT binary patch\nliteral 3\nKcmZ\n\ndiff --git \"a/\\303\\251.docx\" \"b/\\303\\251.docx\"\nGIT binary patch\nliteral 3\nKcmZ\n\ndiff --git a/old.docx b/moved/new.docx\nsimilarity index 90%\nrename from old.docx\nrename to moved/new.docx\nGIT binary patch\ndelta 3\nKcmZ\n\n";
    let changes = Changes::read(diff).expect("a diff");
    for path in ["a b.docx", "é.docx", "moved/new.docx"] {
        assert!(matches!(changes.of(path), Some(Change::New)), "{path}: {changes:?}");
    }
}

#[test]
fn paths_without_prefixes_and_odd_paths_are_read() {
    let diff = "diff --git b/a.md b/a.md\n--- b/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-x\n+y\ndiff --git \"a/t\\tb.md\" \"b/t\\tb.md\"\n--- \"a/t\\tb.md\"\n+++ \"b/t\\tb.md\"\n@@ -1 +1 @@\n-x\n+y\n--- a/s b.md\t\n+++ b/s b.md\t\n@@ -1 +1 @@\n-x\n+y\n";
    let changes = Changes::read(diff).expect("a diff");
    assert!(["b/a.md", "t\tb.md", "s b.md"].iter().all(|path| changes.of(path).is_some()), "{changes:?}");
    assert!(changes.of("a.md").is_none());
}
