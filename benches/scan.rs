//! How the time of a check grows: with the number of rules (one scan, so hardly), and with the length of a draft
//! (linearly: twice the text takes at most 2.2 times as long).
//!
//! `cargo bench` runs all; `cargo bench -- rules` and `cargo bench -- length` one of them.

use copydesk::config::{Flags, Library, Options, Settings};
use copydesk::lint::Linter;
use copydesk::text::Source;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fmt::Write as _;
use std::sync::Arc;

fn main() {
    divan::main();
}

const MB: usize = 1_000_000;

/// The running text of `seeds/`, in the order of their names.
const SEEDS: [&str; 8] = [
    include_str!("../seeds/british-singles.txt"),
    include_str!("../seeds/clean.txt"),
    include_str!("../seeds/court-report.txt"),
    include_str!("../seeds/feature.txt"),
    include_str!("../seeds/foreign-visit.txt"),
    include_str!("../seeds/interview.md"),
    include_str!("../seeds/opinion-column.md"),
    include_str!("../seeds/wire-story.txt"),
];

/// A pack that is made up as it is asked for.
struct Generated(String);

impl Library for Generated {
    fn find(&self, name: &str, _: &str) -> Result<Vec<Source>, String> {
        Ok(vec![Source::new(name, self.0.as_str())])
    }
}

/// A pack of `count` rules, each looking for a phrase of two words that stand in the drafts, though seldom together.
fn phrase_rules(count: usize) -> String {
    let mut words: Vec<&str> = SEEDS
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_ascii_alphabetic()))
        .filter(|word| word.len() > 3)
        .collect();
    words.sort_unstable_by_key(|word| word.to_ascii_lowercase());
    words.dedup_by_key(|word| word.to_ascii_lowercase());
    let mut pack = String::from("about = \"Generated.\"\n");
    let mut random = 1_u64;
    let mut next = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(random >> 33) as usize % words.len()].to_ascii_lowercase()
    };
    for number in 0..count {
        let (one, two) = (next(), next());
        let _ = write!(
            pack,
            "[[rule]]\nid = \"generated/n{number}\"\nkind = \"terms\"\nlevel = \"warning\"\n\
             message = \"“{{match}}” is written “{{replacement}}”\"\nterms = {{ \"{one} {two}\" = \"x\" }}\n"
        ); // writing to a String cannot fail
    }
    pack
}

fn linter(extends: &str, pack: String) -> Linter {
    let options = Options::read(Arc::new(Source::new("copydesk.toml", format!("extends = [\"{extends}\"]"))));
    let settings = Settings::resolve(options, Flags::default(), &Generated(pack)).expect("the pack is there");
    assert!(settings.problems.is_empty(), "the generated pack has a mistake");
    Linter::new(settings)
}

/// Drafts of an article’s size, `bytes` together.
fn drafts(bytes: usize) -> Vec<Arc<Source>> {
    let mut drafts = Vec::new();
    let mut total = 0;
    for text in SEEDS.iter().cycle() {
        if total >= bytes {
            break;
        }
        let text = text.repeat(3); // a published article is longer than a seed
        total += text.len();
        drafts.push(Arc::new(Source::new(format!("{}.md", drafts.len()), text)));
    }
    drafts
}

/// One draft of `bytes`.
fn draft(bytes: usize) -> Arc<Source> {
    let mut text = String::with_capacity(bytes + 5_000);
    for seed in SEEDS.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(seed);
        text.push_str("\n\n");
    }
    Arc::new(Source::new("long.txt", text))
}

/// 1,000 rules are to take at most 3 times what 10 take, and 10,000 at most 8 times.
#[divan::bench(args = [10, 1_000, 10_000], sample_count = 10, sample_size = 1)]
fn rules(bencher: Bencher, count: usize) {
    let linter = linter("generated.toml", phrase_rules(count));
    let drafts = drafts(3 * MB);
    let bytes: usize = drafts.iter().map(|draft| draft.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for draft in &drafts {
            black_box(linter.check(Arc::clone(draft), &draft.name));
        }
    });
}

/// The default profile over one draft of so many megabytes.
#[divan::bench(args = [1, 2, 4], sample_count = 5, sample_size = 1)]
fn length(bencher: Bencher, megabytes: usize) {
    let linter = linter("news", String::new());
    let draft = draft(megabytes * MB);
    bencher
        .counter(BytesCount::new(draft.text.len()))
        .bench_local(|| black_box(linter.check(Arc::clone(&draft), &draft.name)));
}

/// What a run pays before the first draft: reading all packs and building the one scanner.
#[divan::bench(args = [10, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn start(bencher: Bencher, count: usize) {
    let pack = phrase_rules(count);
    bencher.bench_local(|| black_box(linter("generated.toml", pack.clone())));
}
