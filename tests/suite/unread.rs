//! Nothing passes unread: documents in other formats and encodings, diffs that match nothing, characters that terminals obey.

use super::{folder, run, write};

#[test]
fn documents_that_are_not_read_are_refused_with_what_to_do() {
    let desk = folder(&[
        ("old/story.doc", "x"),
        ("old/page.pdf", "x"),
        ("mixed/a.txt", "The ferry sailed.\n"),
        ("mixed/b.doc", "x"),
    ]);
    for (path, words) in [
        ("old/story.doc", "save it as .docx"),
        ("old/page.pdf", "a PDF has no paragraphs"),
        ("old", "no drafts that can be read: page.pdf and 1 other document"),
    ] {
        let seen = run(desk.path(), &["check", "--no-config", path]);
        assert_eq!(seen.code, 2, "{path}: {}", seen.err);
        assert!(seen.err.contains(words), "{path}: {}", seen.err);
    }
    let allowed = run(desk.path(), &["check", "--no-config", "--allow-empty", "old"]);
    assert_eq!((allowed.code, allowed.err.as_str()), (0, "0 drafts checked: 0 errors, 0 warnings, 0 notes\n"));
    assert_eq!(run(desk.path(), &["check", "--no-config", "mixed"]).code, 0, "the others are drafts");
}

#[test]
fn a_diff_that_matches_no_draft_is_said_to() {
    let diff = |path: &str| format!("--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-One.\n+Two.\n");
    let desk =
        folder(&[("a.txt", "Two.\n"), ("other.diff", &diff("elsewhere/b.txt")), ("code.diff", &diff("src/main.rs"))]);
    let seen = run(desk.path(), &["check", "--no-config", "--diff", "other.diff", "."]);
    assert_eq!(seen.code, 2);
    assert!(seen.err.contains("it changes elsewhere/b.txt, which is not among the drafts here"), "{}", seen.err);
    assert_eq!(run(desk.path(), &["check", "--no-config", "--allow-empty", "--diff", "other.diff", "."]).code, 0);
    assert_eq!(
        run(desk.path(), &["check", "--no-config", "--diff", "code.diff", "."]).code,
        0,
        "it is about other files"
    );
}

#[test]
fn text_in_other_encodings_is_read_if_it_says_so_or_the_user_does() {
    let wide: Vec<u8> = "\u{feff}She sent an e-mail.\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let desk = folder(&[]);
    write(desk.path(), "wide.txt", &wide);
    write(desk.path(), "latin.txt", b"She sent an e-mail from the caf\xe9.\n");
    let wide = run(desk.path(), &["check", "--no-config", "--format", "short", "wide.txt"]);
    assert!(wide.out.contains("wide.txt:1:13: warning[style/preferred-terms]"), "{}", wide.out);
    let unnamed = run(desk.path(), &["check", "--no-config", "latin.txt"]);
    assert_eq!(unnamed.code, 2);
    assert!(unnamed.err.contains("--encoding windows-1252"), "{}", unnamed.err);
    let named = run(desk.path(), &["check", "--no-config", "--encoding", "latin1", "--format", "short", "latin.txt"]);
    assert!(named.out.contains("latin.txt:1:13: warning[style/preferred-terms]"), "{}{}", named.out, named.err);
    write(desk.path(), "copydesk.toml", b"encoding = \"windows-1252\"\n");
    run(desk.path(), &["fix", "-q", "latin.txt"]);
    let fixed = std::fs::read(desk.path().join("latin.txt")).expect("the draft is there");
    assert_eq!(fixed, b"She sent an email from the caf\xe9.\n");
    write(desk.path(), "copydesk.toml", b"encoding = \"klingon\"\n");
    assert!(run(desk.path(), &["check", "wide.txt"]).err.contains("there is no encoding"));
}

#[test]
fn a_draft_in_two_paths_counts_once() {
    let desk = folder(&[("a/b.txt", "She sent an e-mail.\n")]);
    let whole = desk.path().join("a/b.txt");
    let seen = run(desk.path(), &["check", "--no-config", "a", "./a/b.txt", whole.to_str().expect("UTF-8")]);
    assert!(seen.err.starts_with("1 draft checked"), "{}", seen.err);
}

#[test]
fn what_a_terminal_obeys_is_shown_as_marks() {
    let text = "She sent an e-mail \u{1b}[31m\u{85}\u{202e}today today.\n";
    let desk = folder(&[("a.txt", text)]);
    for form in ["github", "csv", "human", "short", "markdown"] {
        let seen = run(desk.path(), &["check", "--no-config", "--format", form, "a.txt"]);
        assert!(!seen.out.contains(['\u{1b}', '\u{85}', '\u{202e}']), "{form}: {:?}", seen.out);
    }
}

#[test]
fn conflict_markers_are_errors_and_mojibake_is_mended() {
    let text = "<<<<<<< HEAD\nThe ferry sailed.\n=======\nThe ferry sank.\n>>>>>>> b\n";
    for name in ["a.md", "a.txt", "a.html"] {
        let desk = folder(&[(name, text)]);
        let seen = run(desk.path(), &["check", "--no-config", "--format", "short", name]).out;
        assert!(seen.contains("error[structure/conflict-markers]"), "{name}: {seen}");
    }
    let desk = folder(&[("a.md", "The ferry didnâ€™t sail to the cafÃ©.\n")]);
    run(desk.path(), &["fix", "--no-config", "-q", "a.md"]);
    let fixed = std::fs::read_to_string(desk.path().join("a.md")).expect("the draft is there");
    assert_eq!(fixed, "The ferry didn’t sail to the café.\n");
}

#[test]
fn lines_may_end_as_on_old_macs() {
    let desk = folder(&[("a.txt", "Ferry sails\r\rThe ferry sailed on Monday and the the crew sang.\r")]);
    let seen = run(desk.path(), &["check", "--no-config", "--format", "short", "a.txt"]).out;
    assert!(seen.contains("doubled-word"), "{seen}");
}
