//! Drafts of every format: they are opened, checked, listed and fixed. The first byte chooses the format.
//!
//! An archive that a fuzzer changes fails at its checksum, so for Word and OpenDocument the bytes are those of the part with
//! the text.

#![no_main]

use copydesk::checker::{Checker, Options};
use copydesk::diagnostic::Safety;
use copydesk::report::{names, quotes};
use copydesk::text::Source;
use copydesk::{fix, format};
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write as _};
use std::sync::LazyLock;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The formats, and for an archive the part whose bytes are given.
const NAMES: &[(&str, Option<&str>)] = &[
    ("draft.txt", None),
    ("draft.md", None),
    ("draft.html", None),
    ("draft.mdx", None),
    ("draft.rtf", None),
    ("draft.docx", Some("word/document.xml")),
    ("draft.odt", Some("content.xml")),
];

static CHECKER: LazyLock<Checker> =
    LazyLock::new(|| Checker::new(Options::new().pack("ap").pack("opinion")).expect("the packs are built in"));

fn archive(part: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(part, SimpleFileOptions::default()).expect("a name");
    writer.write_all(bytes).expect("memory");
    writer.finish().expect("memory").into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let (name, part) = NAMES[usize::from(*first) % NAMES.len()];
    let bytes = part.map_or_else(|| bytes.to_vec(), |part| archive(part, bytes));
    let Ok(source) = format::open(name, bytes) else { return };
    let reading = CHECKER.read(source, None);
    let report = reading.report();
    for found in &report.diagnostics {
        assert!(report.source.text.get(found.span().range()).is_some(), "{found:?} does not lie on characters");
    }
    let _ = quotes::Sheet::new(&reading);
    let _ = names::Sheet::new(&reading);
    for most in [Safety::Safe, Safety::Suggested] {
        let fixed = fix::apply(&reading, &mut |proposal| proposal.fix.safety <= most);
        let again = CHECKER.read(Source::new(name, fixed.source().text.as_str()), None);
        if part.is_none() && name != "draft.rtf" && most == Safety::Safe {
            let left = fix::apply(&again, &mut |proposal| proposal.fix.safety == Safety::Safe);
            assert_eq!(left.source().text, fixed.source().text, "safe fixes are left to make");
        }
    }
});
