//! Drafts compared by notes: kept in parts and put together in any order, they give what one run gives.

use super::{folder, root, run};
use copydesk::config::{Flags, Options, Settings};
use copydesk::diagnostic::{FileReport, Report};
use copydesk::files::Disk;
use copydesk::lint::{Checked, Comparison, DraftNotes, Linter, compare};
use copydesk::report::{Look, by_name};
use copydesk::text::Source;
use proptest::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// Drafts in which names are written in several ways and words are given to several speakers, also over a line end, with
/// entities, and where that is allowed.
fn drafts() -> Vec<(String, String)> {
    const HALL: &str = "The hall was full on Monday, and a chain lay across the mouth of the harbour.";
    const ALLOWED: &str = "<!-- copydesk: allow names/across-drafts reason: the family writes it so -->\n\
        <!-- copydesk: allow attribution/two-speakers reason: both read from one letter -->";
    let people = [
        ("Mohammed Elmasry", "Mohamed Elmasry"),
        ("Gerda Malinowsky", "Gerda Malinovsky"),
        ("André Tillmann", "Andre Tillmann"),
        ("Ulrike Brandtner", "Ulrike Brandner"),
    ];
    let mut drafts = Vec::new();
    for number in 0..96_usize {
        let (right, odd) = people[number % people.len()];
        let other = people[(number + 1) % people.len()].0;
        let name = if number % 11 == 4 { odd } else { right };
        let met = |name: &str| format!("{HALL} The keeper, {name}, opened the door for the mayor, {other}.");
        let (words, speaker) = said(number);
        let said = |space: &str| format!("“{},” {speaker} said.", words.replace(" allows", &format!("{space}allows")));
        let (extension, text) = match number / 4 % 4 {
            0 => ("txt", format!("Harbour news\n\n{}\n\n{}\n", met(name), said(" "))),
            1 => ("md", format!("# Harbour news\n\n{}\n\n{}\n", met(&name.replace(' ', "\n")), said("\n"))),
            2 => {
                let met = met(&name.replace('é', "&eacute;"));
                ("html", format!("<h1>Harbour news</h1><p>{met}</p><p>{}</p>\n", said("&#32;")))
            }
            _ => ("md", format!("{ALLOWED}\n\n{}\n\n{}\n", met(name), said(" "))),
        };
        drafts.push((format!("{:02}-{number}.{extension}", number % 10), text));
    }
    let seeds = std::fs::read_dir(root().join("seeds/archive")).expect("the seeds are there");
    let seeds = seeds.map(|entry| entry.expect("the seeds can be read").path());
    for path in seeds.filter(|path| path.extension().is_some_and(|of| of == "txt")) {
        let name = path.file_name().expect("a file").to_string_lossy().into_owned();
        drafts.push((name, std::fs::read_to_string(&path).expect("a seed is text")));
    }
    drafts
}

/// What is said in a draft, and by whom: now and then by somebody else than in most drafts, or by two in as many.
fn said(number: usize) -> (&'static str, &'static str) {
    match (number % 3, number % 13, number % 2) {
        (0, 5, _) => ("We will keep the harbour open for as long as the ice allows", "Paul Rud"),
        (0, _, _) => ("We will keep the harbour open for as long as the ice allows", "Ida Moen"),
        (1, _, 0) => ("Nobody has paid for the new crane, and nobody allows a second one", "Tam Rennick"),
        (1, _, _) => ("Nobody has paid for the new crane, and nobody allows a second one", "Josefa Lund"),
        _ => ("The ferry is late again", "Josefa Lund"),
    }
}

/// What `linter` makes of each draft.
fn checked(linter: &Linter, drafts: &[(String, String)]) -> Vec<Checked> {
    let read =
        |(name, text): &(String, String)| linter.read(Arc::new(Source::new(name.as_str(), text.as_str())), name, None);
    drafts.iter().map(|draft| read(draft).checked()).collect()
}

/// The rules that compare drafts.
const RULES: [&str; 2] = ["attribution/two-speakers", "names/across-drafts"];

/// The findings between drafts as `jsonl` has them, and those that are allowed.
fn lines(mut files: Vec<FileReport>) -> String {
    files.sort_by(|one, other| one.source.name.cmp(&other.source.name));
    for file in &mut files {
        file.diagnostics.retain(|found| RULES.contains(&found.rule.as_str()));
    }
    files.retain(|file| !(file.diagnostics.is_empty() && file.suppressed.is_empty()));
    let allowed: Vec<String> = files.iter().flat_map(|file| &file.suppressed).map(|of| format!("{of:?}\n")).collect();
    let mut text = Vec::new();
    let form = by_name("jsonl").expect("there is such a form");
    form.write(&Report { files, ..Report::default() }, Look::default(), &mut text).expect("memory takes it");
    String::from_utf8(text).expect("JSON is UTF-8") + &allowed.concat()
}

/// Puts the notes of `parts` together, two at a time, and always those that `pick` says.
fn merged(mut parts: Vec<Comparison>, pick: &[usize]) -> Comparison {
    for choice in pick.iter().cycle() {
        if parts.len() < 2 {
            break;
        }
        let one = parts.remove(choice % parts.len());
        let other = parts.remove(choice / 7 % parts.len());
        parts.push(one.merge(other));
    }
    parts.pop().unwrap_or_default()
}

#[test]
fn notes_in_any_parts_and_any_order_give_the_findings_of_one_run() {
    let drafts = drafts();
    let settings = Settings::resolve(Options::none(), Flags::default(), &Disk).expect("the default profile");
    let linter = Linter::new(settings);
    let mut whole = checked(&linter, &drafts);
    let notes: Vec<String> = whole.iter().map(|of| of.clone().take_notes().to_json()).collect();
    compare(&[&linter], whole.iter_mut().map(|of| (0, of)));
    let expected = lines(whole.into_iter().map(|of| of.report).collect());
    let said = ["to Ida Moen, and this one to Paul Rud", "to Tam Rennick, and this", "nobody\\nallows", "&#32;allows"];
    for words in
        ["Gerda\\nMalinovsky", "Ulrike Brandner", "Andre Tillmann", "Andr&eacute;", "Suppressed"].iter().chain(&said)
    {
        assert!(expected.contains(words), "{words}: {expected}");
    }
    let parts =
        (prop::collection::vec((0..7_usize, 0..1_000_u32), notes.len()), prop::collection::vec(0..50_usize, 1..9));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(20));
    runner
        .run(&parts, |(places, pick)| {
            let mut order: Vec<usize> = (0..notes.len()).collect();
            order.sort_by_key(|index| places[*index].1);
            // The first part is made twice, as where a worker fails after it has written.
            let (order, places) = (&order, &places);
            let of = |part: usize| order.iter().filter(move |index| places[**index].0 == part);
            let read = |index: &usize| DraftNotes::from_json(&notes[*index]).expect("notes are read back");
            let parts = [0, 0, 1, 2, 3, 4, 5, 6].map(|part| Comparison::new(of(part).map(read).collect()));
            let merged = merged(parts.to_vec(), &pick);
            prop_assert_eq!(merged.drafts().len(), notes.len());
            prop_assert_eq!(&lines(merged.reports(&[&linter], |_| 0).collect()), &expected);
            Ok(())
        })
        .expect("each partition gives the same");
}

const RIGHT: &str = "The mayor met Mohammed Elmasry on Monday.\n";
const ODD: &str = "The fair was opened by Mohamed Elmasry in May.\n";

/// A folder with five drafts, of which one writes a name differently.
fn five() -> tempfile::TempDir {
    folder(&[("a/1.txt", RIGHT), ("a/2.txt", RIGHT), ("a/3.txt", ODD), ("b/4.txt", RIGHT), ("b/5.txt", RIGHT)])
}

const ONLY: [&str; 4] = ["--level", "structure=off", "--show", "warning"];

fn notes(here: &Path, file: &str, paths: &[&str]) {
    let seen = run(here, &[&["check", "--quiet", "--notes", file], &ONLY[..], paths].concat()).exits(0);
    assert_eq!(seen.out, "", "drafts are not compared here");
}

#[test]
fn the_command_compares_what_runs_kept() {
    let here = five();
    let here = here.path();
    notes(here, "1.notes", &["b", "a/1.txt"]);
    notes(here, "2.notes", &["a/2.txt", "a/3.txt"]);
    let whole = run(here, &[&["check", "--format", "short"], &ONLY[..], &["a", "b"]].concat()).exits(1);
    assert!(
        whole.out.starts_with("a/3.txt:1:24: warning[names/across-drafts]: “Mohamed Elmasry” here"),
        "{}",
        whole.out
    );
    for files in [["1.notes", "2.notes"], ["2.notes", "1.notes"]] {
        let seen = run(here, &[&["compare"], &files[..]].concat()).exits(1);
        assert_eq!(seen.out, whole.out);
        assert_eq!(seen.err, "5 drafts compared: 0 errors, 1 warning, 0 notes\n");
    }
    let twice = run(here, &["compare", "2.notes", "1.notes", "2.notes"]).exits(1);
    assert_eq!(twice.out, whole.out, "notes that are there twice count once");
    let merged = run(here, &["compare", "--merge", "2.notes", "1.notes"]).exits(0).out;
    assert_eq!(merged, run(here, &["compare", "--merge", "1.notes", "2.notes", "1.notes"]).exits(0).out);
    let seen = super::with_stdin(here, &["compare", "--quiet", "-"], &merged).exits(1);
    assert_eq!((seen.out, seen.err), (whole.out, String::new()));
    assert!(run(here, &["compare", "1.notes"]).exits(0).out.is_empty(), "four agree");
}

/// Each draft is judged by its own configuration, and by the level that holds for its path.
#[test]
fn configurations_hold_for_the_drafts_beneath_them() {
    let here = five();
    let here = here.path();
    super::write(
        here,
        "a/copydesk.toml",
        b"[[override]]\npaths = [\"3.txt\"]\nlevels = { \"names/across-drafts\" = \"error\" }\n",
    );
    notes(here, "all.notes", &["a", "b"]);
    assert!(run(here, &["compare", "all.notes"]).exits(1).out.contains("error[names/across-drafts]"));
    super::write(here, "a/copydesk.toml", b"[register]\nfiles = [\"register.toml\"]\n");
    super::write(here, "a/register.toml", b"different = [[\"Mohamed Elmasry\", \"Mohammed Elmasry\"]]\n");
    assert_eq!(run(here, &["compare", "all.notes"]).exits(0).out, "");
    let seen = run(here, &["compare", "--no-config", "--fail-on", "error", "all.notes"]).exits(0);
    assert!(seen.out.contains("warning[names/across-drafts]"), "{}", seen.out);
}

#[test]
fn rows_are_compared_by_notes() {
    let row = |id: &str, text: &str| serde_json::json!({"id": id, "body": text}).to_string() + "\n";
    let rows: String = (0..4).map(|number| row(&format!("r{number}"), RIGHT)).collect();
    let here = folder(&[("1.jsonl", &rows), ("2.jsonl", &row("odd", ODD))]);
    for (number, form) in [("1", "short"), ("2", "json")] {
        let (file, table) = (format!("{number}.notes"), format!("{number}.jsonl"));
        let rows = ["--text-field", "body", "--id-field", "id", "--format", form];
        run(here.path(), &[&["check", "--notes", &file], &ONLY[..], &rows, &[&table]].concat()).exits(0);
    }
    let seen = run(here.path(), &["compare", "--format", "csv", "1.notes", "2.notes"]).exits(1);
    assert!(seen.out.contains("\n2.jsonl#odd,1,24,warning,names/across-drafts,Mohamed Elmasry,"), "{}", seen.out);
}

/// Nothing says which version of a draft holds, and findings of an old one would be wrong.
#[test]
fn notes_of_two_versions_of_a_draft_are_not_compared() {
    let here = five();
    let here = here.path();
    notes(here, "1.notes", &["a", "b"]);
    super::write(here, "a/2.txt", b"The fair was opened by Ida Moen in May.\n");
    notes(here, "2.notes", &["a/2.txt"]);
    let seen = run(here, &["compare", "1.notes", "2.notes"]).exits(2);
    let expected = "copydesk: a/2.txt: there are different notes of this draft: it was changed between two runs, or two drafts \
        have this name; check it again, and leave its old notes out\n";
    assert_eq!((seen.out.as_str(), seen.err.as_str()), ("", expected));
    notes(here, "a.notes", &["a"]);
    notes(here, "b.notes", &["b"]);
    let seen = run(here, &["compare", "a.notes", "b.notes", "2.notes"]).exits(0);
    assert_eq!(
        seen.err, "5 drafts compared: 0 errors, 0 warnings, 0 notes\n",
        "its notes of the last run are there twice"
    );
}

#[test]
fn a_line_without_notes_and_a_file_that_cannot_be_written_are_errors() {
    let here = five();
    let here = here.path();
    notes(here, "1.notes", &["a"]);
    let text = std::fs::read_to_string(here.join("1.notes")).expect("the notes are there");
    super::write(here, "cut.notes", &text.as_bytes()[..text.len() - 40]);
    let seen = run(here, &["compare", "1.notes", "cut.notes"]).exits(2);
    assert!(
        seen.err.starts_with("copydesk: cut.notes:3: this line is not a note that `copydesk check --notes` wrote"),
        "{}",
        seen.err
    );
    assert_eq!(seen.out, "");
    let seen = run(here, &["compare", "none.notes"]).exits(2);
    assert!(seen.err.contains("none.notes: No such file or directory"), "{}", seen.err);
    let seen = run(here, &[&["check", "--notes", "none/1.notes"], &ONLY[..], &["a"]].concat()).exits(2);
    assert_eq!(seen.err, "copydesk: none/1.notes: No such file or directory\n", "no draft is checked before");
}

/// The words of one speaker in one draft and of another in the next, as a run and as notes find them.
#[test]
fn words_that_drafts_give_to_two_speakers_are_found_by_notes() {
    let of = |name: &str| format!("“We will keep the harbour open for as long as the ice allows,” said {name}.\n");
    let here = folder(&[("1.txt", &of("Ida Moen")), ("2.txt", &of("Per Rud")), ("3.txt", &of("Moen"))]);
    let here = here.path();
    let whole = run(here, &[&["check", "--format", "short"], &ONLY[..], &["."]].concat()).exits(1).out;
    assert_eq!(
        whole,
        "2.txt:1:1: warning[attribution/two-speakers]: another draft gives these words to Ida Moen, and this one to Per Rud\n"
    );
    notes(here, "1.notes", &["3.txt", "1.txt"]);
    notes(here, "2.notes", &["2.txt"]);
    for files in [["1.notes", "2.notes"], ["2.notes", "1.notes"]] {
        assert_eq!(run(here, &[&["compare"], &files[..]].concat()).exits(1).out, whole);
    }
    super::write(
        here,
        "register.toml",
        b"[[entry]]\nname = \"Ida Moen\"\nkind = \"person\"\nvariants = [\"Per Rud\"]\n",
    );
    let seen = run(here, &["compare", "--register", "register.toml", "1.notes", "2.notes"]).exits(0);
    assert_eq!(seen.out, "", "the register says that both names are one person's");
    super::write(here, "copydesk.toml", b"[record]\narchive = [\"*.txt\"]\n");
    let seen = run(here, &[&["check", "--format", "short"], &ONLY[..], &["2.txt"]].concat()).exits(1).out;
    assert!(seen.contains("[attribution/said-by-two]") && !seen.contains("two-speakers"), "said once: {seen}");
}
