//! [`File`]: a file of a record as the comparison asks about it, whether its words were read or only their index was kept.

use super::speaker::PersonName;
use super::transcript::{Address, Transcript, Turn};
use crate::prose::Prose;
use crate::text::{Source, Span};
use std::sync::Arc;

/// What an absent number is written as.
pub(super) const NONE: u32 = u32::MAX;

/// Bytes before a turn within which the label with the name of its speaker is looked for.
const LABEL_REACH: usize = 200;

/// A file of a record.
#[derive(Debug)]
pub struct File {
    /// Its name, as messages show it.
    pub name: String,
    /// Its speakers.
    pub(super) speakers: Vec<Speaker>,
    /// The hash of its address on the web.
    pub(super) address: Option<u64>,
    /// Whether something in it could not be read.
    pub(super) is_broken: bool,
    pub(super) body: Body,
}

/// A speaker of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    pub name: PersonName,
    /// Where the name is written in the source.
    pub place: Option<Span<Source>>,
}

/// The words of a file.
#[derive(Debug)]
pub(super) enum Body {
    /// In memory.
    Read(Arc<Transcript>),
    /// On the disk, with the places of their turns.
    Kept(Vec<KeptTurn>),
}

/// A turn as an index keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct KeptTurn {
    pub start: u32,
    pub end: u32,
    /// Where its words begin in the source; [`NONE`] if they are not written there letter for letter.
    pub source: u32,
    /// Its speaker or [`NONE`].
    pub speaker: u32,
    /// Its time or [`NONE`].
    pub time: u32,
}

impl KeptTurn {
    pub(super) fn turn(&self) -> Turn {
        let some = |number: u32| (number != NONE).then_some(number);
        let span = Span::new(self.start as usize, self.end as usize);
        Turn { span, speaker: some(self.speaker), time: some(self.time) }
    }
}

impl File {
    /// A file that was read. The words stay in memory.
    pub(super) fn read(transcript: Arc<Transcript>) -> Self {
        Self {
            name: transcript.source.name.clone(),
            speakers: speakers(&transcript),
            address: transcript.address.as_ref().map(Address::hash),
            is_broken: !transcript.problems.is_empty(),
            body: Body::Read(transcript),
        }
    }

    /// The same file without its words, which stay on the disk. What could not be read in it is shown on each run, so a broken
    /// file is read each time.
    pub(super) fn without_words(self) -> Self {
        let body = match self.body {
            Body::Read(transcript) if !self.is_broken => Body::Kept(kept_turns(&transcript)),
            body => body,
        };
        Self { body, ..self }
    }

    /// The transcript, if its words are in memory.
    #[must_use]
    pub const fn transcript(&self) -> Option<&Arc<Transcript>> {
        match &self.body {
            Body::Read(transcript) => Some(transcript),
            Body::Kept(_) => None,
        }
    }

    /// The turns that share a byte with `span`, in order.
    pub(super) fn turns_in(&self, span: Span<Prose>) -> Vec<Turn> {
        match &self.body {
            Body::Read(transcript) => {
                let from = transcript.turns.partition_point(|turn| turn.span.end <= span.start);
                transcript.turns[from..].iter().take_while(|turn| turn.span.start < span.end).copied().collect()
            }
            Body::Kept(turns) => kept_in(turns, span).iter().map(KeptTurn::turn).collect(),
        }
    }

    /// The turn that holds byte `at` of the prose.
    pub(super) fn turn_at(&self, at: usize) -> Option<Turn> {
        self.turns_in(Span::new(at, at + 1)).first().copied()
    }

    /// Where its first word stands.
    pub(super) fn start(&self) -> usize {
        match &self.body {
            Body::Read(transcript) => transcript.turns.first().map_or(0, |turn| turn.span.start),
            Body::Kept(turns) => turns.first().map_or(0, |turn| turn.start as usize),
        }
    }
}

/// The kept turns that share a byte with `span`.
pub(super) fn kept_in(turns: &[KeptTurn], span: Span<Prose>) -> &[KeptTurn] {
    let from = turns.partition_point(|turn| turn.end as usize <= span.start);
    let count = turns[from..].iter().take_while(|turn| (turn.start as usize) < span.end).count();
    &turns[from..from + count]
}

/// The words of kept turns in `span`, cut out of their source, so that the byte `at` of the prose is at `at - span.start`.
/// `None` if they are not written there letter for letter.
pub(super) fn cut(turns: &[KeptTurn], span: Span<Prose>, source: &Source) -> Option<String> {
    let mut text = String::with_capacity(span.len());
    for turn in kept_in(turns, span) {
        let (start, end) = ((turn.start as usize).max(span.start), (turn.end as usize).min(span.end));
        // Between turns there are labels and the ends of blocks, which nobody said.
        text.extend(std::iter::repeat_n(' ', (start - span.start).saturating_sub(text.len())));
        let from = (turn.source != NONE).then(|| turn.source as usize + (start - turn.start as usize))?;
        let limit = from + (end - start);
        let limit = if end == turn.end as usize { limit } else { source.text.floor_char_boundary(limit) };
        text.push_str(source.text.get(from..limit)?);
    }
    Some(text)
}

/// Where `span` stands in the source, if the turns at its ends are written there letter for letter.
pub(super) fn locate(turns: &[KeptTurn], span: Span<Prose>) -> Option<Span<Source>> {
    let at = |at: usize, before: bool| {
        // The end of a span belongs to the turn before it.
        let last =
            turns.partition_point(|turn| if before { (turn.start as usize) < at } else { turn.start as usize <= at });
        let turn = turns.get(last.checked_sub(1)?)?;
        let is_in = turn.source != NONE && at <= turn.end as usize;
        is_in.then(|| turn.source as usize + (at - turn.start as usize))
    };
    let start = at(span.start, false)?;
    Some(Span::new(start, if span.is_empty() { start } else { at(span.end, true)? }))
}

fn kept_turns(transcript: &Transcript) -> Vec<KeptTurn> {
    let kept = |turn: &Turn| {
        let located = transcript.prose.locate(turn.span);
        KeptTurn {
            start: number(turn.span.start),
            end: number(turn.span.end),
            source: if located.verbatim { number(located.span.start) } else { NONE },
            speaker: turn.speaker.unwrap_or(NONE),
            time: turn.time.unwrap_or(NONE),
        }
    };
    transcript.turns.iter().map(kept).collect()
}

/// The speakers of a transcript, with the places of their labels, so that a kept index need not hold the names.
fn speakers(transcript: &Transcript) -> Vec<Speaker> {
    let mut firsts: Vec<Option<&Turn>> = vec![None; transcript.speakers.len()];
    for turn in &transcript.turns {
        if let Some(first) = turn.speaker.and_then(|speaker| firsts.get_mut(speaker as usize)) {
            first.get_or_insert(turn);
        }
    }
    let text = &transcript.source.text;
    let place = |name: &str, first: &Turn| {
        let end = text.floor_char_boundary(transcript.prose.locate(first.span).span.start);
        let start = text.floor_char_boundary(end.saturating_sub(LABEL_REACH));
        let at = start + text[start..end].rfind(name)?;
        Some(Span::new(at, at + name.len()))
    };
    let speaker = |(name, first): (&String, &Option<&Turn>)| Speaker {
        name: PersonName::new(name),
        place: first.and_then(|first| place(name, first)),
    };
    transcript.speakers.iter().zip(&firsts).map(speaker).collect()
}

/// A number of words or bytes. Files are at most 256 MiB each; a record past four billion words is not compared to its end.
pub(super) fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
