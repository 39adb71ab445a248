//! What the fuzz targets do with the bytes that they get. There is a target for each reader, so that the coverage of each is
//! known.

use copydesk::checker::{Checker, Options};
use copydesk::diagnostic::{Diagnostic, Report, Safety};
use copydesk::language::Language;
use copydesk::lint::{Baseline, Changes, Comparison, DraftNotes, Sidecar};
use copydesk::record::{Part, Query, Record, Transcript};
use copydesk::report::{REPORTERS, names, quotes};
use copydesk::text::{Source, Span};
use copydesk::{fix, format};
use std::io::{Cursor, Write as _};
use std::sync::{Arc, LazyLock};
use zip::write::{SimpleFileOptions, ZipWriter};

static CHECKER: LazyLock<Checker> =
    LazyLock::new(|| Checker::new(Options::new().pack("ap").pack("opinion")).expect("the packs are built in"));

static LANGUAGE: LazyLock<Arc<Language>> = LazyLock::new(Language::english);

const DRAFT: &str = "Mayor Jane Roe sent an e-mail on Monday.\n\n“It is 5 percent,” said Roe.\n";

/// The parts of a Word document that copydesk reads.
pub const DOCX: &[&str] = &[
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/comments.xml",
    "docProps/custom.xml",
];

/// The parts of an OpenDocument text that copydesk reads.
pub const ODT: &[&str] = &["content.xml", "styles.xml", "meta.xml"];

/// Between the bytes of two parts. XML has no such byte.
const PART_END: u8 = 0x1c;

/// An archive of `parts`. A fuzzer that changed the archive itself would only meet its checksums.
pub fn archive(parts: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (part, bytes) in parts.iter().zip(bytes.splitn(parts.len(), |&byte| byte == PART_END)) {
        writer.start_file(*part, SimpleFileOptions::default()).expect("a name");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn assert_on_characters(source: &Source, found: &[Diagnostic]) {
    for found in found {
        assert!(source.text.get(found.span().range()).is_some(), "{found:?} does not lie on characters");
    }
}

/// Opens a draft, checks it, lists its quotations and names, and fixes it.
pub fn draft(name: &str, bytes: Vec<u8>) {
    let Ok(source) = format::open(name, bytes) else { return };
    let is_text = source.origin.is_none();
    let reading = CHECKER.read(source, None);
    let report = reading.report();
    assert_on_characters(&report.source, &report.diagnostics);
    let _ = quotes::Sheet::new(&reading);
    let _ = names::Sheet::new(&reading);
    for most in [Safety::Safe, Safety::Suggested] {
        let fixed = fix::apply(&reading, &mut |proposal| proposal.fix.safety <= most);
        if format::can_be_marked(&report.source)
            && let Ok(tracked) = format::track(&report.source, &fixed.edits, None)
        {
            let tracked = format::open(name, tracked).expect("a document with changes is a document");
            assert_eq!(tracked.text, fixed.source().text, "the tracked changes are not the fixes");
        }
        if is_text && most == Safety::Safe {
            let again = CHECKER.read(Source::new(name, fixed.source().text.as_str()), None);
            let left = fix::apply(&again, &mut |proposal| proposal.fix.safety == Safety::Safe);
            assert_eq!(left.source().text, fixed.source().text, "safe fixes are left to make");
        }
    }
}

/// Opens a file of a record, and compares a quotation of its first words with it.
pub fn transcript(name: &str, bytes: Vec<u8>) {
    let Ok(transcript) = Transcript::open(name, bytes, &LANGUAGE) else { return };
    for turn in &transcript.turns {
        assert!(transcript.prose.text.get(turn.span.range()).is_some(), "{turn:?} does not lie on characters");
        turn.speaker.map(|speaker| transcript.speaker(speaker));
    }
    assert_on_characters(&transcript.source, &transcript.problems);
    let said = transcript.turns.first().map_or("", |turn| turn.span.of(&transcript.prose.text));
    let said: Vec<&str> = said.split_whitespace().take(20).collect();
    let draft = format!("“{} We will build it on Monday.”", said.join(" "));
    let record = Record::of(vec![Part::new(Arc::new(transcript))]);
    for compared in record.compare(&draft, &[Query::of(Span::new(0, draft.len()))], &LANGUAGE) {
        for passage in compared.passage.iter().chain(&compared.others) {
            let place = record.place(passage);
            assert!(place.source.text.get(place.span.range()).is_some(), "{place:?} does not lie on characters");
        }
    }
}

/// Checks a draft with the options, if there can be a checker with them.
pub fn house(options: Options) {
    let Ok(checker) = Checker::new(options) else { return };
    for (source, mistakes) in checker.problems() {
        assert_on_characters(source, mistakes);
    }
    let _ = checker.check(DRAFT, "news/draft.md");
}

/// No rules, so that a run costs only what it asks for.
fn nothing() -> Options {
    Options::new().configuration("copydesk.toml", "extends = []")
}

/// A pack on its own.
pub fn pack(text: &str) {
    house(nothing().file("house.toml", text).pack("house.toml"));
}

/// A register, called `name`.
pub fn register(name: &str, text: &str) {
    house(nothing().file(name, text).register(name));
}

/// A sidecar, and the draft beside it.
pub fn sidecar(text: &str) {
    let sidecar = Sidecar::read(Arc::new(Source::new("draft.md.copydesk.toml", text)));
    assert_on_characters(&sidecar.source, &sidecar.problems);
    let reading = CHECKER.read(Source::new("draft.md", DRAFT), Some(sidecar));
    let _ = (reading.report(), reading.record_paths());
}

/// A baseline.
pub fn baseline(text: &str) {
    let baseline = Baseline::read(Arc::new(Source::new("baseline.toml", text)));
    assert_on_characters(&baseline.source, &baseline.problems);
    let report = CHECKER.check(DRAFT, "news/draft.md");
    let files = [("news/draft.md".to_owned(), &report)];
    let matching = baseline.matching(&files, &|_| true, &|_| true);
    let written = baseline.rewritten(&files, &matching, true, true);
    let again = Baseline::read(Arc::new(Source::new("baseline.toml", written)));
    let matching = again.matching(&files, &|_| true, &|_| true);
    assert_eq!(matching.counts(), (report.diagnostics.len(), 0), "the baseline that was written accepts all");
}

/// A diff, and the draft that it changed.
pub fn diff(text: &str) {
    let Ok(changes) = Changes::read(text) else { return };
    for path in changes.paths() {
        let _ = changes.moved_from(path);
        let mut report = CHECKER.check(DRAFT, path);
        changes.of(path).expect("it has this path").keep_touched(&mut report);
    }
}

/// Notes of drafts, a line each, as `copydesk compare` reads them. How they are split makes no difference.
pub fn notes(text: &str) {
    let Ok(notes) = text.lines().map(DraftNotes::from_json).collect::<Result<Vec<_>, _>>() else { return };
    for notes in &notes {
        let again = DraftNotes::from_json(&notes.to_json()).expect("notes that were written are read");
        assert_eq!(*notes, again, "notes that were written are the same");
    }
    let comparison = Comparison::new(notes.clone());
    let (one, other) = notes.split_at(notes.len() / 2);
    let merged = Comparison::new(other.to_vec()).merge(Comparison::new(one.to_vec()));
    assert_eq!(comparison, merged, "the notes were merged in another order");
    // Two different notes of one draft are refused.
    let Ok(files) = CHECKER.compare(&comparison) else { return };
    let report = Report { files, ..Report::default() };
    for form in REPORTERS.iter().filter(|form| !form.shows_text()) {
        form.write(&report, Default::default(), &mut Vec::new()).expect("memory");
    }
}
