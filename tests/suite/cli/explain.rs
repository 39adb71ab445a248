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
