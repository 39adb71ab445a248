//! What the record has for a quotation: the verdict, the passage and what differs, with places in both files.

use super::Place;
use crate::analysis::Article;
use crate::record::{Compared, Difference, Passage, Record, clock};
use crate::text::{Position, Source, Span};

/// A quotation compared with the record.
#[derive(Clone, Debug)]
pub struct RecordRow {
    /// As [`Verdict::name`](crate::record::Verdict::name) says it.
    pub verdict: &'static str,
    /// How much it matters; `None` where nothing is wrong.
    pub level: Option<&'static str>,
    /// Where the words were said.
    pub passage: Option<RecordPlace>,
    /// Other places with the same words.
    pub others: Vec<RecordPlace>,
    /// What differs, in order of the draft.
    pub differences: Vec<DifferenceRow>,
}

/// A passage in a file of the record.
#[derive(Clone, Debug)]
pub struct RecordPlace {
    /// The name of the file.
    pub path: String,
    /// The bytes.
    pub span: Span<Source>,
    /// Its first character.
    pub at: Position,
    /// When it was said, as `12:04`.
    pub time: Option<String>,
    /// Who said it.
    pub speaker: Option<String>,
    /// The words, unless they must not leave the machine.
    pub words: Option<String>,
}

/// A difference in both files.
#[derive(Clone, Debug)]
pub struct DifferenceRow {
    /// As [`DifferenceKind::name`](crate::record::DifferenceKind::name) says it.
    pub kind: &'static str,
    /// Whether it may change what was said.
    pub counts: bool,
    /// The words of the draft; none where words were left out.
    pub draft: Place,
    /// The bytes of the record; none where words were put in.
    pub record: Span<Source>,
    /// The words of the record as they are read.
    pub record_read: String,
}

impl RecordRow {
    pub(super) fn new(record: &Record, compared: &Compared, source: &Source, article: &Article) -> Self {
        Self {
            verdict: compared.verdict.name(),
            level: compared.level.map(|level| level.name()),
            passage: compared.passage.as_ref().map(|passage| place(record, passage)),
            others: compared.others.iter().map(|passage| place(record, passage)).collect(),
            differences: compared.differences.iter().map(|of| difference(record, of, source, article)).collect(),
        }
    }

    /// What differs, in a few words: “three” for “four”.
    #[must_use]
    pub fn differs(&self) -> String {
        let told = self.differences.iter().filter(|difference| difference.counts).map(|difference| {
            let (draft, record) = (difference.draft.read.as_str(), difference.record_read.as_str());
            match difference.kind {
                "dropped" => format!("without “{record}”"),
                "added" => format!("“{draft}” added"),
                "joined" => format!("“{draft}” from another place"),
                _ => format!("“{draft}” for “{record}”"),
            }
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

fn place(record: &Record, passage: &Passage) -> RecordPlace {
    let place = record.place(passage);
    RecordPlace {
        path: place.source.name.clone(),
        span: place.span,
        at: place.source.position(place.span.start),
        time: place.time.map(clock),
        speaker: place.speaker,
        words: Some(place.words),
    }
}

fn difference(record: &Record, of: &Difference, source: &Source, article: &Article) -> DifferenceRow {
    let span = article.prose.locate(of.draft).span;
    let spoken = record.place(&of.record);
    DifferenceRow {
        kind: of.kind.name(),
        counts: of.kind.counts(),
        draft: Place { span, text: source.slice(span).to_owned(), read: article.slice(of.draft).to_owned() },
        record: spoken.span,
        record_read: spoken.words,
    }
}
