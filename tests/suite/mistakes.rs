//! Mistakes in packs and configurations are shown where they stand, and what is good beside them still works.

use super::{Run, assert_golden, folder, root, run};

/// The line of each mistake in `tests/cases/mistakes.toml` and the words that are pointed at.
const MISTAKES: [(&str, &str); 8] = [
    ("slips/unknown-key", "mesage"),
    ("slips/unknown-kind", "\"term\""),
    ("slips/wrong-type", "true"),
    ("slips/bad-regex", "'very (big|large'"),
    ("slips/unknown-value", "{replacment}"),
    ("slips/never", "street  car"),
    ("slips/failing-example", "The tram stops here."),
    ("slips/good", "\"slips/good\""),
];

fn pack() -> String {
    std::fs::read_to_string(root().join("tests/cases/mistakes.toml")).expect("the pack is there")
}

fn checked() -> Run {
    let folder = folder(&[
        ("copydesk.toml", "extends = [\"mistakes.toml\"]\n"),
        ("mistakes.toml", &pack()),
        ("draft.txt", "Meet at the town hall.\n"),
    ]);
    run(folder.path(), &["check", "--format", "short", "draft.txt"])
}

#[test]
fn eight_mistakes_are_shown_and_the_good_rule_works() {
    let seen = checked().exits(2);
    assert_eq!(seen.out, "draft.txt:1:13: warning[slips/good]: “town hall” is written “city hall”\n");
    assert_eq!(seen.err.matches("error[").count(), 8, "{}", seen.err);
    assert_golden("mistakes.txt", &seen.err);
}

/// What a frame points at: its place as `line:column` and the words over the carets.
fn pointed_at(frame: &str) -> (usize, String) {
    let place = frame.lines().find_map(|line| line.split_once("┌─ ")).expect("a frame names its place").1;
    let line: usize = place.split(':').nth(1).and_then(|line| line.parse().ok()).expect("a frame names its line");
    let lines: Vec<&str> = frame.lines().collect();
    let below = lines.iter().position(|line| line.contains('^')).expect("a frame has carets");
    let carets: Vec<char> = lines[below].chars().collect();
    let words = lines[below - 1].chars().enumerate().filter(|(at, _)| carets.get(*at) == Some(&'^'));
    (line, words.map(|(_, c)| c).collect())
}

#[test]
fn each_mistake_is_pointed_at() {
    let (seen, pack) = (checked(), pack());
    let frames: Vec<&str> = seen.err.split("error[").skip(1).collect();
    assert_eq!(frames.len(), MISTAKES.len(), "{}", seen.err);
    for (number, (frame, (rule, words))) in frames.into_iter().zip(MISTAKES).enumerate() {
        let (line, marked) = pointed_at(frame);
        assert!(marked.contains(words), "mistake {} ({rule}): {words} is not under the carets of\n{frame}", number + 1);
        let before: String = pack.lines().take(line).collect::<Vec<_>>().join("\n");
        let comment = before.lines().rfind(|line| line.starts_with("# ")).unwrap_or_default();
        assert!(comment.starts_with(&format!("# {}:", number + 1)), "line {line} is beneath “{comment}”\n{frame}");
    }
}

#[test]
fn a_mistyped_name_is_guessed() {
    let seen = checked();
    for meant in ["did you mean `message`?", "did you mean `terms`?", "did you mean `replacement`?"] {
        assert!(seen.err.contains(meant), "{meant} is not in\n{}", seen.err);
    }
}

/// `copydesk test` shows the same mistakes.
#[test]
fn the_test_command_shows_them_too() {
    let folder = folder(&[("mistakes.toml", &pack())]);
    let seen = run(folder.path(), &["test", "--no-config", "mistakes.toml"]).exits(2);
    assert_eq!(seen.out.matches("error[pack]").count(), 7, "{}", seen.out);
    assert_eq!(seen.out.matches("error[example]").count(), 1, "{}", seen.out);
}

const CONFIGURATION: &str = r#"extends = ["house.toml", "stile"]
exlude  = ["archive/**"]
include = ["drafts/[a"]
fail-on = "fatal"

[levels]
"house/city-hal" = "off"

[[override]]
paths = ["opinion/**"]
levels = { "hause" = "off" }

[[override]]
paths = ["opinion/**"]
level = { "house" = "off" }

[[override]]
metadata = { type = "opinion" }
"#;

const HOUSE: &str = "about = \"x\"\n[[rule]]\nid = \"house/city-hall\"\nkind = \"terms\"\nlevel = \"warning\"\n\
    message = \"“{match}” is written “{replacement}”\"\nterms = { \"town hall\" = \"city hall\" }\n";

fn with_configuration(text: &str) -> Run {
    let folder = folder(&[("copydesk.toml", text), ("house.toml", HOUSE), ("draft.txt", "Meet at the town hall.\n")]);
    run(folder.path(), &["--format", "short", "draft.txt"])
}

#[test]
fn mistakes_of_a_configuration_are_shown_and_its_good_parts_hold() {
    let seen = with_configuration(CONFIGURATION).exits(2);
    assert_eq!(seen.out, "draft.txt:1:13: warning[house/city-hall]: “town hall” is written “city hall”\n");
    assert_eq!(seen.err.matches("error[configuration]").count(), 8, "{}", seen.err);
    for meant in ["“style”", "`exclude`", "`house/city-hall`", "`house`", "`levels`"] {
        assert!(seen.err.contains(&format!("did you mean {meant}?")), "{meant} is not in\n{}", seen.err);
    }
    assert_golden("configuration.txt", &seen.err);
}

/// One level that is none does not take the others with it.
#[test]
fn a_bad_level_leaves_the_good_ones() {
    let seen =
        with_configuration("extends = [\"house.toml\"]\n[levels]\nhouse = \"loud\"\n\"house/city-hall\" = \"error\"\n")
            .exits(2);
    assert!(seen.err.contains("copydesk.toml:3:9"), "{}", seen.err);
    assert!(seen.out.contains("error[house/city-hall]"), "the level of line 4 does not hold:\n{}", seen.out);
}

/// Also in a pack’s own `[levels]` and `about`.
#[test]
fn mistakes_in_the_head_of_a_pack_are_shown() {
    let wrong = |head: &str| {
        let folder = folder(&[
            ("copydesk.toml", "extends = [\"house.toml\"]\n"),
            ("house.toml", &format!("{head}\n{}", HOUSE.replace("about = \"x\"\n", ""))),
            ("draft.txt", "Meet at the town hall.\n"),
        ]);
        run(folder.path(), &["--format", "short", "draft.txt"])
    };
    for (head, place) in [
        ("about = 3", "house.toml:1:9"),
        ("extends = \"news\"", "house.toml:1:11"),
        ("extends = [\"newz\"]", "house.toml:1:12"),
        ("abuot = \"x\"", "house.toml:1:1"),
        ("[levels]\n\"house/city-hal\" = \"off\"", "house.toml:2:1"),
    ] {
        let seen = wrong(head).exits(2);
        assert!(seen.err.contains(place), "{head}: {place} is not in\n{}", seen.err);
        assert!(seen.out.contains("warning[house/city-hall]"), "{head}: the good rule is gone");
    }
}

/// A pattern beside the main one is shown at its own place.
#[test]
fn a_bad_expression_in_unless_is_pointed_at() {
    let rule = "[[rule]]\nid = \"a/b\"\nkind = \"pattern\"\nlevel = \"note\"\nmessage = \"x\"\npattern = 'big'\n\
        unless = { before = 'very (' }\n";
    let folder = folder(&[("p.toml", rule), ("draft.txt", "A big town.\n")]);
    let seen = run(folder.path(), &["--no-config", "--extend", "p.toml", "draft.txt"]).exits(2);
    assert!(seen.err.contains("error[pack]: unclosed group\n"), "{}", seen.err);
    assert!(seen.err.contains("p.toml:7:"), "{}", seen.err);
}

/// TOML that is none is shown at its place and does not stop the program.
#[test]
fn broken_toml_is_shown() {
    let seen = with_configuration("extends = [\n").exits(2);
    assert!(seen.err.contains("error[configuration]"), "{}", seen.err);
    assert!(seen.err.contains("copydesk.toml:1:"), "{}", seen.err);
}

/// A pack that the command line asks for and that is not there is no place in a file.
#[test]
fn a_pack_that_is_not_there_is_said() {
    let folder = folder(&[("draft.txt", "x\n")]);
    let seen = run(folder.path(), &["--no-config", "--extend", "stile", "draft.txt"]).exits(2);
    assert!(seen.err.contains("there is no pack, file or folder “stile”; did you mean “style”?"), "{}", seen.err);
}
