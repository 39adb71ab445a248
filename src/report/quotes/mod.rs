//! The fact-checker's sheet: every quotation of a draft, who said it, and how sure that is.
//!
//! A new form is a file here and a line in [`FORMS`]. What the engine found is in [`Attributed`]; here it gets its place
//! in the file, and the speaker a name to count by.

mod csv;
mod json;
mod markdown;
mod reasons;
mod record;
mod table;

pub use record::{DifferenceRow, RecordPlace, RecordRow};

use super::Look;
use crate::analysis::{Article, Attributed, Tags};
use crate::lint::Reading;
use crate::prose::Prose;
use crate::record::{Compared, Record};
use crate::text::{Position, Source, Span};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The quotations of a draft.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The draft's name.
    pub path: String,
    /// In order.
    pub quotes: Vec<Row>,
}

/// A quotation in the file.
#[derive(Clone, Debug)]
pub struct Row {
    /// The quotation.
    pub quote: Place,
    /// Its first character.
    pub at: Position,
    /// How many words.
    pub words: usize,
    /// As [`Form::name`](crate::analysis::Form::name) says it.
    pub form: &'static str,
    /// As [`Verdict::name`](crate::analysis::Verdict::name) says it; for speech and blocks.
    pub verdict: Option<&'static str>,
    /// How far to trust the source, where there is one.
    pub confidence: Option<&'static str>,
    /// The words that name the source.
    pub source: Option<Place>,
    /// The full name that they resolve to.
    pub person: Option<String>,
    /// The words that name the speaker whom the source quotes.
    pub inner: Option<Place>,
    /// The words that tie the source to the quotation.
    pub cue: Option<Place>,
    /// Each step that was tried.
    pub reasons: Vec<String>,
    /// What the record has, if the draft has a record.
    pub record: Option<RecordRow>,
    speaker: Option<String>,
}

/// Words and where they stand in the file.
#[derive(Clone, Debug)]
pub struct Place {
    /// The bytes.
    pub span: Span<Source>,
    /// The words, as the file has them.
    pub text: String,
    /// The words as they are read: entities are what they stand for, and no markup stands between them.
    pub read: String,
}

impl Row {
    /// The full name if it is known, else the words that name the source.
    #[must_use]
    pub fn speaker(&self) -> Option<&str> {
        self.speaker.as_deref()
    }
}

/// How much of the speech one speaker has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The speaker; `None` for speech that nobody is named as saying.
    pub speaker: Option<String>,
    /// How many quotations.
    pub quotes: usize,
    /// How many words they have.
    pub words: usize,
}

/// A form of the sheet.
pub trait Form: Sync {
    /// As `--format` names it.
    fn name(&self) -> &'static str;
    /// What it is for, in a line.
    fn about(&self) -> &'static str;
    /// Writes every quotation.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn quotes(&self, sheets: &[Sheet], look: Look, out: &mut dyn Write) -> io::Result<()>;
    /// Writes what each speaker has.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    fn shares(&self, shares: &[Share], look: Look, out: &mut dyn Write) -> io::Result<()>;
}

/// All forms; the first is the default.
pub const FORMS: &[&dyn Form] = &[&table::Table, &json::Json, &csv::Csv, &markdown::Markdown];

/// The form called `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn Form> {
    FORMS.iter().copied().find(|form| form.name() == name)
}

impl Sheet {
    /// The sheet of a draft.
    #[must_use]
    pub fn new(reading: &Reading) -> Self {
        let mut sheet = Self::of(reading.source(), reading.article());
        if let Some((record, compared)) = reading.record() {
            sheet.hold_against(record, compared, reading);
        }
        sheet
    }

    /// Adds to each quotation what the record has.
    fn hold_against(&mut self, record: &Record, compared: &[Compared], reading: &Reading) {
        let (source, article) = (reading.source(), reading.article());
        for compared in compared {
            let span = article.prose.locate(compared.quote).span;
            let Some(row) = self.quotes.iter_mut().find(|row| row.quote.span == span) else { continue };
            row.record = Some(RecordRow::new(record, compared, source, article));
        }
    }

    /// The sheet with places in the record, but without the passages, which may be confidential. Only the words that
    /// differ stay.
    #[must_use]
    pub fn without_words_of_record(mut self) -> Self {
        for row in self.quotes.iter_mut().filter_map(|row| row.record.as_mut()) {
            row.passage.iter_mut().chain(&mut row.others).for_each(|place| place.words = None);
        }
        self
    }

    fn of(source: &Source, article: &Article) -> Self {
        let quotes = article.attributions.iter().map(|quote| row(source, article, quote)).collect();
        Self { path: source.name.clone(), quotes }
    }
}

fn row(source: &Source, article: &Article, quote: &Attributed) -> Row {
    let place = |span: Span<Prose>| {
        let read = article.slice(span).to_owned();
        let span = article.prose.locate(span).span;
        Place { span, text: source.slice(span).to_owned(), read }
    };
    let attribution = quote.attribution.as_ref();
    let person = attribution.and_then(|attribution| attribution.person.clone());
    let speaker = || attribution.map(|attribution| speaker(article, attribution.source).to_owned());
    let of = place(quote.span);
    Row {
        at: source.position(of.span.start),
        quote: of,
        words: quote.words,
        form: quote.form.name(),
        verdict: quote.verdict.map(|verdict| verdict.name()),
        confidence: quote.attribution.as_ref().map(|found| found.how.confidence().name()),
        source: attribution.map(|attribution| place(attribution.source)),
        speaker: person.clone().or_else(speaker),
        person,
        inner: attribution.and_then(|attribution| attribution.inner).map(place),
        cue: attribution.and_then(|attribution| attribution.cue).map(place),
        record: None,
        reasons: quote.steps().iter().map(|step| reasons::in_words(step, article)).collect(),
    }
}

/// The words that name a source, without a relative pronoun that links it to its verb: “Holm, who” gives “Holm”.
fn speaker(article: &Article, source: Span<Prose>) -> &str {
    let words = article.slice(source);
    match words.rsplit_once(", ") {
        Some((name, last)) if article.language.speech.tags(last).has(Tags::PERSON_RELATIVE) => name,
        _ => words,
    }
}

/// What each speaker has of the speech in `sheets`; who has most words first, speech of nobody last.
#[must_use]
pub fn shares(sheets: &[Sheet]) -> Vec<Share> {
    let mut by_speaker: BTreeMap<Option<&str>, Share> = BTreeMap::new();
    for row in sheets.iter().flat_map(|sheet| &sheet.quotes).filter(|row| row.verdict.is_some()) {
        let share = by_speaker.entry(row.speaker()).or_default();
        share.quotes += 1;
        share.words += row.words;
    }
    let mut shares: Vec<Share> =
        by_speaker.into_iter().map(|(speaker, share)| Share { speaker: speaker.map(str::to_owned), ..share }).collect();
    shares.sort_by(|one, other| {
        (one.speaker.is_none(), other.words, &one.speaker).cmp(&(other.speaker.is_none(), one.words, &other.speaker))
    });
    shares
}

/// `part` of the words of all `shares`, in tenths of a per cent, as “12.5”.
fn per_cent(part: usize, shares: &[Share]) -> String {
    let all: usize = shares.iter().map(|share| share.words).sum();
    let tenths = (part * 1_000 + all / 2).checked_div(all).unwrap_or(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet_of(text: &str) -> Sheet {
        let source = Source::new("draft.txt", text);
        Sheet::of(&source, &Article::new(&source, crate::format::read(&source), &crate::language::Language::english()))
    }

    #[test]
    fn speakers_are_counted_by_their_full_names() {
        let sheet = sheet_of(
            "The bridge will be closed for repairs until the end of the year.\n\n“It is not safe for lorries,” said Anna \
             Holm, an engineer. “We will mend it in spring.”\n\n“I told them so,” Holm said.\n",
        );
        let all = shares(&[sheet]);
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].speaker.as_deref(), all[0].quotes), (Some("Anna Holm"), 3));
        assert_eq!(per_cent(all[0].words, &all), "100.0");
    }

    #[test]
    fn every_form_writes_both_sheets() {
        let sheets = [sheet_of("“Go | on,” she said. He was some “odd, old man” of the hills.\n")];
        for form in FORMS {
            let mut out = Vec::new();
            form.quotes(&sheets, Look::default(), &mut out).expect("memory takes it");
            form.shares(&shares(&sheets), Look::default(), &mut out).expect("memory takes it");
            let text = String::from_utf8(out).expect("forms write UTF-8");
            assert!(text.contains("she") && text.contains("odd, old man"), "{}: {text}", form.name());
        }
    }
}
