//! `json`: version 1 of the sheet for programs. Byte offsets into the file.

use super::{Form, Place, RecordPlace, RecordRow, Row, Share, Sheet};
use crate::report::Look;
use crate::report::lazy::Lazy;
use serde::Serialize;
use std::io::{self, Write};

/// The form.
pub struct Json;

/// Fields may be added within a version; none changes its meaning or goes away.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Wire<L> {
    version: u32,
    /// A list of [`WireFile`].
    files: L,
}

#[derive(Serialize)]
struct WireFile<'a> {
    path: &'a str,
    quotes: Vec<WireQuote<'a>>,
}

#[derive(Serialize)]
struct WireQuote<'a> {
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<&'a str>,
    words: usize,
    form: &'static str,
    verdict: Option<&'static str>,
    /// How far to trust the source; null where there is none.
    confidence: Option<&'static str>,
    source: Option<WireSource<'a>>,
    cue: Option<WirePlace<'a>>,
    reasons: &'a [String],
    /// What the record has; absent without a record and for titles.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<WireRecord<'a>>,
}

#[derive(Serialize)]
struct WireRecord<'a> {
    verdict: &'a str,
    level: Option<&'a str>,
    passage: Option<WirePassage<'a>>,
    others: Vec<WirePassage<'a>>,
    /// Who said it, as the record names the speaker.
    speaker: Option<&'a str>,
    differences: Vec<WireDifference<'a>>,
}

#[derive(Serialize)]
struct WirePassage<'a> {
    path: &'a str,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    time: Option<&'a str>,
    /// Only with `--quote-record`.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct WireDifference<'a> {
    kind: &'a str,
    draft: [usize; 2],
    record: [usize; 2],
    draft_text: &'a str,
    record_text: &'a str,
}

fn passage(of: &RecordPlace) -> WirePassage<'_> {
    WirePassage {
        path: &of.path,
        start: of.span.start,
        end: of.span.end,
        line: of.at.line,
        column: of.at.column,
        time: of.time.as_deref(),
        text: of.words.as_deref(),
    }
}

fn record(of: &RecordRow) -> WireRecord<'_> {
    WireRecord {
        verdict: of.verdict,
        level: of.level,
        passage: of.passage.as_ref().map(passage),
        others: of.others.iter().map(passage).collect(),
        speaker: of.passage.as_ref().and_then(|passage| passage.speaker.as_deref()),
        differences: of
            .differences
            .iter()
            .map(|of| WireDifference {
                kind: of.kind,
                draft: [of.draft.span.start, of.draft.span.end],
                record: [of.record.start, of.record.end],
                draft_text: &of.draft.read,
                record_text: &of.record_read,
            })
            .collect(),
    }
}

#[derive(Serialize)]
struct WireSource<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<&'a str>,
    person: Option<&'a str>,
    /// Whom the source quotes.
    inner: Option<WirePlace<'a>>,
}

#[derive(Serialize)]
struct WirePlace<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    read: Option<&'a str>,
}

/// The words as a reader sees them, if the file has markup between them or writes them in another way.
fn read(of: &Place) -> Option<&str> {
    (of.read != of.text).then_some(of.read.as_str())
}

impl<'a> From<&'a Place> for WirePlace<'a> {
    fn from(of: &'a Place) -> Self {
        Self { start: of.span.start, end: of.span.end, text: &of.text, read: read(of) }
    }
}

#[derive(Serialize)]
struct WireShares<'a> {
    version: u32,
    speakers: Vec<WireShare<'a>>,
}

#[derive(Serialize)]
struct WireShare<'a> {
    speaker: Option<&'a str>,
    quotes: usize,
    words: usize,
    share: f64,
}

impl Form for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "everything, for programs; version 1"
    }

    fn quotes(&self, sheets: &[Sheet], _: Look, out: &mut dyn Write) -> io::Result<()> {
        let files = Lazy(|| sheets.iter().map(file));
        serde_json::to_writer_pretty(&mut *out, &Wire { version: VERSION, files })?;
        writeln!(out)
    }

    fn shares(&self, shares: &[Share], _: Look, out: &mut dyn Write) -> io::Result<()> {
        let all: usize = shares.iter().map(|share| share.words).sum();
        let speakers = shares.iter().map(|share| WireShare {
            speaker: share.speaker.as_deref(),
            quotes: share.quotes,
            words: share.words,
            share: if all == 0 { 0.0 } else { (share.words as f64 / all as f64 * 1e4).round() / 1e4 },
        });
        serde_json::to_writer_pretty(&mut *out, &WireShares { version: VERSION, speakers: speakers.collect() })?;
        writeln!(out)
    }
}

fn file(sheet: &Sheet) -> WireFile<'_> {
    WireFile { path: &sheet.path, quotes: sheet.quotes.iter().map(quote).collect() }
}

fn quote(row: &Row) -> WireQuote<'_> {
    WireQuote {
        start: row.quote.span.start,
        end: row.quote.span.end,
        line: row.at.line,
        column: row.at.column,
        text: &row.quote.text,
        read: read(&row.quote),
        words: row.words,
        form: row.form,
        verdict: row.verdict,
        confidence: row.confidence,
        source: row.source.as_ref().map(|of| WireSource {
            start: of.span.start,
            end: of.span.end,
            text: &of.text,
            read: read(of),
            person: row.person.as_deref(),
            inner: row.inner.as_ref().map(WirePlace::from),
        }),
        cue: row.cue.as_ref().map(WirePlace::from),
        reasons: &row.reasons,
        record: row.record.as_ref().map(record),
    }
}
