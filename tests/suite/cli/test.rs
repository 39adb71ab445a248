//! `copydesk test`: the examples of rules.

use crate::suite::desk::Desk;

#[test]
fn test_names_the_four_outcomes_and_rules_without_examples() {
    let rule = |id: &str, examples: &str| {
        format!(
            "[[rule]]\nid = \"{id}\"\nkind = \"terms\"\nlevel = \"note\"\nmessage = \"x\"\n\
             terms = {{ \"town hall\" = \"city hall\" }}\n{examples}\n\n"
        )
    };
    let pack = [
        rule("out/held", "bad = [\"A [[town hall]].\"]\ngood = [\"A city hall.\"]"),
        rule("out/missing", "bad = [\"A city hall.\"]"),
        rule("out/noisy", "good = [\"A town hall.\"]"),
        rule("out/wrong", "bad = [\"A [[town hall -> village hall]].\"]"),
        rule("out/bare", ""),
    ];
    let desk = Desk::empty(&[("p.toml", &pack.concat())]);
    let seen = desk.run(&["test", "--no-config", "p.toml"]).exits(1);
    assert!(seen.out.contains("out/bare has no example"), "{}", seen.out);
    assert!(seen.out.contains("5 rules: 2 examples held, 1 missing, 1 noisy, 1 wrong"), "{}", seen.out);
    for (rule, line) in [("out/missing", 16), ("out/noisy", 24), ("out/wrong", 32)] {
        let outcome = rule.trim_start_matches("out/");
        assert!(seen.out.contains(&format!("{rule} ({outcome}): ")), "{}", seen.out);
        assert!(seen.out.contains(&format!("p.toml:{line}:")), "line {line} is not in\n{}", seen.out);
    }
    let seen = desk.run(&["test", "--no-config", "--extend", "p.toml", "out/held"]).exits(0);
    assert!(
        seen.out.contains("1 rules: 2 examples held") || seen.out.contains("1 rule: 2 examples held"),
        "{}",
        seen.out
    );
    let seen = desk.run(&["test", "--no-config", "nothing/here"]).exits(2);
    assert!(seen.err.contains("nothing/here"), "{}", seen.err);
}
