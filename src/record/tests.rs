//! Properties of the comparison.

use super::*;
use crate::diagnostic::Level;
use crate::language::Language;
use crate::text::{Source, Span};
use proptest::prelude::*;
use serde::Deserialize;
use std::sync::Arc;

/// Words that no list of fillers, negations or contractions has.
const WORDS: [&str; 24] = [
    "harbour", "council", "winter", "bridge", "ferry", "engine", "river", "stone", "market", "lantern", "captain",
    "timber", "garden", "letter", "copper", "ladder", "window", "meadow", "barrel", "anchor", "candle", "hammer",
    "basket", "saddle",
];

fn record(text: &str, language: &Language) -> Record {
    let source = Arc::new(Source::new("notes.txt", text));
    Record::new(vec![Arc::new(Transcript::read(source, language))], false)
}

fn compare(record: &Record, draft: &str, language: &Language) -> Compared {
    let query = Query::of(Span::new(0, draft.len()));
    record.compare(draft, &[query], language).remove(0)
}

/// A record and quotations of it, as `tests/cases/record.toml` lists them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    quote: Vec<Printed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Printed {
    printed: String,
    speaker: Option<String>,
    verdict: String,
    #[serde(default)]
    differs: Vec<String>,
    time: Option<String>,
}

/// A disk that is in memory.
#[derive(Debug)]
struct InMemory {
    index: Vec<u8>,
    files: Vec<(String, String)>,
    language: Arc<Language>,
}

impl Shelf for InMemory {
    fn read(&self, at: u64, into: &mut [u8]) -> std::io::Result<()> {
        let start = usize::try_from(at).map_err(std::io::Error::other)?;
        let bytes = self.index.get(start..start + into.len()).ok_or(std::io::ErrorKind::UnexpectedEof)?;
        into.copy_from_slice(bytes);
        Ok(())
    }

    fn source(&self, file: usize) -> Option<Source> {
        self.files.get(file).map(|(name, text)| Source::new(name.as_str(), text.as_str()))
    }

    fn transcript(&self, file: usize) -> Option<Transcript> {
        self.source(file).map(|source| Transcript::read(Arc::new(source), &self.language))
    }
}

const KEY: [u8; 32] = [7; 32];

/// The record of an index in memory.
fn read_index(mut bytes: &[u8], key: &[u8; 32], names: &[String]) -> Option<Record> {
    let length = bytes.len() as u64;
    read(&mut bytes, length, key, names)
}

/// The bytes of the index of a record in `files`.
fn index(files: &[(String, String)], language: &Language) -> Vec<u8> {
    let parts = files.iter().map(|(name, text)| {
        let source = Arc::new(Source::new(name.as_str(), text.as_str()));
        Part::new(Arc::new(Transcript::read(source, language))).without_words()
    });
    let mut bytes = Vec::new();
    write(&Record::of(parts.collect()), &KEY, &mut bytes).expect("memory can be written to");
    bytes
}

/// The record in `files` as it is read from its index.
fn kept(files: Vec<(String, String)>, language: &Arc<Language>) -> Record {
    let index = index(&files, language);
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let record = read_index(&index, &KEY, &names).expect("the index is whole");
    record.with_shelf(Box::new(InMemory { index, files, language: Arc::clone(language) }))
}

/// All that reports show of a comparison.
fn shown(record: &Record, compared: &Compared) -> String {
    let place = |passage: &Passage| {
        let Place { source, span, speaker, time, words } = record.place(passage);
        format!("{} {span:?} {speaker:?} {time:?} {words}", source.name)
    };
    let found: Vec<String> = compared.passage.iter().chain(&compared.others).map(place).collect();
    let differences: Vec<String> = compared.differences.iter().map(|of| place(&of.record)).collect();
    format!("{:?} {:?} {:?} {found:?} {differences:?}", compared.verdict, compared.level, compared.named)
}

#[test]
fn a_record_reads_the_same_from_its_index() {
    let language = Language::english();
    let text = "VOSS: We will build four strong bridges.\n\nAnna Holm: Nobody believes a word of it, “not a word”.\n";
    let files = [
        ("a.txt", text.to_owned()),
        ("a.md", "---\nspeaker: Anna Holm\n---\n\nThe lock is *shut* for the whole\nwinter &amp; the spring.\n".to_owned()),
        ("a.vtt", "WEBVTT\n\n00:04.000 --> 00:09.000\n<v Per Holm>The ferry sails at\n<i>noon</i> and not before.\n".to_owned()),
        ("a.srt", "1\n00:00:01,000 --> 00:00:04,000\nVOSS: The ice is gone, and\n\n2\n00:00:05,000 --> 00:00:06,000\nnobody told the harbour.\n".to_owned()),
        ("a.json", "{\"segments\": [{\"speaker\": \"Voss\", \"start\": 1.5, \"text\": \"We’ll pay for the caf\\u00e9 ourselves.\"}]}".to_owned()),
        ("a.html", "<title>x</title><p><b>Anna Holm:</b> The toll is&nbsp;five crowns for every cart.</p>".to_owned()),
        ("cut.vtt", "WEBVTT\n\n00:09.000 --> 00:10.000\nThe bell rang three times.\n\n00:11.000 --> 00:12.000".to_owned()),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text)).to_vec();
    let read = files
        .iter()
        .map(|(name, text)| Arc::new(Transcript::read(Arc::new(Source::new(name.as_str(), text.as_str())), &language)));
    let (read, kept) = (Record::new(read.collect(), false), kept(files.clone(), &language));
    let quotations = [
        "we will build three strong bridges",
        "Nobody believes a word of it, not a word",
        "The lock is shut for the whole winter and the spring",
        "The ferry sails at noon and never before",
        "The ice is gone, and nobody told the council",
        "We’ll pay for the café ourselves",
        "The toll is six crowns for every cart",
        "The bell rang three times",
        "We will build four strong bridges. The ice is gone, and nobody told the harbour",
        "A sparrow told me that the picture was a forgery",
    ];
    for quotation in quotations {
        let (one, other) = (compare(&read, quotation, &language), compare(&kept, quotation, &language));
        assert_eq!(shown(&read, &one), shown(&kept, &other), "{quotation}");
    }
    assert!(!read.has_failed() && !kept.has_failed());
    assert_eq!(kept.files().iter().filter(|file| file.transcript().is_some()).count(), 1, "a broken file is read");
}

#[test]
fn an_index_that_is_cut_or_damaged_or_of_something_else_is_none() {
    let language = Language::english();
    let files = vec![("a.txt".to_owned(), "VOSS: We will build four strong bridges.\n".repeat(30))];
    let whole = index(&files, &language);
    let names = vec!["a.txt".to_owned()];
    assert!(read_index(&whole, &KEY, &names).is_some());
    assert!(read_index(&whole, &[8; 32], &names).is_none(), "of another key");
    assert!(read_index(&whole, &KEY, &[]).is_none(), "of other files");
    for length in 0..whole.len() {
        assert!(read_index(&whole[..length], &KEY, &names).is_none(), "cut to {length} bytes");
    }
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x20;
        assert!(read_index(&damaged, &KEY, &names).is_none(), "byte {at} is damaged");
    }
    assert!(read_index(&[whole.as_slice(), b"x"].concat(), &KEY, &names).is_none(), "with more behind it");
    let words = String::from_utf8_lossy(&whole).to_lowercase();
    assert!(["bridges", "strong", "voss"].iter().all(|word| !words.contains(word)), "it has no words");
}

#[test]
fn printed_quotations_differ_from_their_records_as_the_cases_say() {
    #[derive(Deserialize)]
    struct Cases {
        record: Vec<Case>,
    }
    let cases: Cases = toml::from_str(include_str!("../../tests/cases/record.toml")).expect("the cases are TOML");
    let language = Language::english();
    let mut wrong = Vec::new();
    for case in &cases.record {
        let source = Arc::new(Source::new(case.name.as_str(), case.text.trim_start()));
        let transcript = Transcript::read(source, &language);
        assert!(transcript.problems.is_empty(), "{}: {:?}", case.name, transcript.problems);
        let record = Record::new(vec![Arc::new(transcript)], false);
        let kept = kept(vec![(case.name.clone(), case.text.trim_start().to_owned())], &language);
        for quote in &case.quote {
            let draft = quote.printed.as_str();
            let whole = Span::new(0, draft.len());
            let named = |name: &String| Named { name: name.clone(), place: whole, certainty: Certainty::Sure };
            let query = Query { speaker: quote.speaker.as_ref().map(named), ..Query::of(whole) };
            let found = record.compare(draft, std::slice::from_ref(&query), &language).remove(0);
            let again = kept.compare(draft, &[query], &language).remove(0);
            assert_eq!(shown(&record, &found), shown(&kept, &again), "{draft} in {}", case.name);
            let counting = found.differences.iter().filter(|of| of.kind.counts() && of.kind != DifferenceKind::Joined);
            let differs: Vec<String> =
                counting.map(|of| format!("{}|{}", of.draft.of(draft), record.place(&of.record).words)).collect();
            let time = found.passage.as_ref().and_then(|passage| record.place(passage).time).map(clock);
            let right = found.verdict.name() == quote.verdict
                && differs == quote.differs
                && (quote.time.is_none() || time == quote.time);
            if !right {
                wrong.push(format!("{draft} in {}: {} {differs:?} at {time:?}", case.name, found.verdict.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_copied_passage_is_verbatim_and_a_changed_word_is_found(
        words in prop::collection::vec(0..WORDS.len(), 40..160),
        start in 0_usize..30,
        length in 6_usize..24,
        at in 1_usize..23,
    ) {
        let language = Language::default();
        let spoken: Vec<&str> = words.iter().map(|&word| WORDS[word]).collect();
        let record = record(&format!("VOSS: {}.", spoken.join(" ")), &language);
        let end = (start + length).min(spoken.len());
        let passage = spoken[start..end].join(" ");
        let copied = compare(&record, &format!("“{passage}”"), &language);
        prop_assert_eq!(copied.verdict, Verdict::Verbatim);
        let place = record.place(&copied.passage.expect("it was found"));
        prop_assert_eq!(place.source.slice(place.span), passage.as_str());
        prop_assert_eq!(place.speaker.as_deref(), Some("VOSS"));

        let mut changed = spoken[start..end].to_vec();
        let at = at.min(changed.len() - 2);
        // Beside the same word, either of the two may be the one that was changed.
        prop_assume!(changed[at] != changed[at - 1] && changed[at] != changed[at + 1]);
        let said = std::mem::replace(&mut changed[at], "telegram");
        let draft = format!("“{}”", changed.join(" "));
        let found = compare(&record, &draft, &language);
        prop_assert_eq!(found.verdict, Verdict::Altered, "{}", draft);
        prop_assert_eq!(found.differences.len(), 1);
        prop_assert_eq!(found.differences[0].draft.of(&draft), "telegram");
        let place = record.place(&found.differences[0].record);
        prop_assert_eq!(place.source.slice(place.span), said);
    }

    #[test]
    fn no_bytes_are_too_broken_for_a_reader(text in "\u{feff}?[\\PC\n]{0,200}", name in "(a.vtt|a.srt|a.json|a.txt|a.md|a.html)") {
        let language = Language::default();
        let transcript = Transcript::read(Arc::new(Source::new(name, text)), &language);
        for turn in &transcript.turns {
            prop_assert!(transcript.prose.text.get(turn.span.range()).is_some());
        }
        for problem in &transcript.problems {
            prop_assert!(transcript.source.text.get(problem.span().range()).is_some(), "{problem:?}");
        }
        let record = Record::new(vec![Arc::new(transcript)], true);
        compare(&record, "“The harbour council … met [in winter] on the ferry”", &language);
    }
}

#[test]
fn transcription_services_tell_speakers_and_times() {
    let language = Language::default();
    for (json, speaker, time) in [
        (
            r#"{"segments": [{"start": 61.5, "end": 63, "text": " We will build it.", "words": [{"word": " We", "start": 61.5}, {"word": " will"}, {"word": " build"}, {"word": " it."}]}]}"#,
            None,
            Some(61_500),
        ),
        (
            r#"{"utterances": [{"speaker": "A", "start": 61500, "end": 700000000, "text": "We will build it."}], "words": []}"#,
            Some("A"),
            Some(61_500),
        ),
        (
            r#"{"speakers": [{"id": 0, "name": "Voss"}], "monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "We", "ts": 61.5}, {"type": "punct", "value": " "}, {"type": "text", "value": "will"}, {"type": "punct", "value": " "}, {"type": "text", "value": "build"}, {"type": "punct", "value": " "}, {"type": "text", "value": "it"}, {"type": "punct", "value": "."}]}]}"#,
            Some("Voss"),
            Some(61_500),
        ),
        (
            r#"{"transcript": {"speakers": [{"id": "s1", "name": "Voss"}], "paragraphs": [{"id": "p1", "time": 61.5, "speaker": "s1"}], "words": [{"word": "We", "time": 61.5, "paragraphId": "p1"}, {"word": "will", "time": 61.7, "paragraphId": "p1"}, {"word": "build", "time": 61.9, "paragraphId": "p1"}, {"word": "it.", "time": 62.0, "paragraphId": "p1"}]}}"#,
            Some("Voss"),
            Some(61_500),
        ),
    ] {
        let transcript = Transcript::read(Arc::new(Source::new("a.json", json)), &language);
        assert!(transcript.problems.is_empty(), "{json}: {:?}", transcript.problems);
        let first = transcript.turns.first().unwrap_or_else(|| panic!("{json} has a turn"));
        assert_eq!(first.speaker.map(|index| transcript.speaker(index)), speaker, "{json}");
        assert_eq!(first.time, time, "{json}");
        let record = Record::new(vec![Arc::new(transcript)], false);
        assert_eq!(compare(&record, "“We will build it”", &language).verdict, Verdict::Verbatim, "{json}");
    }
}

#[test]
fn fillers_repeats_and_other_spellings_are_cleaned_and_a_lost_negation_is_not() {
    let language = Language::default();
    let record = record(
        "VOSS: We should -- we have to, uh, you know, keep the the ferry for twenty-five years. I'm not going to sell a healthcare company.",
        &language,
    );
    let verdict = |draft: &str| compare(&record, draft, &language).verdict;
    assert_eq!(verdict("“We have to keep the ferry for 25 years.”"), Verdict::Cleaned);
    assert_eq!(verdict("“I am not going to sell a health-care company”"), Verdict::Cleaned);
    assert_eq!(verdict("“I'm going to sell a healthcare company”"), Verdict::Altered);
    assert_eq!(verdict("“[Voss is] not going to sell … company”"), Verdict::Elided);
    assert_eq!(verdict("“We will”"), Verdict::Short);
    assert_eq!(verdict("“The lighthouse keeper was asleep on Sunday”"), Verdict::Absent);
}

#[test]
fn a_possessive_may_lack_its_ending_and_a_name_in_it_is_a_name() {
    let language = Language::default();
    let record = record(
        "VOSS: By law, the house takes Jonas' own copy of Holm's map, and the Danes's too, to the old mill.",
        &language,
    );
    let printed = |words: &str| {
        let found = compare(&record, &format!("“the house takes {words}, to the old mill”"), &language);
        (found.verdict, found.level)
    };
    assert_eq!(printed("Jonas’s own copy of Holm’s map, and the Danes’ too").0, Verdict::Cleaned);
    assert_eq!(
        printed("Jonas’ own copy of Lund’s map, and the Danes’s too"),
        (Verdict::Altered, Some(Level::Error)),
        "another name"
    );
}

#[test]
fn words_at_an_end_are_looked_for_further_off_before_they_count_as_put_in() {
    let language = Language::default();
    let record =
        record("VOSS: The plan was to turn this old yard into a parking lot for trams. Holm said it.", &language);
    let draft = "“turn into a parking lot for trams”";
    let found = compare(&record, draft, &language);
    assert_eq!(found.verdict, Verdict::Trimmed);
    assert_eq!(record.place(&found.differences[0].record).words, "this old yard");
    let draft = "“turn this old yard into a parking lot for trams today”";
    let found = compare(&record, draft, &language);
    assert_eq!((found.verdict, found.differences[0].draft.of(draft)), (Verdict::Altered, "today"));
}

#[test]
fn two_passages_as_one_are_told_from_one_that_was_changed() {
    let language = Language::default();
    let record = record(
        "VOSS: There is not much copper left in the old engine. We want to sell it, and we want to be paid.\n\
         HOLM: Who wants to buy an engine without copper, if I may ask, on a Sunday in the middle of the winter?\n\
         VOSS: The captain and the mayor are just throwing timber at a bridge of stone.",
        &language,
    );
    let draft = "“There is not much copper left in the old engine. The captain and the mayor are just throwing timber at a bridge of stone.”";
    let found = compare(&record, draft, &language);
    assert_eq!(found.verdict, Verdict::Joined);
    assert!(found.differences[0].draft.of(draft).starts_with("The captain"));
}

#[test]
fn spoken_numbers_and_repeats_after_a_small_word_are_cleaned() {
    let language = Language::default();
    let record = record(
        "VOSS: By the way, and if the ferry wants to... If the ferry wants to leave at noon, it can. We counted three hundred and five barrels for a million dollars in nineteen eighty-four.",
        &language,
    );
    let verdict = |draft: &str| compare(&record, draft, &language).verdict;
    assert_eq!(verdict("“By the way, if the ferry wants to leave at noon, it can.”"), Verdict::Cleaned);
    assert_eq!(verdict("“We counted 305 barrels for $1 million in 1984.”"), Verdict::Cleaned);
    assert_eq!(verdict("“We counted 350 barrels for $1 million in 1984.”"), Verdict::Altered);
}
