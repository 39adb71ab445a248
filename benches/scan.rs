//! How the time of a check grows: with the number of rules (one scan, so hardly), and with the length of a draft
//! (linearly: twice the text takes at most 2.2 times as long).
//!
//! `cargo bench --bench scan` runs all, `cargo bench --bench scan -- rules` one of them.

mod corpus;

use copydesk::config::{Flags, Library, Options, Settings};
use copydesk::lint::Linter;
use copydesk::text::Source;
use corpus::Corpus;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::sync::Arc;

fn main() {
    divan::main();
}

const MB: usize = 1_000_000;

/// A pack that is made up as it is asked for.
struct Generated(String);

impl Library for Generated {
    fn find(&self, name: &str, _: &str) -> Result<Vec<Source>, String> {
        Ok(vec![Source::new(name, self.0.as_str())])
    }
}

fn linter(extends: &str, pack: String) -> Linter {
    let options = Options::read(Arc::new(Source::new("copydesk.toml", format!("extends = [\"{extends}\"]"))));
    let settings = Settings::resolve(options, Flags::default(), &Generated(pack)).expect("the pack is there");
    assert!(settings.problems.is_empty(), "the generated pack has a mistake");
    Linter::new(settings)
}

/// Articles, `bytes` together.
fn drafts(bytes: usize) -> Vec<Arc<Source>> {
    let corpus = Corpus::new();
    let mut drafts = Vec::new();
    let mut total = 0;
    while total < bytes {
        let text = corpus.article(drafts.len());
        total += text.len();
        drafts.push(Arc::new(Source::new(format!("{}.md", drafts.len()), text)));
    }
    drafts
}

/// 1,000 rules are to take at most 3 times what 10 take, and 10,000 at most 8 times.
#[divan::bench(args = [10, 1_000, 10_000], sample_count = 10, sample_size = 1)]
fn rules(bencher: Bencher, count: usize) {
    let linter = linter("generated.toml", Corpus::new().phrase_rules(count));
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
    let draft = Arc::new(Source::new("long.md", Corpus::new().long(megabytes * MB)));
    bencher
        .counter(BytesCount::new(draft.text.len()))
        .bench_local(|| black_box(linter.check(Arc::clone(&draft), &draft.name)));
}

/// What a run pays before the first draft: reading all packs and building the one scanner.
#[divan::bench(args = [10, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn start(bencher: Bencher, count: usize) {
    let pack = Corpus::new().phrase_rules(count);
    bencher.bench_local(|| black_box(linter("generated.toml", pack.clone())));
}
