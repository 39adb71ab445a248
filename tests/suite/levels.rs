//! How loud a finding is follows from how sure it is.

use super::{folder, run};

/// The level of the finding about a bare quotation in `text`; empty if there is none.
fn level(text: &str) -> String {
    let desk = folder(&[("a.md", text)]);
    let out = run(desk.path(), &["--no-config", "--format", "short", "a.md"]).out;
    let found = out.lines().find(|line| line.contains("attribution/unsourced-quote"));
    let level = found.and_then(|line| line.split(": ").nth(1)).and_then(|level| level.split('[').next());
    level.unwrap_or_default().to_owned()
}

const BARE: &str = "“We have asked for money every year and we have never had an answer.”";

/// The beginning of a report.
const REPORT: &str = "“The bridge is safe,” said Anna Holm.\n\nThe bridge was closed at noon.";

/// The beginning of a story in which the writer tells of themselves.
const OWN: &str = "“The bridge is safe,” said Anna Holm. I did not ask why, and we left. I went home.";

#[test]
fn a_bare_quotation_is_an_error_in_a_report_and_a_note_where_the_writer_tells() {
    assert_eq!(level(&format!("{REPORT}\n\n{BARE}\n\nThe ferry runs until ten.\n")), "error");
    assert_eq!(level(&format!("{OWN}\n\n{BARE}\n\nThe ferry runs until ten.\n")), "note");
    let questions = "“Is it safe?” asked Anna Holm. Is it?\n\nWho closed it?\n\n“It is,” said Tom Reyes. When?";
    assert_eq!(level(&format!("{questions}\n\n{BARE}\n\nWhy now?\n")), "note");
}

#[test]
fn a_heading_beside_a_bare_quotation_is_not_a_caption() {
    assert_eq!(level(&format!("{REPORT}\n\n## The bridge in the north\n\n{BARE}\n\nThe ferry ran.\n")), "warning");
    assert_eq!(level(&format!("{REPORT}\n\n{BARE}\n\n## The north\n\nThe ferry ran.\n")), "error");
}

#[test]
fn a_bare_quotation_is_a_note_among_captions_and_where_it_is_said_again() {
    assert_eq!(
        level(&format!("{REPORT}\n\nThe bridge in the north seen from the quay\n\n{BARE}\n\nThe ferry ran.\n")),
        "note"
    );
    let again = "Anna Holm said: “We have asked for money every year and they know that we have.”";
    assert_eq!(level(&format!("{REPORT}\n\n{BARE}\n\nThe ferry ran. {again}\n")), "note");
}

#[test]
fn short_words_and_blocks_without_marks_are_notes() {
    let report = "“The bridge is safe,” said Anna Holm.";
    for (text, wanted) in [
        ("The port was declared an “unwanted” body in May.", "note"),
        ("The plan was described as “the best of the worst” in May.", "warning"),
        ("The mayor was called a “tired clerk” in May.", "warning"),
        ("> Some piers did not exist before 1990 and for that reason have no figures here.", "note"),
    ] {
        assert_eq!(level(&format!("{report}\n\nThe pier is old.\n\n{text}\n")), wanted, "{text}");
    }
}

#[test]
fn words_that_nobody_need_have_said_are_not_reported() {
    for (draft, text) in [
        (REPORT, "The best word for it is “Open pier works as a service for the town”, which fits neither."),
        (REPORT, "Moen, Ida. 2014. “The tides of the north are high again this year.” Elmsby Press."),
        (REPORT, "Moen, Ida. “Will the tides of the north rise again this year?” Elmsby Press."),
        (OWN, "> We moved the pier in 1990 and have been glad of it ever since."),
        (OWN, "For me the club is “the quay people of the town” and no more."),
    ] {
        assert_eq!(level(&format!("{draft}\n\n{text}\n\nThe ferry ran.\n")), "", "{text}");
    }
    let passive = "The keeper was called “the laziest man on the whole coast” on Monday.";
    assert_eq!(level(&format!("{OWN}\n\n{passive}\n\nThe ferry ran.\n")), "note");
}

#[test]
fn a_quotation_that_opens_the_first_paragraph_is_a_note() {
    let rest = "The keepers of the pier have heard it often.\n\n“The bridge is safe,” said Anna Holm.";
    assert_eq!(level(&format!("# The pier\n\n{BARE} {rest}\n")), "note");
    assert_eq!(level(&format!("# The pier\n\nThe bridge was closed at noon. {BARE} {rest}\n")), "warning");
}
