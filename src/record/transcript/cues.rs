//! Captions: WebVTT with voice tags, and SRT.
//!
//! Both are read by one reader: blank lines separate cues, and a line with `-->` says when a cue is shown.

use super::super::time;
use super::label::label;
use super::{Turn, Writer};
use crate::language::Language;
use crate::prose::BlockKind;
use crate::text::{Source, Span, byte_order_mark};

/// Between the times of a cue.
const ARROW: &str = "-->";

/// Blocks of WebVTT that are not cues.
const NOT_CUES: [&str; 3] = ["NOTE", "STYLE", "REGION"];

/// Reads captions.
pub(super) fn read(source: &Source, writer: &mut Writer, language: &Language) {
    let text = source.text.as_str();
    let mut reader =
        Reader { source, writer, language, time: None, latest: 0, speaker: None, skips: false, cues: 0, labels: 0 };
    let mut at = byte_order_mark(text);
    for raw in text[at..].split_inclusive('\n') {
        reader.line(raw.trim_end(), at);
        at += raw.len();
    }
    let (cues, labels) = (reader.cues, reader.labels);
    forget_strays(writer, labels);
    if cues == 0 {
        let help = "a cue has a line such as 00:00:01.000 --> 00:00:04.000, then its words";
        writer.problem_at_start("no cues were found in this file", source, help);
    } else if !text.ends_with('\n') && text.trim_end().rsplit('\n').next().is_some_and(|last| last.contains(ARROW)) {
        let start = text.trim_end().rfind('\n').map_or(0, |at| at + 1);
        writer.problem(
            "the last cue has no words: the file may be cut off",
            Span::new(start, text.len()),
            EXPORT_AGAIN,
        );
    }
}

/// Lines for one label, in captions that label all speakers.
const LINES_PER_LABEL: usize = 50;

/// Lines that may stand before the first label: a title, a welcome.
const BEFORE_LABELS: usize = 20;

/// Forgets the speakers if the captions do not tell them: a label that stands in the middle by chance holds for one cue, and
/// nobody knows who speaks after it.
fn forget_strays(writer: &mut Writer, labels: usize) {
    let first = writer.turns.iter().position(|turn| turn.speaker.is_some());
    if first.is_some_and(|first| first > BEFORE_LABELS) && labels * LINES_PER_LABEL < writer.turns.len() {
        writer.turns.iter_mut().for_each(|turn| turn.speaker = None);
        writer.speakers.clear();
        writer.known.clear();
    }
}

/// Help for a file that is broken.
const EXPORT_AGAIN: &str = "export the transcript again; everything before this place was read";

struct Reader<'a, 'b> {
    source: &'a Source,
    writer: &'b mut Writer,
    language: &'a Language,
    /// When the cue that is open is shown; `None` between cues.
    time: Option<u32>,
    latest: u32,
    /// Who speaks, until a tag or a label says otherwise.
    speaker: Option<u32>,
    /// Whether the block that is open is not a cue.
    skips: bool,
    cues: usize,
    /// Labels and tags that name a speaker.
    labels: usize,
}

impl Reader<'_, '_> {
    fn line(&mut self, line: &str, at: usize) {
        let start = line.trim_start();
        let at = at + (line.len() - start.len());
        if start.is_empty() {
            (self.time, self.skips) = (None, false);
        } else if self.skips {
        } else if start.contains(ARROW) {
            self.opens(start, at);
        } else if self.time.is_some() {
            self.words(start, at);
        } else if NOT_CUES.iter().any(|name| start.starts_with(name)) {
            self.skips = true;
        }
        // All other lines are the head of the file and the numbers or names of cues.
    }

    /// Reads the line with the times of a cue.
    fn opens(&mut self, line: &str, at: usize) {
        let place = Span::new(at, at + line.len());
        let Some((time, _)) = time::at(line) else {
            let help = "write times as 00:00:01.000 --> 00:00:04.000";
            self.writer.problem("the time of this cue cannot be read", place, help);
            self.time = Some(self.latest);
            return;
        };
        if time < self.latest {
            let before = time::clock(self.latest);
            let message = format!("this cue is at {}, after one at {before}", time::clock(time));
            self.writer.problem(message, place, "the words are compared in the order of the file");
        }
        self.latest = time;
        self.time = Some(time);
        self.cues += 1;
        // In SRT a cue that goes on has no label; in WebVTT a voice tag holds for its cue only.
        if self.source.text.starts_with("WEBVTT") || self.source.text.starts_with("\u{feff}WEBVTT") {
            self.speaker = None;
        }
    }

    /// Reads a line of words, with its tags and labels.
    fn words(&mut self, line: &str, at: usize) {
        let mut from = 0;
        if let Some(found) = label(line, self.language).filter(|label| label.sure && !label.name.is_empty()) {
            self.speaker = self.writer.speaker(found.name);
            self.labels += 1;
            from = found.length;
        }
        while from < line.len() {
            let rest = &line[from..];
            let tag = rest.find('<').filter(|&open| rest[open..].contains('>'));
            let end = tag.unwrap_or(rest.len());
            self.write(&rest[..end], at + from);
            let Some(open) = tag else { break };
            let close = open + rest[open..].find('>').unwrap_or(rest.len() - open - 1);
            self.tag(&rest[open + 1..close]);
            from += close + 1;
        }
    }

    /// Reads a tag: `v Anna Voss` names the speaker, `v.loud Anna Voss` too.
    fn tag(&mut self, tag: &str) {
        if let Some(voice) = tag.strip_prefix('v')
            && let Some((classes, name)) = voice.split_once(char::is_whitespace)
            && (classes.is_empty() || classes.starts_with('.'))
        {
            let name = htmlize::unescape(name);
            self.speaker = self.writer.speaker(&name);
            self.labels += 1;
        }
    }

    fn write(&mut self, words: &str, at: usize) {
        if words.trim().is_empty() {
            return;
        }
        let builder = &mut self.writer.builder;
        builder.open(BlockKind::Paragraph);
        let start = builder.length();
        if words.contains('&') {
            builder.replaced(&htmlize::unescape(words), Span::new(at, at + words.len()));
        } else {
            builder.verbatim(words, at);
        }
        let end = builder.length();
        self.writer.turns.push(Turn { span: Span::new(start, end), speaker: self.speaker, time: self.time });
    }
}
