//! `copydesk explain` for a rule.

use crate::suite::desk::Desk;

#[test]
fn explain_says_what_why_and_where_from() {
    let desk = Desk::new(&[]);
    let seen = desk.run(&["explain", "house/city-hall"]).exits(0);
    for words in [
        "“{match}” is written “{replacement}”",
        "why: One form keeps the archive searchable.",
        "Write “{replacement}”.",
        "https://example.org/style",
        "kind: terms",
        "level: warning (pack house.toml)",
        "defined in: house.toml:9",
        "The vote at the town hall is on Monday.",
        "The vote at the city hall is on Monday.",
    ] {
        assert!(seen.out.contains(words), "{words} is not in\n{}", seen.out);
    }
    let seen = desk.run(&["explain", "style/doubled-word"]).exits(0);
    assert!(seen.out.contains("not in use here"), "a rule of a pack that is not asked for: {}", seen.out);
}

#[test]
fn explain_guesses_what_was_meant() {
    let desk = Desk::new(&[]);
    for (written, meant) in [("house/city-hal", "house/city-hall"), ("style/doubled-words", "style/doubled-word")] {
        let seen = desk.run(&["explain", written]).exits(2);
        assert!(seen.err.contains(&format!("did you mean {meant}?")), "{}", seen.err);
    }
    let seen = desk.run(&["explain", "zzzzzz"]).exits(2);
    assert!(seen.err.contains("there is no rule zzzzzz") && !seen.err.contains("did you mean"), "{}", seen.err);
}

#[test]
fn explain_shows_what_a_rule_leaves_to_another() {
    let draft = "“The bridge is a waste of good money,” some critics said on Monday.\n";
    let desk = Desk::new(&[("crowd.md", draft)]);
    let seen = desk.run(&["explain", "attribution/vague-speaker", "crowd.md"]).exits(0);
    assert!(seen.out.contains("left to attribution/vague-source at 1:"), "{}", seen.out);
}

#[test]
fn explain_names_the_language_that_silences_a_rule() {
    let danish = "Færgen sejler ikke på mandag, og det er ikke første gang i år, at den ikke kan komme ud af havnen.";
    let both = &format!("The ferry was in dock on Monday and it was not the first time.\n\n{danish} Town hall.\n");
    let desk = Desk::new(&[("whole.md", danish), ("part.md", both)]);
    let seen = desk.run(&["explain", "house/city-hall", "whole.md"]).exits(0);
    assert!(seen.out.contains("the draft is in Danish, and the rule is for English"), "{}", seen.out);
    let seen = desk.run(&["explain", "house/city-hall", "part.md"]).exits(0);
    assert!(seen.out.contains("not reported at 3:") && seen.out.contains("is in Danish"), "{}", seen.out);
}
