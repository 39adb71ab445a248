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

/// The parser of TOML would speak of numbers.
#[test]
fn a_word_without_quotation_marks_is_named() {
    for word in ["note", "true-ish", "warning", "inside"] {
        let seen = with_configuration(&format!("fail-on = {word}\n")).exits(2);
        let found = format!("error[configuration]: expected a value, found the word {word}\n");
        assert!(seen.err.contains(&found) && seen.err.contains("copydesk.toml:1:11"), "{}", seen.err);
        assert!(seen.err.contains(&format!("text has quotation marks in TOML: \"{word}\"")), "{}", seen.err);
    }
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

/// What is of the wrong type is said in words for people who know no programming language.
#[test]
fn a_wrong_type_is_said_in_plain_words() {
    for (text, place, message) in [
        ("extends = \"news\"\n", "copydesk.toml:1:11", "expected a list in square brackets, found the string \"news\""),
        ("[allow]\nterms = 3\n", "copydesk.toml:2:9", "expected a list in square brackets, found the number 3"),
        (
            "[texts]\n\"style/hyphens\" = true\n",
            "copydesk.toml:2:19",
            "expected a string in quotation marks, found true",
        ),
        ("extends = [\"copydesk.toml\"]\n", "copydesk.toml:1:12", "a pack cannot extend itself"),
    ] {
        let seen = with_configuration(text).exits(2);
        assert!(seen.err.contains(place) && seen.err.contains(message), "{text}:\n{}", seen.err);
    }
}

/// An expression that is too large to be built would find nothing, and nobody would know.
#[test]
fn an_expression_that_is_too_large_is_pointed_at() {
    for pattern in [r"\w{5000}", r"((a{1000}){1000}){1000}", r"(big|\pL{100}){100}"] {
        let rule = format!(
            "[[rule]]\nid = \"a/b\"\nkind = \"pattern\"\nlevel = \"note\"\nmessage = \"x\"\npattern = '{pattern}'\n"
        );
        let folder = folder(&[("p.toml", &rule), ("draft.txt", "A big town.\n")]);
        let seen = run(folder.path(), &["--no-config", "--extend", "p.toml", "draft.txt"]).exits(2);
        assert!(seen.err.contains("error[pack]: the expression is too large"), "{pattern}:\n{}", seen.err);
        assert!(seen.err.contains("p.toml:6:11"), "{}", seen.err);
    }
}

/// The slips that writers of rules make most, each with what to do instead.
#[test]
fn common_slips_in_rules_are_told_with_what_to_do() {
    let rule = |keys: &str| format!("[[rule]]\nid = \"a/b\"\nkind = \"pattern\"\nmessage = \"x\"\n{keys}\n");
    for (keys, message) in [
        ("level = \"note\"\npattern = \"\\bbig\\b\"", "use single ones"),
        ("level = \"note\"\npattern = \"\\d+\"", "in which a backslash is literal"),
        ("level = \"note\"\npattern = “big”", "use straight quotation marks in TOML"),
        ("level = \"note\"\npattern = 'big(?= town)'", "use `unless` or `only` for words nearby"),
        ("level = 2\npattern = 'big'", "expected a string in quotation marks"),
        ("level = \"note\"\npattern = 'big'\nzones = 3", "expected a string or a list of strings"),
        ("level = \"note\"\npattern = 'big'\nbad = [\"A [[]] town.\"]", "the mark “[[]]” is empty"),
    ] {
        let folder = folder(&[("p.toml", &rule(keys))]);
        let seen = run(folder.path(), &["test", "--no-config", "p.toml"]).exits(2);
        assert!(seen.out.contains(message), "{keys}:\n{}", seen.out);
    }
}

/// An example that fails says which, what was wanted and what came; and where the words stand that the rule passed over.
#[test]
fn an_example_that_fails_says_why() {
    let rule = |bad: &str| {
        format!(
            "[[rule]]\nid = \"a/b\"\nkind = \"terms\"\nlevel = \"note\"\nmessage = \"x\"\nterms = {{ \"town hall\" = \"city \
             hall\" }}\nbad = [\"{bad}\"]\n"
        )
    };
    for (bad, message) in [
        ("The town [[hall]] burned.", "a/b (missing): “hall” was not found; found: “town hall”"),
        ("The [[town hall -> hall]] burned.", "a/b (wrong): “town hall” is fixed as “city hall”, not as “hall”"),
        ("The [[town hall]] saw the town hall.", "a/b (noisy): found “town hall”, which is not marked"),
        ("“The [[town hall]] burned,” she said.", "“town hall” was not found: it is in speech, where the rule"),
        ("By Town Hall\\n\\nIt burned.", "nothing was found; “Town Hall” is in the zone byline"),
        ("The `town hall` burned.", "nothing was found; “town hall” is code, where the rule does not look"),
    ] {
        let folder = folder(&[("p.toml", &rule(bad))]);
        let seen = run(folder.path(), &["test", "--no-config", "p.toml"]).exits(1);
        assert!(seen.out.contains(message) && seen.out.contains("p.toml:7:"), "{bad}:\n{}", seen.out);
    }
}

/// A level for a rule that is nowhere is a slip of the pen, and the run would not be what was asked for.
#[test]
fn a_level_for_no_rule_is_refused() {
    let folder = folder(&[("draft.txt", "Send an e-mail.\n")]);
    for command in ["check", "fix"] {
        let seen = run(folder.path(), &[command, "--level", "stile=off", "draft.txt"]).exits(2);
        assert_eq!(seen.err, "copydesk: --level: there is no rule, family or pack stile; did you mean style?\n");
    }
}

#[test]
fn a_mistyped_command_is_no_missing_file() {
    let folder = folder(&[("chek", "A big town.\n")]);
    let seen = run(folder.path(), &["quots"]).exits(2);
    assert_eq!(seen.err, "copydesk: quots: no such command, file or folder; did you mean `copydesk quotes`?\n");
    assert_eq!(run(folder.path(), &["chek", "--quiet"]).code, 0, "a file of that name is a draft");
}

/// What is not text is told from what is text in another encoding.
#[test]
fn files_that_are_not_utf_8_are_named() {
    let folder = folder(&[]);
    let utf_16: Vec<u8> = "Send it.\u{d7}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    super::write(folder.path(), "a.txt", &utf_16);
    super::write(folder.path(), "b.txt", b"Send \xff it.");
    let seen = run(folder.path(), &["."]).exits(2);
    for words in [
        "a.txt: not UTF-8: the byte at offset 16 does not begin a character; it looks like UTF-16 without a byte-order mark",
        "b.txt: not UTF-8: the byte at offset 5 does not begin a character; it looks like Windows-1252 or Latin-1",
    ] {
        assert!(seen.err.contains(words), "{}", seen.err);
    }
}

/// A report that goes to a pipe or a device is written to it; a file put in its place would be the end of the device.
#[cfg(unix)]
#[test]
fn a_report_may_go_to_a_pipe() {
    let folder = folder(&[("draft.txt", "Send an e-mail.\n")]);
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("there is mkfifo").success());
    let (said, heard) = std::sync::mpsc::channel();
    std::thread::spawn(move || said.send(std::fs::read_to_string(pipe)));
    run(folder.path(), &["--quiet", "--output", "short=pipe", "draft.txt"]).exits(1);
    let report = heard.recv_timeout(std::time::Duration::from_secs(20)).expect("something is written to the pipe");
    assert!(report.expect("it can be read").contains("style/preferred-terms"));
}

/// Settings with which a rule could never find anything, or would find everything, are refused where they stand.
#[test]
fn a_rule_that_asks_nothing_is_refused() {
    let head = "[[rule]]\nid = \"a/b\"\nlevel = \"note\"\nmessage = \"x\"\n";
    for (keys, place, said) in [
        ("kind = \"pattern\"\npattern = 'ferry'\nunless = { before = '' }", "7:21", "matches every text"),
        ("kind = \"pattern\"\npattern = 'ferry'\nunless = { nearby = ['x', 'y*'] }", "7:21", "matches every text"),
        ("kind = \"pattern\"\npattern = 'ferry'\nonly = {}", "7:8", "expected words to look for"),
        ("kind = \"pattern\"\npattern = 'ferry'\nbad = [\" \"]", "7:8", "the example is empty"),
        ("kind = \"limit\"\nof = \"headline\"\nunit = \"words\"\nmax = 0", "8:7", "a limit of 0"),
        ("kind = \"link\"\nreport = \"hosts\"\nhosts = [\"https://a.example/\"]", "7:10", "is not a host name"),
        ("kind = \"variants\"\nsets = [[\"a\", \"a\"]]", "1:1", "appears twice"),
        ("kind = \"agreement\"\nreport = \"repeats\"\nmost = 100", "7:8", "can never match"),
        (
            "kind = \"parts\"\npatterns = ['poll']\nleast = 2\npart = [{ name = \"size\", pattern = 'of' }]",
            "7:9",
            "must be between 1 and 1",
        ),
        (
            "kind = \"claim\"\npatterns = ['(?P<who>he) won']\nmark = \"whoo\"\nneeds = \"source\"",
            "7:8",
            "did you mean `who`",
        ),
        ("kind = \"require\"\nrequire = { zone = \"bio\" }\nfix = \" \"", "7:7", "the fix is empty"),
        ("kind = \"require\"\nrequire = { shared = [\"bio\", \"bio\"] }", "6:22", "two different zones"),
    ] {
        let folder = folder(&[("a.toml", &format!("{head}{keys}\n")), ("draft.txt", "The ferry sailed.\n")]);
        let seen = run(folder.path(), &["check", "--no-config", "--extend", "a.toml", "draft.txt"]).exits(2);
        assert!(seen.err.contains(&format!("a.toml:{place}\n")) && seen.err.contains(said), "{keys}\n{}", seen.err);
    }
    let allowed = format!("{head}kind = \"pattern\"\npattern = 'ferry'\nunless = {{ before = '^\\W*$' }}\n");
    let folder = folder(&[("a.toml", &allowed), ("draft.txt", "The ferry sailed.\n")]);
    run(folder.path(), &["check", "--no-config", "--extend", "a.toml", "draft.txt"]).exits(0);
}

#[test]
fn all_mistakes_of_a_rule_are_shown_at_once() {
    let rule = "[[rule]]\nid = \"twice\"\nkind = \"pattern\"\nlevel = \"note\"\nmessage = \"{mtach} is wrong\"\nhelp = \"use {other}\"\n\
                pattern = \"very (big\"\nwhen = { wrds = 3 }\nzones = [\"bdy\"]\nbad = [\"\", \"\"]\n";
    let folder =
        folder(&[("copydesk.toml", "extends = [\"slips.toml\"]\n"), ("slips.toml", rule), ("draft.txt", "A draft.\n")]);
    let err = run(folder.path(), &["check", "draft.txt"]).exits(2).err;
    for words in ["very (big", "wrds"] {
        assert!(err.contains(words), "{words}: {err}");
    }
    let later = rule.replace("very (big", "very big").replace("when = { wrds = 3 }\n", "");
    std::fs::write(folder.path().join("slips.toml"), later).expect("it can be written");
    let err = run(folder.path(), &["check", "draft.txt"]).exits(2).err;
    for words in ["the id `twice` is not of the form", "`{mtach}`", "`{other}`", "bdy", "the example is empty"] {
        assert!(err.contains(words), "{words}: {err}");
    }
    assert_eq!(err.matches("the example is empty").count(), 2, "{err}");
}

/// A key that a table does not have is told in the same way everywhere, with the one that was meant or all that there are.
#[test]
fn an_unknown_key_names_its_table_and_the_keys_that_it_has() {
    for (text, place, message, help) in [
        ("paged = 1\n", "1:1", "a configuration has no key `paged`", "expected one of: extends, baseline, levels,"),
        ("[[override]]\nrecords = []\n", "2:1", "an override has no key `records`", "did you mean `record`?"),
        (
            "[record]\nfolder = []\n",
            "2:1",
            "`[record]` has no key `folder`",
            "expected one of: paths, archive, pages, complete, required",
        ),
        ("[record]\narchives = []\n", "2:1", "`[record]` has no key `archives`", "did you mean `archive`?"),
        ("[allow]\nwords = []\n", "2:1", "`[allow]` has no key `words`", "expected one of: acronyms, terms"),
        ("[register]\nfile = []\n", "2:1", "`[register]` has no key `file`", "did you mean `files`?"),
        (
            "[[register.entry]]\nname = \"Brill\"\nkinds = 1\n",
            "3:1",
            "`[[entry]]` has no key `kinds`",
            "did you mean `kind`?",
        ),
        (
            "[[register.entry]]\nname = \"Brill\"\ntitles = [{ title = \"mayor\", from = 1 }]\n",
            "3:30",
            "`titles` has no key `from`",
            "expected one of: title, since, until",
        ),
    ] {
        let seen = with_configuration(text).exits(2);
        for said in [format!("error[configuration]: {message}\n"), format!("toml:{place}\n"), help.to_owned()] {
            assert!(seen.err.contains(&said), "{said} is not in\n{}", seen.err);
        }
    }
    let rule = "[[rule]]\nid = \"a/b\"\nkind = \"pattern\"\nlevel = \"note\"\nmessage = \"x\"\npattern = 'big'\n";
    for (keys, message) in [
        ("unless = { beside = 'very' }", "`unless` has no key `beside`"),
        ("when = { date = { whose = \"date\", is = \"passed\" } }", "`date` has no key `whose`"),
        ("house = 1", "a rule of kind pattern has no key `house`"),
    ] {
        let folder = folder(&[("p.toml", &format!("{rule}{keys}\n"))]);
        let seen = run(folder.path(), &["test", "--no-config", "p.toml"]).exits(2);
        assert!(seen.out.contains(message) && seen.out.contains("expected one of: "), "{keys}:\n{}", seen.out);
    }
}
