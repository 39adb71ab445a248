//! Work and memory that a check takes, counted, under the ceilings in `benches/ceilings.toml`. Time is not: it depends on the
//! machine. A binary with one test, since every allocation of the process is counted.

#[path = "../benches/ceilings/mod.rs"]
mod ceilings;
#[expect(dead_code, reason = "packs are for the benches")]
#[path = "../benches/corpus/mod.rs"]
mod corpus;

use ceilings::Figure;
use copydesk::config::{Flags, Library, Options, Settings};
use copydesk::lint::{Comparison, Linter};
use copydesk::report::sources::Notes;
use copydesk::text::Source;
use corpus::Corpus;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, Stats, StatsAlloc};
use std::alloc::System;
use std::path::Path;
use std::sync::Arc;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// Articles over which runs and allocations are counted.
const ARTICLES: usize = 12;

/// Bytes of the draft over which memory is measured.
const LONG: usize = 60_000;

/// People of the shorter draft over which the growth of the list of sources is counted.
const PEOPLE: usize = 300;

/// Drafts of the smaller archive over which the growth of a comparison is counted.
const DRAFTS: usize = 100;

/// A configuration without packs of its own.
struct NoLibrary;

impl Library for NoLibrary {
    fn find(&self, name: &str, _: &str) -> Result<Vec<Source>, String> {
        Err(format!("there is no pack {name}"))
    }
}

/// A linter for the default profile.
fn linter() -> Linter {
    let options = Options::read(Arc::new(Source::new("copydesk.toml", "extends = [\"news\"]")));
    Linter::new(Settings::resolve(options, Flags::default(), &NoLibrary).expect("the default profile is built in"))
}

fn source(name: &str, text: String) -> Arc<Source> {
    Arc::new(Source::new(name, text))
}

/// Allocations, counting those that grow one.
fn allocations(stats: Stats) -> f64 {
    (stats.allocations + stats.reallocations) as f64
}

#[test]
fn counts_stay_under_their_ceilings() {
    let corpus = Corpus::new();
    let linter = linter();
    let articles: Vec<_> = (0..ARTICLES).map(|n| source(&format!("{n}.md"), corpus.article(n))).collect();
    let check = || articles.iter().for_each(|article| drop(linter.check(Arc::clone(article), &article.name)));
    // What is made once is not counted. An expression gets its automaton after some work without one.
    let long = source("long.md", corpus.long(4 * LONG));
    (0..12).for_each(|_| drop(linter.check(Arc::clone(&long), &long.name)));
    check();
    let (runs, region) = (linter.counts().runs, Region::new(ALLOCATOR));
    check();
    let allocated = allocations(region.change());
    let runs = linter.counts().runs - runs;
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let blocks: usize = articles.iter().map(|article| copydesk::format::read(article).blocks.len()).sum();
    let (held, grown) = long_draft(&corpus, &linter);
    let figures = [
        Figure { name: "expressions", value: expressions_of_seeds() as f64, digits: 0 },
        Figure { name: "runs", value: runs as f64 / blocks as f64, digits: 2 },
        Figure { name: "allocations", value: allocated / bytes as f64 * 1000.0, digits: 0 },
        Figure { name: "held", value: held, digits: 1 },
        Figure { name: "allocations-4x", value: grown, digits: 2 },
        Figure { name: "sources-4x", value: sources(&linter), digits: 2 },
        Figure { name: "compared-4x", value: compared(&linter), digits: 2 },
    ];
    if let Err(message) = ceilings::hold(&figures) {
        panic!("{message}");
    }
}

/// Bytes held for each byte of a long draft while its reading and report are kept, and how the allocations grow when the
/// draft is four times as long.
fn long_draft(corpus: &Corpus, linter: &Linter) -> (f64, f64) {
    let mut counts = [(0.0, 0.0), (0.0, 0.0)];
    for (count, factor) in counts.iter_mut().zip([1, 4]) {
        let text = corpus.long(factor * LONG);
        let bytes = text.len() as f64;
        let region = Region::new(ALLOCATOR);
        let reading = linter.read(source("long.md", text), "long.md", None);
        let report = reading.report();
        let stats = region.change();
        let held = stats.bytes_allocated as f64 - stats.bytes_deallocated as f64;
        *count = (allocations(stats), held / bytes + 1.0); // the text was allocated before
        drop((reading, report));
    }
    (counts[1].1, counts[1].0 / counts[0].0)
}

/// How the bytes grow that are allocated to compare four times as many drafts, of which one half gives words to another speaker
/// than the other half does, and some write a name in another way.
fn compared(linter: &Linter) -> f64 {
    let notes = |n: usize| {
        let speaker = ["Ida Moen", "Paul Rud"][n % 2];
        let keeper = if n % 20 == 7 { "Mohamed Elmasry" } else { "Mohammed Elmasry" };
        let text = format!(
            "The keeper, {keeper}, came. “We will keep the harbour open for as long as the ice allows,” said {speaker}."
        );
        let name = format!("{n}.txt");
        linter.read(source(&name, text), &name, None).checked().take_notes()
    };
    let [once, four] = [DRAFTS, 4 * DRAFTS].map(|drafts| {
        let comparison = Comparison::new((0..drafts).map(notes).collect());
        let region = Region::new(ALLOCATOR);
        let found = comparison.findings(&[linter], |_| 0).count();
        assert!(found >= drafts, "{found} findings in {drafts} drafts");
        region.change().bytes_allocated as f64
    });
    four / once
}

/// How the allocations for a list of sources grow when a draft names and quotes four times as many people, and calls each by an
/// office that all of them have, by one that none has, by a surname and by a full name.
fn sources(linter: &Linter) -> f64 {
    const PARTS: [&str; 10] = ["bar", "len", "dov", "mir", "sut", "kel", "ran", "fos", "gul", "pem"];
    let surname = |n: usize| [1, 10, 100, 1000].iter().fold("Zo".into(), |name: String, by| name + PARTS[n / by % 10]);
    let line = |n: usize| {
        let name = surname(n);
        format!(
            "Sen. Ida {name} met the board. “It is late and it rains,” the senator said. “It rains,” the Elmsby keeper said. \
            “It is late,” {name} said. “We go home,” Ida {name} said.\n\n"
        )
    };
    let [once, four] = [PEOPLE, 4 * PEOPLE].map(|people| {
        let reading = linter.read(source("sources.txt", (0..people).map(line).collect()), "sources.txt", None);
        let region = Region::new(ALLOCATOR);
        let notes = Notes::new(&reading);
        assert!(notes.said.len() >= 4 * people, "{} of {people} people", notes.said.len());
        allocations(region.change())
    });
    four / once
}

/// The most expressions that one of the drafts in `seeds/` needs.
fn expressions_of_seeds() -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let files = std::fs::read_dir(folder).expect("the seeds are there").filter_map(Result::ok);
    let drafts =
        files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|of| of == "txt" || of == "md"));
    let counts = drafts.map(|path| {
        let linter = linter();
        let name = path.display().to_string();
        let text = std::fs::read_to_string(&path).expect("seeds are UTF-8");
        drop(linter.check(source(&name, text), &name));
        linter.counts().expressions
    });
    counts.max().unwrap_or(0)
}
