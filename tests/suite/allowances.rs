//! What authors and editors let stand, in comments and sidecars, and what is said of allowances that are of no use.

use super::Run;
use super::desk::{CONFIGURATION, Desk};

/// A desk on which “very” is reported, with a draft and perhaps its sidecar.
fn desk(draft: &str, sidecar: Option<&str>) -> Desk {
    let configuration = format!("{CONFIGURATION}levels = {{ \"house/very\" = \"note\" }}\n");
    let desk = Desk::new(&[("copydesk.toml", &configuration), ("draft.md", draft)]);
    if let Some(sidecar) = sidecar {
        desk.write("draft.md.copydesk.toml", sidecar);
    }
    desk
}

/// The findings in `draft.md` and in its sidecar, as `LINE rule`.
#[track_caller]
fn findings_with(draft: &str, sidecar: Option<&str>, arguments: &[&str]) -> Vec<String> {
    lines(&checked(draft, sidecar, &[&["--today", "2026-11-24", "-q", "-f", "short"], arguments].concat()).out)
}

#[track_caller]
fn findings(draft: &str) -> Vec<String> {
    findings_with(draft, None, &[])
}

fn checked(draft: &str, sidecar: Option<&str>, arguments: &[&str]) -> Run {
    desk(draft, sidecar).run(&[&["draft.md"], arguments].concat())
}

fn lines(out: &str) -> Vec<String> {
    out.lines()
        .map(|line| {
            let mut parts = line.splitn(4, ':');
            let (path, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let rule = line.split(['[', ']']).nth(1).unwrap_or_default();
            let beside = if path == "draft.md" { "" } else { "sidecar " };
            format!("{beside}{number} {rule}")
        })
        .collect()
}

#[test]
fn an_allowance_on_a_line_of_its_own_holds_for_the_block_that_follows() {
    let seen = findings(
        "Before, the town hall.\n\n<!-- copydesk: allow house/city-hall reason: a quotation of 1911 -->\n\nThe town hall,\nagain the town hall.\n\nAfter, the town hall.\n",
    );
    assert_eq!(seen, ["1 house/city-hall", "8 house/city-hall"]);
}

#[test]
fn an_allowance_at_the_end_of_a_line_holds_for_that_line() {
    let seen = findings(
        "The town hall is a\nvery old town hall. <!-- copydesk: allow house/city-hall reason: its name -->\nThe town hall.\n",
    );
    assert_eq!(seen, ["1 house/city-hall", "2 house/very", "3 house/city-hall"]);
}

#[test]
fn a_family_or_several_rules_can_be_allowed() {
    let family = "The very town hall. <!-- copydesk: allow house reason: its name -->\n";
    assert!(findings(family).is_empty());
    let both = "The very town hall. <!-- copydesk: allow house/very, house/city-hall reason: its name -->\n";
    assert!(findings(both).is_empty());
}

#[test]
fn ranges_end_with_on_and_files_with_the_file() {
    let range = "<!-- copydesk: off house/city-hall reason: a letter -->\n\nThe town hall.\n\nA very old town hall.\n\n<!-- copydesk: on house/city-hall -->\n\nThe town hall.\n";
    assert_eq!(findings(range), ["5 house/very", "9 house/city-hall"]);
    let all = "<!-- copydesk: off\n     reason: a letter -->\n\nA very old town hall.\n\n<!-- copydesk: on -->\n\nThe town hall.\n";
    assert_eq!(findings(all), ["8 house/city-hall"]);
    let to_the_end = "The town hall.\n\n<!-- copydesk: off reason: a letter -->\n\nA very old town hall.\n";
    assert_eq!(findings(to_the_end), ["1 house/city-hall"]);
    let file =
        "A very old town hall.\n\nThe town hall. <!-- copydesk: allow-file house/city-hall reason: its name -->\n";
    assert_eq!(findings(file), ["1 house/very"]);
}

#[test]
fn a_document_may_lack_what_its_file_allows() {
    let on = &["--level", "house/notice=warning"];
    let draft = "Words.\n";
    assert_eq!(findings_with(draft, None, on), ["1 house/notice"]);
    let allowed = "Words.\n\n<!-- copydesk: allow-file house/notice reason: a service column -->\n";
    assert!(findings_with(allowed, None, on).is_empty());
}

#[test]
fn what_is_allowed_is_counted_and_not_shown() {
    let seen = checked(
        "A town hall. A town hall. <!-- copydesk: allow house reason: its name -->\n",
        None,
        &["--format", "json"],
    )
    .exits(0);
    assert_eq!(seen.json()["files"][0]["hidden"]["suppressed"], 2);
    assert_eq!(seen.err, "1 draft checked: 0 errors, 0 warnings, 0 notes (not shown: 2 allowed)\n");
}

#[test]
fn an_allowance_that_nothing_needs_is_a_finding() {
    let seen = findings("The city hall. <!-- copydesk: allow house/city-hall, house/very reason: its name -->\n");
    assert_eq!(seen, ["1 copydesk/unused-allowance", "1 copydesk/unused-allowance"]);
    let twice =
        "The town hall. <!-- copydesk: allow house reason: one --> <!-- copydesk: allow house reason: two -->\n";
    assert_eq!(findings(twice), ["1 copydesk/unused-allowance"], "one of the two is enough");
    // A rule that is off finds nothing, so nobody can tell.
    let off = "The city hall. <!-- copydesk: allow house/notice reason: its name -->\n";
    assert!(findings(off).is_empty());
    // Rules of built-in packs that are not in use here are no slips.
    assert!(findings("Words. <!-- copydesk: allow style/preferred-terms reason: its name -->\n").is_empty());
}

#[test]
fn an_unknown_rule_is_a_finding_at_its_name_with_what_was_meant() {
    let seen = checked("The town hall. <!-- copydesk: allow house/city-hal reason: x -->\n", None, &[]).exits(1);
    assert!(seen.out.contains("there is no rule or family “house/city-hal” to allow"), "{}", seen.out);
    assert!(seen.out.contains("help: Did you mean house/city-hall?"), "{}", seen.out);
    assert!(seen.out.contains("draft.md:1:37"), "{}", seen.out);
}

#[test]
fn who_leaves_out_the_family_is_told_and_capitals_are_no_matter() {
    let seen = checked("The town hall. <!-- copydesk: allow city-hall reason: x -->\n", None, &[]).exits(1);
    assert!(seen.out.contains("help: Did you mean house/city-hall?"), "{}", seen.out);
    let capitals = "The town hall. <!-- Copydesk: Allow house/city-hall Reason: x Until: 2027-01-31 -->\n";
    assert!(findings(capitals).is_empty());
    assert!(findings("Words. <!-- Copydesk: please check the figures -->\n").is_empty(), "that is for people");
}

#[test]
fn an_allowance_holds_on_its_last_day_and_not_after() {
    let draft =
        "The town hall. <!-- copydesk: allow house/city-hall until: 2027-01-31 reason: the sign is being changed -->\n";
    assert!(findings_with(draft, None, &[]).is_empty());
    let on = |day: &str| {
        let seen = checked(draft, None, &["--today", day, "-q", "-f", "short"]);
        lines(&seen.out)
    };
    assert!(on("2027-01-31").is_empty());
    assert_eq!(on("2027-02-01"), ["1 house/city-hall", "1 copydesk/expired-allowance"]);
    let refused = checked(draft, None, &["--today", "31 January"]).exits(2);
    assert!(refused.err.contains("write days as 2027-01-31"), "{}", refused.err);
}

#[test]
fn a_reason_is_asked_for_unless_the_house_asks_for_none() {
    let draft = "The town hall. <!-- copydesk: allow house/city-hall -->\n";
    assert_eq!(findings(draft), ["1 copydesk/allowance-without-reason"]);
    let levels = &["--level", "copydesk/allowance-without-reason=off"];
    assert!(findings_with(draft, None, levels).is_empty());
}

#[test]
fn slips_in_allowances_are_said_and_messages_to_people_left_alone() {
    for slip in
        ["alow house/very reason: x", "allow", "allow-file reason: x", "allow house/very reason: x until: soon", "on"]
    {
        let seen = findings(&format!("Words. <!-- copydesk: {slip} -->\n"));
        assert_eq!(seen, ["1 copydesk/unreadable-allowance"], "{slip}");
    }
    assert_eq!(findings("Words. <!-- copydesk allow house/very -->\n"), ["1 copydesk/unreadable-allowance"]);
    for message in ["copydesk: please check the figures", "copydesk", "copydesk allowed this", "copydesks differ", "TK"]
    {
        assert!(findings(&format!("Words. <!-- {message} -->\n")).is_empty(), "{message}");
    }
    assert!(findings("Words. <!-- copydesk: allow house/very\n").is_empty(), "a comment that is never closed is none");
}

const SIDECAR: &str = r#"[[allow]]
rule = "house/city-hall"
words = """the  town
hall of Este"""
reason = "its name"
until = 2027-01-31

[[allow]]
rule = "house/very"
reason = "a column"
"#;

#[test]
fn a_sidecar_allows_words_or_a_whole_draft() {
    let draft = "In the town hall of Este, a very old town hall.\n";
    assert_eq!(findings_with(draft, Some(SIDECAR), &[]), ["1 house/city-hall"]);
    let late = checked(draft, Some(SIDECAR), &["--today", "2027-02-01", "-q", "-f", "short"]);
    let seen = lines(&late.out);
    assert_eq!(seen, ["1 house/city-hall", "1 house/city-hall", "sidecar 2 copydesk/expired-allowance"]);
    let elsewhere = findings_with("In the city hall.\n", Some(SIDECAR), &[]);
    assert_eq!(elsewhere, ["sidecar 2 copydesk/unused-allowance", "sidecar 9 copydesk/unused-allowance"]);
}

#[test]
fn words_in_a_sidecar_are_whole_words() {
    let sidecar = "[[allow]]\nrule = \"house/very\"\nwords = \"ver\"\nreason = \"x\"\n";
    let seen = findings_with("A very old hall.\n", Some(sidecar), &[]);
    assert_eq!(seen, ["1 house/very", "sidecar 2 copydesk/unused-allowance"]);
}

#[test]
fn what_is_wrong_in_a_sidecar_is_shown_there_and_the_rest_of_it_holds() {
    let sidecar =
        "[[allow]]\nrule = \"house/very\"\nreason = \"x\"\n\n[[allow]]\nrule = \"house/city-hall\"\nword = \"x\"\n";
    let seen = checked("A very old hall.\n", Some(sidecar), &["-q"]).exits(2);
    assert_eq!(seen.out, "");
    assert!(seen.err.contains("draft.md.copydesk.toml:7:1"), "{}", seen.err);
    assert!(seen.err.contains("did you mean `words`?"), "{}", seen.err);
    for broken in ["[[allow]", "allow = 1", "[[allow]]\nrule = 1", "[[allow]]\nrule = \"x\"\nwords = \" \"", "deny = 1"]
    {
        let seen = checked("Words.\n", Some(broken), &[]).exits(2);
        assert!(seen.err.contains("error[sidecar]"), "{broken}: {}", seen.err);
    }
    let seen = checked("Words.\n", Some("[[allow]]\nrule = “house/very”\n"), &[]).exits(2);
    assert!(seen.err.contains("use straight quotation marks in TOML"), "{}", seen.err);
}

#[test]
fn the_rules_of_the_engine_are_rules_like_others() {
    let desk = Desk::empty(&[("copydesk.toml", "extends = []\n[levels]\n\"copydesk\" = \"off\"\n")]);
    let listed = desk.run(&["rules"]).exits(0);
    assert!(listed.out.lines().any(|line| line.starts_with("copydesk/unused-allowance") && line.contains(" off ")));
    let told = desk.run(&["explain", "copydesk/unknown-rule"]).exits(0);
    assert!(told.out.contains("why: An allowance of a rule that does not exist"), "{}", told.out);
}

/// Allowances are found in the draft, not by asking each of them about each finding.
#[test]
fn many_allowances_and_many_findings_are_no_trouble() {
    let line = "The town hall. <!-- copydesk: allow house/city-hall reason: x -->\n\n";
    let draft = line.repeat(20_000);
    assert!(findings(&draft).is_empty());
}

#[test]
fn what_is_allowed_is_not_fixed() {
    let draft =
        "In the town hall of Este and the town hall.\n\nThe town hall. <!-- copydesk: allow house reason: x -->\n";
    let sidecar = desk(draft, Some(SIDECAR));
    sidecar.run(&["fix", "draft.md", "--rule", "house/city-hall", "--today", "2026-11-24"]);
    assert_eq!(sidecar.read("draft.md"), draft.replace("the town hall.\n", "the city hall.\n"));
    let broken = desk(draft, Some("[[allow]"));
    let seen = broken.run(&["fix", "draft.md"]).exits(2);
    assert!(seen.err.contains("draft.md: not fixed; draft.md.copydesk.toml:1: "), "{}", seen.err);
    assert_eq!(broken.read("draft.md"), draft);
}
