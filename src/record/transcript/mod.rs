//! [`Transcript`]: a file of the record as words, with the speaker and the time of each passage where the file tells them.
//!
//! What copydesk reads as a draft it also reads as a record. Captions and the JSON of transcription services have readers of
//! their own.
//! A new format is a file here and a line in [`READERS`].

mod address;
mod cues;
mod json;
mod label;
mod page;
mod published;
mod tree;

pub use address::Address;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::format;
use crate::language::Language;
use crate::prose::{Builder, Prose};
use crate::text::{Source, Span, byte_order_mark};
use std::collections::HashMap;
use std::sync::Arc;

/// A file of the record.
#[derive(Debug)]
pub struct Transcript {
    /// The file.
    pub source: Arc<Source>,
    /// Its words.
    pub prose: Prose,
    /// What was said, in order: spans of the prose without labels.
    pub turns: Vec<Turn>,
    /// The names of the speakers.
    pub speakers: Vec<String>,
    /// Where it was on the web, if it is a saved page that says so.
    pub address: Option<Address>,
    /// What could not be read.
    pub problems: Vec<Diagnostic>,
}

/// Words that one person said at one time.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// The words.
    pub span: Span<Prose>,
    /// Who said them: the index of a speaker.
    pub speaker: Option<u32>,
    /// When, in milliseconds from the start of the recording.
    pub time: Option<u32>,
}

/// A reader of transcripts.
struct Reader {
    /// File extensions, lower case, without the dot.
    extensions: &'static [&'static str],
    read: fn(&Source, &mut Writer, &Language),
}

/// All readers of formats that are not those of drafts.
const READERS: &[Reader] =
    &[Reader { extensions: &["vtt", "srt"], read: cues::read }, Reader { extensions: &["json"], read: json::read }];

/// Whether a file called `name` can be part of a record.
#[must_use]
pub fn is_readable(name: &str) -> bool {
    format::by_name(name).is_some() || reader(name).is_some()
}

fn reader(name: &str) -> Option<&'static Reader> {
    let (_, extension) = name.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str()))
}

impl Transcript {
    /// Reads the bytes of a file called `name`.
    ///
    /// # Errors
    /// When they are not UTF-8, or not a file of the format that the name says.
    pub fn open(name: &str, bytes: Vec<u8>, language: &Language) -> Result<Self, Error> {
        format::open(name, bytes).map(|source| Self::read(Arc::new(source), language))
    }

    /// Reads a file. Every text can be read, however broken it is.
    #[must_use]
    pub fn read(source: Arc<Source>, language: &Language) -> Self {
        let mut writer = Writer::default();
        match reader(&source.name) {
            Some(reader) => (reader.read)(&source, &mut writer, language),
            None => page::read(&source, &mut writer, language),
        }
        writer.finish(source)
    }

    /// The name of a speaker.
    #[must_use]
    pub fn speaker(&self, index: u32) -> &str {
        self.speakers.get(index as usize).map_or("", String::as_str)
    }
}

/// Collects the words and turns of a file.
#[derive(Default)]
struct Writer {
    builder: Builder,
    prose: Option<Prose>,
    turns: Vec<Turn>,
    speakers: Vec<String>,
    /// The index of each speaker.
    known: HashMap<String, u32>,
    problems: Vec<Diagnostic>,
}

/// Problems of one kind that are shown for a file; a file that is broken throughout has thousands.
const MOST_PROBLEMS: usize = 3;

impl Writer {
    /// The index of the speaker called `name`; `None` for an empty name.
    fn speaker(&mut self, name: &str) -> Option<u32> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        if let Some(&known) = self.known.get(name) {
            return Some(known);
        }
        let index = u32::try_from(self.speakers.len()).ok()?;
        self.speakers.push(name.to_owned());
        self.known.insert(name.to_owned(), index);
        Some(index)
    }

    /// Notes a problem at `span`, unless there are enough.
    fn problem(&mut self, message: impl Into<String>, span: Span<Source>, help: &str) {
        if self.problems.len() < MOST_PROBLEMS {
            let found = Diagnostic::new("record", crate::diagnostic::Level::Warning, message, span);
            self.problems.push(found.with_help(help));
        }
    }

    /// Notes a problem of the whole file at its first character.
    fn problem_at_start(&mut self, message: &str, source: &Source, help: &str) {
        let start = byte_order_mark(&source.text);
        let first = source.text[start..].chars().next().map_or(0, char::len_utf8);
        self.problem(message, Span::new(start, start + first), help);
    }

    fn finish(self, source: Arc<Source>) -> Transcript {
        let Self { builder, prose, mut turns, speakers, problems, .. } = self;
        let prose = prose.unwrap_or_else(|| builder.finish());
        // The last block may lose the space at its end.
        let length = prose.text.len();
        turns.iter_mut().for_each(|turn| turn.span.end = turn.span.end.min(length));
        turns.retain(|turn| !turn.span.is_empty());
        let is_page = format::by_name(&source.name).is_some_and(|format| format.name() == "html");
        let address = is_page.then(|| Address::of_page(&source.text)).flatten();
        Transcript { source, prose, turns, speakers, address, problems }
    }
}
