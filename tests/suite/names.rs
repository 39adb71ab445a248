//! Names over several drafts, and `copydesk names`: its sheets, and what `--accept` writes.

use super::{assert_golden, folder, root, run};

/// Thirty drafts of one newsroom: one writes a name otherwise than fourteen others. Their order does not matter.
#[test]
fn names_across_drafts_are_as_they_were() {
    let seen = run(root(), &["--quiet", "seeds/archive"]).exits(1);
    assert_golden("archive.human.txt", &seen.out);
    let entries = std::fs::read_dir(root().join("seeds/archive")).expect("seeds/archive is there");
    let mut paths: Vec<String> = entries
        .map(|entry| format!("seeds/archive/{}", entry.expect("readable").file_name().to_string_lossy()))
        .filter(|path| path.ends_with(".txt"))
        .collect();
    paths.sort_by_key(|path| std::cmp::Reverse(path.clone()));
    assert_eq!(paths.len(), 30);
    let mut arguments = vec!["--quiet"];
    arguments.extend(paths.iter().map(String::as_str));
    assert_eq!(run(root(), &arguments).exits(1).out, seen.out);
}

/// A wrong form that corrections columns know is reported once, by one rule, even where the draft mostly has it wrong.
#[test]
fn a_name_is_reported_by_one_rule() {
    let wrong =
        "Edgar Allen Poe sailed on Monday.\n\nEdgar Allen Poe came back.\n\nThe poems of Edgar Allan Poe are wet.\n";
    let here = folder(&[("draft.txt", wrong), ("other.txt", "The friends of Kristen Gillibrand sailed on Monday.\n")]);
    let seen = run(here.path(), &["--quiet", "--no-config", "--format", "short", "."]).exits(1);
    let rules: Vec<&str> = seen.out.lines().filter(|line| line.contains("[names/")).collect();
    assert_eq!(rules.len(), 3, "{}", seen.out);
    assert!(rules.iter().all(|line| line.contains("[names/chronic]")), "{}", seen.out);
    let seen = run(here.path(), &["--quiet", "--no-config", "--level", "names/chronic=off", "--format", "short", "."]);
    assert!(seen.out.contains("other.txt:1:16: error[names/register]"), "{}", seen.out);
}

/// Where the other drafts have the name stands in JSON too, and what the house allows is left alone.
#[test]
fn other_drafts_are_told_of_and_may_be_overruled() {
    let story = |name: &str| format!("The fair was opened by {name} in the rain on Monday.\n");
    let usual = story("Mohammed Elmasry");
    let odd = story("Mohamed Elmasry");
    let names = ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"];
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (*name, usual.as_str())).collect();
    files[4].1 = &odd;
    files.push(("copydesk.toml", "extends = [\"names\"]\n"));
    let here = folder(&files);
    let seen = run(here.path(), &["--format", "json", "."]).exits(1).json();
    let found = &seen["files"][4]["diagnostics"][0];
    assert_eq!(found["rule"], "names/across-drafts");
    assert_eq!(found["labels"][0]["snippet"], "Mohamed Elmasry");
    let first = serde_json::json!({ "path": "a.txt", "line": 1, "column": 24, "snippet": "Mohammed Elmasry" });
    assert_eq!(found["elsewhere"][0], first);
    run(here.path(), &["names", "--accept", "Mohamed Elmasry", "Mohammed Elmasry"]).exits(0);
    let quiet = run(here.path(), &["--format", "short", "--quiet", "."]).exits(0);
    assert_eq!(quiet.out, "");
}

/// A folder's names are one register: each form with the drafts that have it.
#[test]
fn the_names_of_an_archive_are_as_they_were() {
    let seen = run(root(), &["names", "seeds/archive"]).exits(0);
    assert_golden("archive.names.txt", &seen.out);
    let json = run(root(), &["names", "--format", "json", "seeds/archive"]).exits(0).json();
    assert_eq!(json["drafts"], 30);
    assert_eq!(json["names"][0]["forms"][0]["drafts"].as_array().map(Vec::len), Some(14));
    let csv = run(root(), &["names", "--format", "csv", "seeds/archive"]).exits(0).out;
    assert!(csv.starts_with("kind,name,status,form,drafts,mentions\nperson,Mohammed Elmasry,unknown,"), "{csv}");
    let register = run(root(), &["names", "--format", "toml", "seeds/archive"]).exits(0).out;
    let here = folder(&[("house.toml", &register), ("a.txt", "The fair was opened by Mohammed Elmasri on Monday.\n")]);
    let found = run(here.path(), &["--register", "house.toml", "--format", "short", "--quiet", "a.txt"]).exits(1).out;
    assert!(found.contains("“Elmasri” is not how the register spells “Mohammed Elmasry”"), "{found}\n{register}");
    run(root(), &["names", "--format", "toml", "seeds/archive/01-fair-opens.txt"]).exits(2);
    let sheets = run(root(), &["names", "--by-draft", "seeds/archive"]).exits(0).out;
    assert!(sheets.starts_with("seeds/archive/01-fair-opens.txt\n"), "{sheets}");
}

/// No line of a sheet is wider than a terminal, and every form of it tells of the same names.
#[test]
fn sheets_fit_a_terminal() {
    for draft in ["seeds/foreign-visit.txt", "seeds/wire-story.txt", "seeds/unicode.md", "seeds/archive"] {
        let seen = run(root(), &["names", draft]).exits(0).out;
        let wide: Vec<&str> = seen.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty(), "{draft}: {wide:?}");
        assert!(seen.contains("People"), "{draft}: {seen}");
    }
}

/// The house register is begun and named in the configuration; a second pair goes to the same file.
#[test]
fn accept_begins_a_register_and_names_it_in_the_configuration() {
    let here = folder(&[("copydesk.toml", "# ours\nextends = [\"names\"] # only these\n")]);
    let seen = run(here.path(), &["names", "--accept", "Reagan", "Regan"]).exits(0);
    assert_eq!(
        seen.out,
        "register.toml: “Reagan” and “Regan” are two names\ncopydesk.toml: reads register.toml from now on\n"
    );
    let read = |name: &str| std::fs::read_to_string(here.path().join(name)).expect("written");
    assert_eq!(
        read("copydesk.toml"),
        "# ours\nextends = [\"names\"] # only these\n\n[register]\nfiles = [\"register.toml\"]\n"
    );
    let seen = run(here.path(), &["names", "--accept", "Brill", "Brull"]).exits(0);
    assert_eq!(seen.out, "register.toml: “Brill” and “Brull” are two names\n");
    assert_eq!(read("register.toml"), "different = [\n  [\"Reagan\", \"Regan\"],\n  [\"Brill\", \"Brull\"],\n]\n");
}

/// Nothing is written where a file of the house cannot be understood.
#[test]
fn accept_leaves_broken_files_as_they_are() {
    let here =
        folder(&[("copydesk.toml", "[register]\nfiles = [\"people.toml\"]\n"), ("people.toml", "different = [\n")]);
    let seen = run(here.path(), &["names", "--accept", "Reagan", "Regan"]).exits(2);
    assert!(seen.err.contains("people.toml"), "{}", seen.err);
    assert_eq!(std::fs::read_to_string(here.path().join("people.toml")).expect("still there"), "different = [\n");
    run(here.path(), &["names", "--accept", "Reagan", "Reagan"]).exits(2);
}

/// On a terminal, as `script` of util-linux gives one, no line is wider than that.
#[cfg(target_os = "linux")]
#[test]
fn sheets_are_as_wide_as_the_terminal() {
    use std::process::{Command, Stdio};
    let here =
        folder(&[("draft.txt", "“Go on to the end of the long road by the harbour,” said Anna Feldkamp, a pilot.\n")]);
    let seen = |command: &str, columns: usize| {
        let mut script = Command::new("script");
        let line = format!("stty rows 40 cols {columns}; {} {command} draft.txt", env!("CARGO_BIN_EXE_copydesk"));
        script.current_dir(here.path()).args(["-qec", &line, "/dev/null"]).env("NO_COLOR", "1").stdin(Stdio::null());
        let output = script.output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let widest = |text: String| text.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    let Some(narrow) = seen("names", 40) else { return }; // no terminal can be had here
    assert!(narrow.contains("Anna Feldkamp") && widest(narrow.clone()) <= 40, "{narrow}");
    let [narrow, wide] = [70, 120].map(|columns| seen("quotes", columns).unwrap_or_default());
    assert!(widest(narrow.clone()) <= 70 && narrow.contains('…'), "{narrow}");
    assert!(wide.contains("harbour,”") && !wide.contains('…'), "{wide}");
}

/// What a draft says to a terminal is shown, whichever command shows it; what copydesk says of colour is its own.
#[test]
fn words_of_a_draft_tell_a_terminal_nothing() {
    let draft = "“\u{1b}[31mGo on to the e-mail,” \u{1b}]0;x\u{7}she said of an e-mail\u{1b}[2J.\n";
    let here = folder(&[("draft.txt", draft), ("other.txt", "Go on.\n")]);
    for command in [
        &["quotes"][..],
        &["names"],
        &["names", "--by-draft"],
        &["check", "--show-passes"],
        &["explain", "style/preferred-terms", "draft.txt"],
        &["explain", "attribution/unsourced-quote", "draft.txt:1:1"],
        &["audit", "--rule", "style/preferred-terms"],
    ] {
        let seen = run(here.path(), command);
        assert!(!(seen.out + &seen.err).contains('\u{1b}'), "{command:?}");
    }
}

/// Rules for English say nothing of German; one note says that it is German. A block in it is left alone in an English draft.
#[test]
fn another_language_gets_one_note() {
    let german =
        "Die Fähre ist am Montag in den Hafen gekommen. Der Kapitän der Fähren war müde, und die Fähre blieb liegen.";
    let english = "The ferry came to the port on Monday. The the captain was tired, and nobody had seen him since May.";
    let mixed = format!("{english}\n\n{german}\n\n{english}\n");
    let here = folder(&[("german.txt", &format!("{german}\n\n{german}\n")), ("mixed.txt", &mixed)]);
    let seen = run(here.path(), &["--quiet", "--no-config", "--format", "short", "."]);
    let of = |name: &str| seen.out.lines().filter(|line| line.starts_with(name)).collect::<Vec<_>>();
    assert_eq!(
        of("german.txt"),
        [
            "german.txt:1:1: note[copydesk/not-english]: this is written in German; the rules for English do not apply to it"
        ]
    );
    let mixed = of("mixed.txt");
    assert_eq!(mixed.iter().filter(|line| line.contains("[copydesk/not-english]")).count(), 1, "{}", seen.out);
    assert_eq!(mixed.iter().filter(|line| line.contains("[style/doubled-word]")).count(), 2, "{}", seen.out);
    assert!(
        !mixed.iter().any(|line| line.starts_with("mixed.txt:3:") && !line.contains("not-english")),
        "{}",
        seen.out
    );
}

/// Alternative text is often made from a file name, so another spelling there is a hint and stops nobody.
#[test]
fn a_name_in_alternative_text_is_a_note() {
    let told = "Gerda Malinowsky runs the harbour. The port grew last year, Malinowsky said.\n\n";
    let wrong = "Mailnowsky on the quay";
    let here = folder(&[
        ("picture.md", &format!("{told}![{wrong}](quay.jpg)\n")),
        ("text.md", &format!("{told}{wrong} waved.\n")),
    ]);
    let arguments = ["--quiet", "--no-config", "--show", "note", "--format", "short", "."];
    let seen = run(here.path(), &arguments).exits(1).out;
    assert!(seen.contains("picture.md:3:3: note[names/inconsistent]"), "{seen}");
    assert!(seen.contains("text.md:3:1: warning[names/inconsistent]"), "{seen}");
}

/// A surname that speaks makes a person of the full name, and stands for one where no full name is given.
#[test]
fn a_surname_that_speaks_is_a_person() {
    let said = "The pilot met Jyoti Wiederholm and Ben Bain. “The tide was late again on Monday,” Wiederholm said.\n\n\
                “We waited for an hour at the quay,” says Kowalski. Microsoft says it waited too.\n";
    let here = folder(&[("said.txt", said)]);
    let sheet = run(here.path(), &["names", "--no-config", "said.txt"]).exits(0).out;
    let people = sheet.split("Organisations").next().unwrap_or_default();
    for name in ["Jyoti Wiederholm", "Ben Bain", "Kowalski"] {
        assert!(people.lines().any(|line| line.starts_with(&format!("  {name} "))), "{name} in {sheet}");
    }
    assert!(!people.contains("Microsoft"), "{sheet}");
}

/// Letters beside words without capitals are an acronym, and an ordinary word in a name may be meant: neither is an error.
#[test]
fn acronyms_and_other_words_are_not_sure_slips_of_the_register() {
    let text = "The SUC already pays for it.\n\nThe Dozen faced the New York Shock Exchange in their first match.\n";
    let here = folder(&[("a.txt", text)]);
    let seen = run(here.path(), &["--no-config", "--format", "short", "--fail-on", "error", "a.txt"]).exits(0).out;
    assert!(!seen.contains("names/register]: “SUC”"), "{seen}");
    assert!(seen.contains("warning[names/register]: “Shock”"), "{seen}");
}

/// Who is quoted is on the sheet, whatever the name means otherwise; a body whose head word is another one is a hint.
#[test]
fn speakers_are_on_the_sheet_and_other_heads_are_other_bodies() {
    let said =
        "“The vote was a very close run thing for all of us,” said Hopi Hoekstra.\n\nVladimir Katalov said so too.\n";
    let bodies = "He studied at Carleton University. Then the Brookings Institute hired him.\n";
    let here = folder(&[("said.txt", said), ("bodies.txt", bodies)]);
    let sheet = run(here.path(), &["names", "--no-config", "said.txt"]).exits(0).out;
    for name in ["Hopi Hoekstra", "Vladimir Katalov"] {
        assert!(sheet.lines().any(|line| line.trim_start().starts_with(name)), "{name} in {sheet}");
    }
    let seen = run(here.path(), &["--no-config", "--format", "short", "bodies.txt"]).exits(1).out;
    assert!(seen.contains("bodies.txt:1:24: note[names/register]"), "{seen}");
    assert!(seen.contains("error[names/register]: “Brookings Institute”"), "{seen}");
}

/// Runs that are started together wait for each other.
#[test]
fn names_that_are_accepted_at_once_are_all_kept() {
    let folder = folder(&[("copydesk.toml", "# ours\n"), ("register.toml", "# names\n")]);
    let pairs: Vec<[String; 2]> = (0..8).map(|number| [format!("Holm{number}"), format!("Holme{number}")]).collect();
    let runs: Vec<_> = pairs
        .iter()
        .map(|[one, other]| {
            super::program(folder.path())
                .args(["names", "--accept", one, other])
                .stdout(std::process::Stdio::null())
                .spawn()
                .expect("it starts")
        })
        .collect();
    for mut run in runs {
        assert!(run.wait().expect("it ends").success());
    }
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("the file");
    let register = read("register.toml");
    for [one, other] in &pairs {
        assert!(register.contains(&format!("[\"{one}\", \"{other}\"]")), "{one} is not in\n{register}");
    }
    assert_eq!(read("copydesk.toml").matches("register.toml").count(), 1, "{}", read("copydesk.toml"));
}

/// The people on the sheet of a text, whether lists have their names or not.
fn people(text: &str) -> Vec<String> {
    let opening = "The lock is old and everybody in the town knows that it has been shut for many years now.";
    let here = folder(&[("draft.md", &format!("{opening}\n\n{text}\n"))]);
    let seen = run(here.path(), &["names", "--no-config", "--format", "json", "draft.md"]).exits(0).json();
    let names = seen["files"][0]["names"].as_array().expect("names");
    let people = names.iter().filter(|name| name["kind"] == "person");
    people.map(|name| name["name"].as_str().expect("a name").to_owned()).collect()
}

#[test]
fn people_who_do_not_speak_are_on_the_sheet() {
    for (text, wanted) in [
        ("Michael Brown thanked Sarah Wilson.", &["Michael Brown", "Sarah Wilson"][..]),
        ("On that day we met Jineta Banerjee before the others came.", &["Jineta Banerjee"]),
        ("Adaobi Okwuosa opened the gate in the rain. She was late.", &["Adaobi Okwuosa"]),
        ("Anshu Ngellu (4Ge) watched the gate, and she liked it.", &["Anshu Ngellu"]),
        ("The prize went to Jineta Ngellu and Helen Parker in May.", &["Jineta Ngellu", "Helen Parker"]),
        ("“It is red and it will stay so,” said Shabbir, and he liked it.", &["Shabbir"]),
        ("“It is red and it will stay so,” says Burt, who was late.", &["Burt"]),
        ("**Edd Dumbrill:** How is the gate these days?\n\nIt is fine.", &["Edd Dumbrill"]),
    ] {
        assert_eq!(people(text), wanted, "{text}");
    }
}

#[test]
fn places_and_firms_are_not_people() {
    for text in [
        "In Nether Pooley, she said, the gate is shut.",
        "The Kestrel Motta sank in May, and he saw it.",
        "Mossel Fonsek opened in May. Mossel Fonsek has offices in Lund. Nobody knows who owns Mossel Fonsek.",
        "“The gate is red and it will stay so,” said Xylorem. The firm said that it had painted it.",
        "Michael Brown Thanks Sarah Wilson",
    ] {
        assert_eq!(people(text), Vec::<String>::new(), "{text}");
    }
}
