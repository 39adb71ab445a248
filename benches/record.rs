//! How long it takes to index a record and to find quotations in it, for records of 1, 10 and 100 MB (linear); and whether
//! the readers of transcripts hold on to any bytes.
//!
//! `cargo bench --bench record` runs the times. `BROKEN=600 cargo bench --bench record` instead gives each reader broken
//! transcripts for so many seconds; it stops at the first that makes one fail. With `-- vtt`, only the reader of WebVTT gets them.

#[expect(dead_code, reason = "other benches use the rest")]
mod corpus;

use copydesk::files::{Cache, Draft, read_transcript, records};
use copydesk::language::Language;
use copydesk::record::{Part, Query, Record, Transcript};
use copydesk::text::{Source, Span};
use corpus::Corpus;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use std::fs::File;
use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

fn main() {
    match std::env::var("BROKEN").ok().and_then(|seconds| seconds.parse().ok()) {
        Some(seconds) => broken(Duration::from_secs(seconds)),
        None => divan::main(),
    }
}

const MB: usize = 1_000_000;

/// Quotations of a draft.
const QUOTATIONS: usize = 30;

/// Transcripts of a megabyte each.
fn sources(megabytes: usize) -> Vec<Arc<Source>> {
    let corpus = Corpus::new();
    let mut number = 0;
    let mut source = |file: usize| {
        let mut text = String::new();
        while text.len() < MB {
            let article = corpus.article(number);
            // Without this every article would have the same sentences.
            text.extend(
                article.lines().filter(|line| line.len() > 40).map(|line| format!("VOSS: {number} {line}\n\n")),
            );
            number += 1;
        }
        Arc::new(Source::new(format!("{file}.txt"), text))
    };
    (0..megabytes).map(&mut source).collect()
}

fn record(sources: &[Arc<Source>], language: &Language) -> Record {
    let read = |source: &Arc<Source>| Arc::new(Transcript::read(Arc::clone(source), language));
    Record::new(sources.iter().map(read).collect(), false)
}

/// Reading and indexing.
#[divan::bench(args = [1, 10, 100], sample_count = 3, sample_size = 1)]
fn index(bencher: Bencher, megabytes: usize) {
    let (sources, language) = (sources(megabytes), Language::english());
    let bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| black_box(record(&sources, &language)));
}

/// A draft with thirty quotations of twenty words, each with one word changed, from a record.
fn draft(sources: &[Arc<Source>]) -> (String, Vec<Query>) {
    let words: Vec<&str> = sources[sources.len() / 2].text.split_whitespace().collect();
    let quotation = |number: usize| {
        let mut quoted = words[number * 200..number * 200 + 20].to_vec();
        quoted[9] = "lighthouse";
        format!("“{}”", quoted.join(" "))
    };
    let (mut draft, mut queries) = (String::new(), Vec::new());
    for number in 0..QUOTATIONS {
        let start = draft.len();
        draft.push_str(&quotation(number));
        queries.push(Query::of(Span::new(start, draft.len())));
        draft.push_str("\n\n");
    }
    (draft, queries)
}

/// A record that is indexed and in memory.
#[divan::bench(args = [1, 10, 100], sample_count = 3, sample_size = 1)]
fn compare(bencher: Bencher, megabytes: usize) {
    let (sources, language) = (sources(megabytes), Language::english());
    let record = record(&sources, &language);
    let (draft, queries) = draft(&sources);
    bencher.bench_local(|| black_box(record.compare(&draft, &queries, &language)));
}

/// A record whose index is on the disk: opened for each draft.
#[divan::bench(args = [1, 10, 100], sample_count = 3, sample_size = 1)]
fn compare_kept(bencher: Bencher, megabytes: usize) {
    let (sources, language) = (sources(megabytes), Language::english());
    let folder = std::env::temp_dir().join(format!("copydesk-bench-{}", std::process::id()));
    // A cache tells git and walks to leave out its folder, so the transcripts lie in another.
    let cache = Cache::open(&folder.join("cache"), b"bench").expect("the folder can be made");
    let notes = folder.join("notes");
    std::fs::create_dir_all(&notes).expect("the folder can be made");
    for source in &sources {
        let path = notes.join(&source.name);
        std::fs::write(&path, &source.text).expect("it can be written to");
        let file = File::options().write(true).open(&path).expect("it is there");
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).expect("it can be dated");
    }
    let (files, _) = records(std::slice::from_ref(&notes));
    assert_eq!(files.len(), sources.len(), "all transcripts are found");
    let part = |file: &Draft| {
        let transcript = read_transcript(&file.path, &file.name, &language).expect("it can be read");
        Part::new(Arc::new(transcript)).without_words()
    };
    drop(cache.keep_record(&files, Record::of(files.iter().map(part).collect()), &language));
    let (draft, queries) = draft(&sources);
    bencher.bench_local(|| {
        let record = cache.record(&files, &language).expect("the index is kept");
        black_box(record.compare(&draft, &queries, &language))
    });
    std::fs::remove_dir_all(&folder).expect("it can be removed");
}

/// A transcript in each format, and pieces that a broken one may have anywhere.
const WHOLE: [(&str, &str); 6] = [
    (
        "a.vtt",
        "WEBVTT\n\nNOTE x\n\n1\n00:00:01.000 --> 00:00:04.000 align:start\n<v.loud Anna Voss>We will <i>build</i> it &amp; more.\n\n00:00:05.000 --> 00:00:07.000\nHOLM: No.\n",
    ),
    (
        "a.srt",
        "1\n00:00:01,000 --> 00:00:04,000\nVOSS: We will build it.\n\n2\n00:00:05,000 --> 00:00:07,000\nAnd pay for it.\n",
    ),
    (
        "a.json",
        r#"{"speakers": [{"id": 0, "name": "Voss"}], "segments": [{"speaker": 0, "start": 1.5, "text": "We’ll \"build\" it.", "words": [{"word": "We", "start": 1.5}, {"word": "build"}]}]}"#,
    ),
    (
        "a.txt",
        "Speaker 1 (00:12:04)\nWe will build it.\n\n[00:13:00] HOLM: Two hundred and five, $2.5 million.\n\nQ. Who?\nA. I -- I did.\n",
    ),
    ("a.md", "---\nspeaker: Anna Voss\n---\n\n**VOSS:** We will [laughs] build it… and so on.\n"),
    ("a.html", "<title>x</title><p><b>Anna Voss:</b> We will build it.</p><p>[applause]</p>"),
];

const PIECES: [&str; 20] = [
    "-->",
    "<v ",
    ">",
    "{",
    "[",
    "\"",
    "\\",
    "\\u12",
    ":",
    "\n\n",
    "99:99:99.999",
    "’",
    "\u{feff}",
    "…",
    "a hundred and",
    "[",
    "]",
    "9999999999999999999",
    "\0",
    "é\u{301}",
];

/// Cuts, repeats and fills up transcripts, reads them and compares a quotation, for `time` for each format.
fn broken(time: Duration) {
    let language = Language::english();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below.max(1) as u64).unwrap_or(0)
    };
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|word| name.ends_with(word));
    for (name, whole) in WHOLE.into_iter().filter(|(name, _)| is_wanted(name)) {
        let (start, mut runs) = (Instant::now(), 0_u64);
        let mut text = whole.to_owned();
        while start.elapsed() < time {
            if runs.is_multiple_of(200) || text.len() > 4_000 {
                whole.clone_into(&mut text);
            }
            let (one, other) =
                (text.floor_char_boundary(random(text.len() + 1)), text.floor_char_boundary(random(text.len() + 1)));
            match random(4) {
                0 => text.insert_str(one, PIECES[random(PIECES.len())]),
                1 => text.replace_range(one.min(other)..one.max(other), ""),
                2 => {
                    let piece = text[one.min(other)..one.max(other)].to_owned();
                    text.insert_str(one, &piece);
                }
                _ => text.truncate(one.max(other)),
            }
            let bytes = text.clone().into_bytes();
            let Ok(transcript) = Transcript::open(name, bytes, &language) else { continue };
            for turn in &transcript.turns {
                assert!(transcript.prose.text.get(turn.span.start..turn.span.end).is_some(), "{name}: {text:?}");
            }
            let record = Record::new(vec![Arc::new(transcript)], true);
            let draft = format!("“{}”", &text[..text.floor_char_boundary(120)]);
            let query = Query::of(Span::new(0, draft.len()));
            for found in record.compare(&draft, &[query], &language) {
                if let Some(passage) = &found.passage {
                    black_box(record.place(passage));
                }
            }
            runs += 1;
        }
        writeln!(std::io::stderr(), "{name}: {runs} transcripts").expect("the error stream is open");
    }
}
