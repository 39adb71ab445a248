//! What people see at a terminal, whose width decides where lines end.

use super::root;
use copydesk::checker::{Checker, Options};
use copydesk::diagnostic::Report;
use copydesk::format;
use copydesk::language::Language;
use copydesk::record::{Record, Transcript};
use copydesk::report::{Look, by_name, quotes, sources};
use copydesk::text::Source;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use unicode_width::UnicodeWidthStr as _;

const WIDTHS: [usize; 3] = [60, 80, 120];

/// The drafts of `seeds/`.
fn seeds() -> Vec<PathBuf> {
    let files = |folder: &str| std::fs::read_dir(root().join(folder)).expect("the folder is there");
    let paths = files("seeds").chain(files("seeds/disclosure")).map(|entry| entry.expect("an entry").path());
    let mut drafts: Vec<PathBuf> =
        paths.filter(|path| path.is_file() && format::by_name(&path.to_string_lossy()).is_some()).collect();
    drafts.sort();
    assert!(drafts.len() > 20, "{drafts:?}");
    drafts
}

fn open(path: &Path) -> Source {
    let name = path.strip_prefix(root()).expect("it lies in the package").to_string_lossy();
    format::open(&name, std::fs::read(path).expect("it can be read")).expect("it is a draft")
}

/// What a terminal of `width` columns shows of the findings in `source`.
fn shown(checker: &Checker, source: Source, width: usize) -> String {
    let report = Report { files: vec![checker.read(source, None).report()], ..Report::default() };
    let mut out = Vec::new();
    let look = Look { width: Some(width), ..Look::default() };
    by_name("human").expect("there is such a form").write(&report, look, &mut out).expect("memory");
    String::from_utf8(out).expect("text")
}

/// The lines that do not fit into `width`, unless they are a name or an address, which is not cut.
fn too_wide(shown: &str, width: usize) -> Vec<&str> {
    let is_name = |line: &str| line.contains("┌─ ") || line.contains("= see: ");
    shown.lines().filter(|line| line.width() > width && !is_name(line)).collect()
}

#[test]
fn findings_fit_into_the_terminal() {
    let checker = Checker::new(Options::new().pack("ap").pack("opinion")).expect("the packs are built in");
    let mut lines = 0;
    for path in seeds() {
        for width in WIDTHS {
            let shown = shown(&checker, open(&path), width);
            lines += shown.lines().count();
            assert_eq!(too_wide(&shown, width), [""; 0], "{} at {width}:\n{shown}", path.display());
        }
    }
    assert!(lines > 500, "{lines}");
}

#[test]
fn a_message_is_wrapped_for_a_terminal_and_whole_for_a_program() {
    let checker = Checker::new(Options::new()).expect("the packs are built in");
    let draft =
        || Source::new("a.txt", "It was a long and cold winter, and the ferry was “colder than forgiveness.”\n");
    let at_60 = "warning[attribution/unsourced-quote]: nobody is named as\n  saying “colder than forgiveness.”\n";
    let narrow = shown(&checker, draft(), 60);
    assert!(narrow.contains(at_60), "{narrow}");
    let wide = shown(&checker, draft(), 200);
    assert!(wide.contains("nobody is named as saying “colder than forgiveness.”\n"), "{wide}");
}

#[test]
fn quotations_held_against_a_record_are_a_table_only_where_it_fits() {
    let language = Language::english();
    let open_record = |name: &str| Transcript::read(Arc::new(open(&root().join(name))), &language);
    let record = Record::new(vec![Arc::new(open_record("seeds/record/notes/2026-03-02-harbour-board.vtt"))], false);
    let draft = open(&root().join("seeds/record/swing-bridge.md"));
    let reading = Checker::new(Options::new()).expect("the packs are built in").read(draft, None);
    let sheets = [quotes::Sheet::new(&reading.with_record(Some(Arc::new(record))))];
    let list = |width: usize| {
        let mut out = Vec::new();
        let look = Look { width: Some(width), ..Look::default() };
        quotes::by_name("table").expect("there is such a form").quotes(&sheets, look, &mut out).expect("memory");
        String::from_utf8(out).expect("text")
    };
    for width in WIDTHS.into_iter().chain([160, 200]) {
        assert_eq!(too_wide(&list(width), width), [""; 0], "at {width}:\n{}", list(width));
    }
    let altered = [
        "  10:108 altered",
        "         “We will not wait for the council before we close…",
        "         …es/2026-03-02-harbour-board.vtt, 0:09, Ingrid Voss",
        "         differs: “not” added",
    ];
    assert!(list(60).contains(&altered.join("\n")), "{}", list(60));
    assert!(list(200).starts_with("seeds/record/swing-bridge.md\n  place  record "), "{}", list(200));
}

/// What a terminal shows of the quotations in the seeds, and of their sources.
#[test]
fn sheets_of_quotations_and_sources_fit_into_the_terminal() {
    let checker = Checker::new(Options::new()).expect("the packs are built in");
    let readings: Vec<_> = seeds().iter().map(|path| checker.read(open(path), None)).collect();
    let sheets: Vec<_> = readings.iter().map(quotes::Sheet::new).collect();
    let audits = readings.iter().map(|reading| sources::Audit::of(sources::Notes::new(reading)));
    let audit = audits.fold(sources::Audit::default(), sources::Audit::merge);
    for width in WIDTHS {
        let mut out = Vec::new();
        let look = Look { width: Some(width), ..Look::default() };
        quotes::by_name("table").expect("there is such a form").quotes(&sheets, look, &mut out).expect("memory");
        let form = sources::by_name("table").expect("there is such a form");
        form.write(&audit, &sources::Part::Sources, look, &mut out).expect("memory");
        let shown = String::from_utf8(out).expect("text");
        assert!(shown.contains("Not counted: "), "{shown}");
        assert_eq!(too_wide(&shown, width), [""; 0], "at {width}:\n{shown}");
    }
}
