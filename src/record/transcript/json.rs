//! The JSON of transcription services, as their public documentation describes it: Whisper (`segments`), AssemblyAI (`utterances`,
//! `words`), Rev (`monologues` of `elements`), Trint and Descript (`words` and `paragraphs` or `segments` with a speaker).
//!
//! They agree on more than they differ in: a list of passages, each with a speaker, a time, and either its text or its
//! words. So one reader takes the first list that it knows, and looks for each value under all of its names.

use super::tree::{Json, unescaped};
use super::{Turn, Writer};
use crate::language::Language;
use crate::prose::BlockKind;
use crate::text::{Source, Span, byte_order_mark};
use std::collections::BTreeMap;

/// Lists of passages, the most telling first.
const PASSAGES: &[&str] = &["monologues", "utterances", "segments", "paragraphs", "words", "results", "captions"];

/// Objects in which a list may stand.
const AROUND: &[&str] = &["transcript", "transcription", "result", "results", "data"];

/// Lists of the words of a passage.
const WORDS: &[&str] = &["elements", "words", "tokens"];

/// Names of a word or a text, of a time, of a speaker.
const TEXT: &[&str] = &["word", "value", "text", "content", "punctuated_word", "transcript"];
const TIME: &[&str] = &["start", "ts", "time", "start_time", "startTime", "timestamp", "offset", "start_ts"];
const SPEAKER: &[&str] = &["speaker", "speaker_name", "speakerName", "speaker_label", "speaker_id", "speakerId"];
const NAME: &[&str] = &["name", "label", "speaker"];
const ID: &[&str] = &["id", "speaker_id", "key"];

/// Reads the file of a transcription service.
pub(super) fn read(source: &Source, writer: &mut Writer, _: &Language) {
    let text = source.text.as_str();
    let (node, wrong) = Json::read(text, byte_order_mark(text));
    let names = speakers(&node, text);
    let list = passages(&node);
    let by_paragraph = paragraphs(&node, text);
    let latest = list.iter().filter_map(|passage| time(passage, text)).fold(0.0, f64::max);
    let spoken: usize = list.iter().map(|passage| words_of(passage, text)).sum();
    #[expect(clippy::cast_precision_loss, reason = "no recording has that many words")]
    let is_millis = latest > SLOWEST * spoken as f64;
    let mut reader = Reader { text, writer, names, by_paragraph, scale: if is_millis { 1.0 } else { 1000.0 } };
    for passage in list {
        reader.passage(passage);
    }
    if let Some(wrong) = wrong {
        let help = "export the transcript again; everything before this place was read";
        writer.problem("this is not JSON from here on: the file may be cut off", Span::new(wrong, wrong), help);
    } else if writer.turns.is_empty() {
        let help = format!("a transcript has one of these lists: {}", PASSAGES.join(", "));
        writer.problem_at_start("no transcript was found in this file", source, &help);
    }
}

/// Seconds that a speaker takes for a word at most, pauses included: where the times say more, they are milliseconds.
const SLOWEST: f64 = 60.0;

/// How many words a passage has.
fn words_of(passage: &Json, text: &str) -> usize {
    match passage.first(WORDS).map(Json::items) {
        Some(words) if !words.is_empty() => words.len(),
        _ => passage.first(TEXT).and_then(|of| of.text(text)).map_or(1, |of| of.split_whitespace().count()),
    }
}

/// The list of passages.
fn passages(node: &Json) -> &[Json] {
    if !node.items().is_empty() {
        return node.items();
    }
    let around = AROUND.iter().filter_map(|key| node.get(key));
    let places: Vec<&Json> = std::iter::once(node).chain(around).collect();
    let lists = PASSAGES.iter().flat_map(|key| places.iter().filter_map(|place| place.get(key)));
    let mut lists = lists.map(Json::items).filter(|items| items.iter().any(has_words));
    lists.next().unwrap_or_default()
}

fn has_words(item: &Json) -> bool {
    item.first(TEXT).is_some_and(|text| matches!(text, Json::Text(_)))
        || item.first(WORDS).is_some_and(|words| !words.items().is_empty())
}

/// The names of the speakers by their numbers or ids.
fn speakers(node: &Json, text: &str) -> BTreeMap<String, String> {
    let around = AROUND.iter().filter_map(|key| node.get(key));
    let lists = std::iter::once(node).chain(around).filter_map(|place| place.get("speakers"));
    let names = lists.flat_map(|list| match list {
        Json::Object(fields) => {
            let name = |node: &Json| node.text(text).or_else(|| node.first(NAME)?.text(text));
            fields.iter().filter_map(|(id, node)| Some((id.clone(), name(node)?))).collect()
        }
        list => {
            let one = |node: &Json| Some((node.first(ID)?.text(text)?, node.first(NAME)?.text(text)?));
            list.items().iter().filter_map(one).collect::<Vec<_>>()
        }
    });
    names.collect()
}

/// The speakers of the paragraphs that words name by `paragraphId`.
fn paragraphs(node: &Json, text: &str) -> BTreeMap<String, String> {
    let around = AROUND.iter().filter_map(|key| node.get(key));
    let lists = std::iter::once(node).chain(around).filter_map(|place| place.get("paragraphs"));
    let of = |node: &Json| Some((node.get("id")?.text(text)?, node.first(SPEAKER)?.text(text)?));
    lists.flat_map(|list| list.items()).filter_map(of).collect()
}

fn time(node: &Json, text: &str) -> Option<f64> {
    let found = node.first(TIME).and_then(|time| time.number(text));
    found.or_else(|| node.first(WORDS)?.items().first()?.first(TIME)?.number(text))
}

struct Reader<'a, 'b> {
    text: &'a str,
    writer: &'b mut Writer,
    names: BTreeMap<String, String>,
    by_paragraph: BTreeMap<String, String>,
    /// Milliseconds in the unit of the times.
    scale: f64,
}

impl Reader<'_, '_> {
    fn passage(&mut self, passage: &Json) {
        let speaker = self.speaker(passage);
        let time = self.millis(passage);
        let words = passage.first(WORDS).map(Json::items).unwrap_or_default();
        if words.is_empty() {
            self.words(std::slice::from_ref(passage), speaker, time);
            return;
        }
        // A segment without a speaker of its own may have one for each word.
        let mut from = 0;
        for at in 1..=words.len() {
            let of = |index: usize| self.speaker(&words[index]).or(speaker.clone());
            if at == words.len() || (words[at].first(SPEAKER).is_some() && of(at) != of(from)) {
                let (speaker, start) = (of(from), self.millis(&words[from]).or(time));
                self.words(&words[from..at], speaker, start);
                from = at;
            }
        }
    }

    /// The name of the speaker of a passage or a word.
    fn speaker(&self, node: &Json) -> Option<String> {
        let named = |node: &Json| node.text(self.text).or_else(|| node.first(NAME)?.text(self.text));
        let id = node.first(SPEAKER).and_then(named).or_else(|| {
            let paragraph = node.first(&["paragraphId", "paragraph_id"])?.text(self.text)?;
            self.by_paragraph.get(&paragraph).cloned()
        })?;
        Some(self.names.get(&id).cloned().unwrap_or(id))
    }

    fn millis(&self, node: &Json) -> Option<u32> {
        let millis = time(node, self.text)? * self.scale;
        (0.0..f64::from(u32::MAX)).contains(&millis).then_some(millis as u32)
    }

    /// Writes words as one turn. Those of transcription services have their space before them, after them, or not at all.
    fn words(&mut self, words: &[Json], speaker: Option<String>, time: Option<u32>) {
        let builder = &mut self.writer.builder;
        let before = builder.length();
        builder.open(BlockKind::Paragraph);
        let start = builder.length();
        let mut spaced = true;
        for word in words {
            let Some(Json::Text(span)) = word.first(TEXT) else { continue };
            let written = span.of(self.text);
            let read = unescaped(written);
            let follows = read.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '"' | '$' | '(' | '['));
            if !spaced && follows {
                builder.replaced(" ", Span::new(span.start, span.start));
            }
            if read.trim().is_empty() {
                // Rev writes the space between two words as an element of its own.
                if !spaced && !read.is_empty() {
                    builder.replaced(" ", *span);
                    spaced = true;
                }
                continue;
            }
            spaced = read.ends_with(char::is_whitespace);
            if read == written {
                builder.verbatim(written, span.start);
            } else {
                builder.replaced(&read, *span);
            }
        }
        let end = builder.length();
        if end > start.max(before) {
            // A number or a letter is all that some services know of a speaker.
            let speaker = speaker.as_deref().and_then(|name| self.writer.speaker(name));
            self.writer.turns.push(Turn { span: Span::new(start, end), speaker, time });
        }
    }
}
