//! Quotations compared with the record: what `quotes --record` and `check --record` show, and what they keep to themselves.

use super::desk::Desk;

/// A transcript with one passage that a draft changes.
const NOTES: &str = "WEBVTT\n\n00:00:04.000 --> 00:00:09.000\n<v Ingrid Voss>We will not build four strong bridges before the winter comes.\n\n\
    00:01:12.000 --> 00:01:15.000\n<v Per Holm>Nobody in the harbour believes a word of it.\n";

const DRAFT: &str = "# Bridges\n\nFENMARK, March 3 - The board met on Monday.\n\n“We will not build three strong bridges before the winter comes,” said Ingrid Voss, an engineer.\n\n\
    “Nobody in the harbour believes a word of it,” said Per Holm, who keeps the locks.\n\n\
    “The council has no money for any of this,” Voss said.\n";

fn desk() -> Desk {
    Desk::empty(&[("copydesk.toml", "extends = [\"record\"]\n"), ("draft.md", DRAFT), ("notes/board.vtt", NOTES)])
}

#[test]
fn quotations_are_listed_with_their_place_in_the_record() {
    let seen = desk().run(&["quotes", "--record", "notes", "draft.md"]).exits(0);
    let rows: Vec<&str> = seen.out.lines().collect();
    assert!(
        rows[2].contains("altered") && rows[2].contains("0:04") && rows[2].contains("“three” for “four”"),
        "{}",
        seen.out
    );
    assert!(rows[3].contains("verbatim") && rows[3].contains("1:12") && rows[3].contains("Per Holm"), "{}", seen.out);
    assert!(rows[4].contains("absent"), "{}", seen.out);
}

#[test]
fn findings_name_the_words_and_the_place_and_the_terminal_shows_the_passage() {
    let desk = desk();
    let short = desk.run(&["check", "--record", "notes", "--format", "short", "-q", "draft.md"]).exits(1).out;
    assert_eq!(
        short,
        "draft.md:5:20: error[attribution/altered-quote]: “three”: the record has “four” (notes/board.vtt, 0:04)\n\
         draft.md:9:1: warning[attribution/not-in-record]: “The council has no money for any of this,”: no file of the record has these words\n"
    );
    let human = desk.run(&["check", "--record", "notes", "-q", "draft.md"]).exits(1).out;
    assert!(human.contains("notes/board.vtt:4:34"), "{human}");
    assert!(human.contains("Ingrid Voss, 0:04"), "{human}");
    assert!(human.contains("fix (suggested): write “four”"), "{human}");
}

#[test]
fn a_fix_writes_the_words_of_the_record_when_it_is_asked_to() {
    let desk = desk();
    desk.run(&["fix", "--record", "notes", "-q", "draft.md"]);
    assert_eq!(desk.read("draft.md"), DRAFT, "the fix is not safe");
    desk.run(&["fix", "--suggested", "--record", "notes", "-q", "draft.md"]);
    assert_eq!(desk.read("draft.md"), DRAFT.replace("three", "four"));
}

#[test]
fn the_record_is_named_in_the_draft_its_sidecar_or_the_configuration() {
    let found = |desk: &Desk| desk.run(&["check", "--format", "short", "-q", "."]).out.contains("altered-quote");
    let desk = desk();
    assert!(!found(&desk), "without a record nothing is compared");
    desk.write("draft.md.copydesk.toml", "record = \"notes/board.vtt\"\n");
    assert!(found(&desk));
    desk.write("draft.md.copydesk.toml", "");
    desk.write("draft.md", format!("---\nrecord: [notes/board.vtt]\n---\n\n{DRAFT}"));
    assert!(found(&desk));
    desk.write("draft.md", DRAFT);
    desk.write("copydesk.toml", "extends = [\"record\"]\n[record]\npaths = [\"notes/**\"]\n");
    assert!(found(&desk));
    desk.write(
        "copydesk.toml",
        "extends = [\"record\"]\n[[override]]\npaths = [\"other/**\"]\nrecord = { paths = [\"notes/**\"] }\n",
    );
    assert!(!found(&desk), "the override is for other drafts");
}

#[test]
fn a_section_can_ask_for_a_record() {
    let desk = desk();
    desk.write(
        "copydesk.toml",
        "extends = [\"record\"]\n[[override]]\npaths = [\"draft.md\"]\nrecord = \"required\"\n",
    );
    let seen = desk.run(&["check", "--format", "short", "-q", "draft.md"]).exits(1).out;
    assert_eq!(seen.matches("error[attribution/not-in-record]").count(), 3, "{seen}");
    desk.write("copydesk.toml", "extends = [\"record\"]\n[record]\npath = [\"notes\"]\n");
    let seen = desk.run(&["check", "-q", "draft.md"]).exits(2).err;
    assert!(seen.contains("path"), "{seen}");
}

/// Words of the passage that do not differ: they may only leave the machine when asked for.
const CONFIDENTIAL: &str = "strong bridges before the winter comes";

#[test]
fn passages_leave_the_machine_only_when_asked_for() {
    let desk = desk();
    // The draft leaves out what the forms must not tell.
    desk.write("draft.md", "# Bridges\n\nFENMARK, March 3 - The board met on Monday.\n\n“We will not build three bridges before winter comes,” said Ingrid Voss, an engineer.\n");
    for format in
        ["json", "sarif", "github", "gitlab", "junit", "markdown", "csv", "html", "checkstyle", "rdjson", "short"]
    {
        let seen = desk.run(&["check", "--record", "notes", "--format", format, "-q", "draft.md"]).out;
        assert!(!seen.contains(CONFIDENTIAL), "{format}: {seen}");
        assert!(seen.contains("four strong"), "{format} tells what differs: {seen}");
    }
    for format in ["json", "csv", "markdown"] {
        let seen = desk.run(&["quotes", "--record", "notes", "--format", format, "draft.md"]).out;
        assert!(!seen.contains(CONFIDENTIAL), "{format}: {seen}");
        let seen = desk.run(&["quotes", "--record", "notes", "--quote-record", "--format", format, "draft.md"]).out;
        assert!(seen.contains(CONFIDENTIAL), "{format}: {seen}");
    }
    for format in ["json", "sarif"] {
        let seen =
            desk.run(&["check", "--record", "notes", "--quote-record", "--format", format, "-q", "draft.md"]).out;
        assert!(seen.contains(CONFIDENTIAL), "{format}: {seen}");
    }
    let seen = desk.run(&["check", "--record", "notes", "--quote-record", "--format", "html", "-q", "draft.md"]).out;
    assert!(seen.contains("<mark>four strong</mark>"), "{seen}");
    let page = |desk: &Desk, draft: String| {
        desk.write("draft.md", draft);
        desk.run(&["check", "--record", "notes", "--quote-record", "--format", "html", "-q", "draft.md"]).out
    };
    let seen = page(&desk, DRAFT.replace("before the winter", "before winter"));
    assert!(seen.contains("<mark>four</mark> strong bridges <mark>before the winter</mark> comes"), "{seen}");
    let seen = page(&desk, DRAFT.replace("said Per Holm", "said Ingrid Voss"));
    assert!(seen.contains(">Nobody in the harbour believes a word of it</blockquote>"), "nothing differs: {seen}");
}

#[test]
fn drafts_are_compared_with_what_was_published_and_with_each_other() {
    let said = "“Nobody told the harbour about the ice under the eastern pier,” said";
    let draft = |speaker: &str| format!("# Ice\n\nFENMARK, March 3 - The board met.\n\n{said} {speaker}.\n");
    let desk = Desk::empty(&[
        ("copydesk.toml", "extends = [\"record\"]\n[record]\narchive = [\"published/**\"]\n"),
        ("published/old.md", &draft("Anna Holm")),
        ("one.md", &draft("Erik Lund")),
    ]);
    let check = |desk: &Desk| desk.run(&["check", "--format", "short", "-q", "."]).out;
    assert_eq!(
        check(&desk),
        "one.md:5:1: warning[attribution/said-by-two]: another article gives these words to Anna Holm (published/old.md, line 5), and this one to Erik Lund\n",
        "what was published is not checked itself"
    );
    desk.write("published/old.md", draft("Erik Lund"));
    assert_eq!(check(&desk), "");
    desk.write("published/old.md", draft("Erik Lund").replace("eastern", "western"));
    let seen = check(&desk);
    assert!(
        seen.contains("[attribution/reworded-quote]: “eastern”: another article quotes Erik Lund with “western”"),
        "{seen}"
    );
    desk.write("published/old.md", "Nothing was said.\n");
    desk.write("two.md", draft("Anna Holm"));
    let seen = check(&desk);
    assert_eq!(seen.matches("attribution/said-by-two").count(), 2, "each of the two drafts names the other: {seen}");
}

#[test]
fn the_cache_keeps_no_words_of_the_record() {
    let desk = desk();
    desk.write("draft.md", format!("---\nrecord: notes/board.vtt\n---\n\n{DRAFT}"));
    for arguments in
        [&["check", "--cache", "-q", "draft.md"][..], &["check", "--cache", "--record", "notes", "-q", "draft.md"]]
    {
        desk.run(arguments).exits(1);
    }
    let mut folders = vec![desk.at(".copydesk-cache")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the cache is a folder") {
            let path = entry.expect("the cache can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = String::from_utf8_lossy(&std::fs::read(&path).expect("it can be read")).into_owned();
            assert!(!text.contains("four") && !text.contains("Ingrid Voss, "), "{}", path.display());
        }
    }
}

#[test]
fn a_table_names_the_pages_behind_links() {
    let draft = "# Ice\n\nFENMARK, March 3 - The board met.\n\n\
        “The ice is gone from the harbour,” Ingrid Voss [told the board](https://example.org/p?id=7).\n\n\
        “The ferry sails at noon every day,” Per Holm [said](https://example.org/b).\n";
    let page = "<p>Voss told the board that the ice is thin.</p><p>The ferry sails at noon every day.</p>\n";
    let pages = "[record.pages]\n\"https://example.org/p\" = \"saved/one.html\"\n\"https://example.org/b\" = \"saved/one.html\"\n";
    let desk = Desk::empty(&[("draft.md", draft), ("saved/one.html", page)]);
    desk.write("copydesk.toml", format!("extends = [\"record\"]\n{pages}"));
    let seen = desk.run(&["check", "--format", "short", "-q", "."]).out;
    let told: Vec<&str> = seen.lines().filter(|line| line.contains("not-at-link")).collect();
    assert_eq!(told.len(), 1, "the page has one of the two, and is not a draft: {seen}");
    assert!(told[0].starts_with("draft.md:5:1: ") && told[0].contains("saved/one.html"), "{seen}");
    desk.write("copydesk.toml", "extends = [\"record\"]\n[record.pages]\n\"the page\" = \"saved/one.html\"\n");
    let seen = desk.run(&["check", "draft.md"]).exits(2).err;
    assert!(seen.contains("`the page` is not an address on the web") && seen.contains("copydesk.toml:3:1"), "{seen}");
    desk.write(
        "copydesk.toml",
        "extends = [\"record\"]\n[record.pages]\n\"https://example.org/p\" = \"saved/two.html\"\n",
    );
    let seen = desk.run(&["check", "draft.md"]).exits(2).err;
    assert!(seen.contains("saved/two.html"), "a page that is not there is named: {seen}");
}

/// A desk whose record is so large that its index is kept, and was saved a while ago.
fn large() -> Desk {
    let desk = desk();
    let line =
        |number: usize| format!("HOLM: Barge {number} lay in the lock for {number} nights, and nobody paid.\n\n");
    desk.write("notes/barges.txt", (0..5_000).map(line).collect::<String>());
    settle(&desk);
    desk
}

/// Makes the notes as old as notes are: an index of files that were saved just now is not kept.
fn settle(desk: &Desk) {
    for name in ["notes/barges.txt", "notes/board.vtt"] {
        let file = std::fs::File::options().write(true).open(desk.at(name)).expect("the notes are there");
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(3600))
            .expect("they can be dated");
    }
}

/// The indexes that are kept.
fn indexes(desk: &Desk) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(desk.at(".copydesk-cache/record")).into_iter().flatten();
    entries.map(|entry| entry.expect("the folder can be read").path()).collect()
}

#[test]
fn the_index_of_a_large_record_is_kept_and_changes_nothing() {
    let desk = large();
    let quotes = |desk: &Desk| desk.run(&["quotes", "--cache", "--record", "notes", "draft.md"]).exits(0).out;
    let plain = desk.run(&["quotes", "--record", "notes", "draft.md"]).exits(0).out;
    assert!(plain.contains("“three” for “four”") && indexes(&desk).is_empty(), "{plain}");
    assert_eq!(quotes(&desk), plain, "the index is written");
    let [index] = &indexes(&desk)[..] else { panic!("one index is kept") };
    let bytes = std::fs::read(index).expect("it can be read");
    let seen = String::from_utf8_lossy(&bytes).to_lowercase();
    assert!(["barge", "nights", "voss", "holm", "bridges"].iter().all(|word| !seen.contains(word)), "it has no words");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = index.metadata().expect("it is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "nobody else can read it");
    }
    assert_eq!(quotes(&desk), plain, "the index is read");
    for format in ["json", "short"] {
        let arguments = ["check", "--record", "notes", "--format", format, "-q", "draft.md"];
        let kept = [&arguments[..], &["--cache"]].concat();
        assert_eq!(desk.run(&kept).out, desk.run(&arguments).out, "{format}");
    }
    for damage in [&bytes[..bytes.len() / 2], b"", &[&bytes[..], b"x"].concat()] {
        std::fs::write(index, damage).expect("it can be written");
        assert_eq!(quotes(&desk), plain, "a damaged index is not read");
        assert!(std::fs::read(index).expect("it can be read") == bytes, "and it is replaced");
    }
}

#[test]
fn an_index_is_not_that_of_notes_which_changed() {
    let desk = large();
    let quotes = |desk: &Desk| desk.run(&["quotes", "--cache", "--record", "notes", "draft.md"]).exits(0).out;
    assert!(quotes(&desk).contains("“three” for “four”"));
    desk.write("notes/board.vtt", NOTES.replace("four strong", "nine small"));
    let seen = quotes(&desk);
    assert!(seen.contains("“three strong” for “nine small”"), "{seen}");
    settle(&desk);
    assert_eq!(quotes(&desk), seen);
    assert_eq!(quotes(&desk), seen, "as the new index says");
    assert_eq!(indexes(&desk).len(), 1, "in the place of the old one");
}

#[test]
fn runs_at_once_may_share_an_index() {
    let desk = large();
    let plain = desk.run(&["quotes", "--record", "notes", "draft.md"]).exits(0).out;
    let quotes = || desk.run(&["quotes", "--cache", "--record", "notes", "draft.md"]).exits(0).out;
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(quotes)).collect();
        for run in runs {
            assert_eq!(run.join().expect("it ends"), plain);
        }
    });
    assert_eq!(indexes(&desk).len(), 1, "nothing is left beside it");
}

#[test]
fn a_broken_file_is_named_and_the_rest_is_compared() {
    let desk = desk();
    desk.write("notes/cut.vtt", "WEBVTT\n\n00:00:09.000 --> 00:00:10.000\nOne\n\n00:00:04.000 --> 00:00:05.000\nTwo\n\n00:00:11.000 --> 00:00:12.000");
    desk.write("notes/words.json", "{\"words\": [{\"word\": \"The council has no money\", \"start\": 1.5}, {\"wo");
    desk.write("notes/latin.txt", b"caf\xe9");
    let seen = desk.run(&["quotes", "--record", "notes", "draft.md"]).exits(2);
    assert!(seen.out.contains("“three” for “four”"), "{}", seen.out);
    for said in [
        "this cue is at 0:04, after one at 0:09",
        "the file may be cut off",
        "latin.txt: not UTF-8",
        "not JSON from here on",
    ] {
        assert!(seen.err.contains(said), "{said}: {}", seen.err);
    }
    let seen = desk.run(&["quotes", "--record", "nowhere", "draft.md"]).exits(2);
    assert!(seen.err.contains("nowhere: no such file or folder"), "{}", seen.err);
}

/// What was not found may be in the file that could not be read.
#[test]
fn a_file_that_cannot_be_read_makes_no_quotation_absent() {
    let desk = desk();
    let check = |record: &[&str]| {
        let named: Vec<&str> = record.iter().flat_map(|path| ["--record", path]).collect();
        desk.run(&[&["check", "--format", "short", "-q", "draft.md"], named.as_slice()].concat())
    };
    assert!(check(&["notes"]).exits(1).out.contains("not-in-record"), "all files can be read");
    let seen = check(&["nowhere"]).exits(2);
    assert_eq!((seen.out.as_str(), seen.err.as_str()), ("", "copydesk: nowhere: no such file or folder\n"));
    desk.write("notes/latin.txt", b"caf\xe9");
    for record in [["notes"].as_slice(), &["notes/board.vtt", "nowhere"]] {
        let seen = check(record).exits(2).out;
        assert!(seen.contains("altered-quote") && !seen.contains("not-in-record"), "{record:?}: {seen}");
    }
    let seen = desk.run(&["quotes", "--record", "notes", "draft.md"]).exits(2).out;
    assert!(seen.lines().nth(4).is_some_and(|row| row.contains("unknown")), "{seen}");
}
