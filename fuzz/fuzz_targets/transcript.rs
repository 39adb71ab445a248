//! Files of a record: transcripts and notes, and a quotation held against them. The first byte chooses the format.

#![no_main]

use copydesk::language::Language;
use copydesk::record::Transcript;
use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, LazyLock};

const NAMES: &[&str] = &["notes.vtt", "notes.srt", "notes.json", "notes.txt", "notes.md", "notes.html"];

static LANGUAGE: LazyLock<Arc<Language>> = LazyLock::new(Language::english);

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let Ok(transcript) = Transcript::open(name, bytes.to_vec(), &LANGUAGE) else { return };
    for turn in &transcript.turns {
        assert!(transcript.prose.text.get(turn.span.range()).is_some(), "{turn:?} does not lie on characters");
        turn.speaker.map(|speaker| transcript.speaker(speaker));
    }
    for problem in &transcript.problems {
        assert!(transcript.source.text.get(problem.span().range()).is_some(), "{problem:?} does not lie on characters");
    }
});
