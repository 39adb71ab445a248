//! What a house writes: packs, configurations, registers, sidecars, baselines and diffs. The first byte chooses the kind.

#![no_main]

use copydesk::checker::{Checker, Options};
use copydesk::lint::{Baseline, Changes, Sidecar};
use copydesk::text::Source;
use libfuzzer_sys::fuzz_target;
use std::sync::Arc;

const DRAFT: &str = "Mayor Jane Roe sent an e-mail on Monday.\n\n“It is 5 percent,” said Roe.\n";

/// A checker with these options, if there can be one; its mistakes lie on characters.
fn check(options: Options) {
    let Ok(checker) = Checker::new(options) else { return };
    for (source, mistakes) in checker.problems() {
        for mistake in mistakes {
            assert!(source.text.get(mistake.span().range()).is_some(), "{mistake:?} does not lie on characters");
        }
    }
    let _ = checker.check(DRAFT, "news/draft.md");
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match first % 7 {
        0 => check(Options::new().configuration("copydesk.toml", text)),
        1 => check(Options::new().configuration("copydesk.toml", "extends = []").file("house.toml", text).pack("house.toml")),
        2 => check(Options::new().file("names.toml", text).register("names.toml")),
        3 => check(Options::new().file("names.csv", text).register("names.csv")),
        4 => drop(Sidecar::read(Arc::new(Source::new("draft.copydesk.toml", text)))),
        5 => drop(Baseline::read(Arc::new(Source::new("baseline.toml", text)))),
        _ => drop(Changes::read(text)),
    }
});
