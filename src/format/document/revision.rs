//! Edits of a document's text, made in the markup that holds it.

use super::body::{Body, Paragraph, Run};
use crate::text::{Edit, Span, apply};
use std::ops::Range;

/// Bytes of the markup and what replaces them.
pub type Replacement = (Range<usize>, String);

/// How a format writes words.
pub trait Markup {
    /// The markup of `run` with other words.
    fn words(&self, run: &Run, words: &str) -> String;

    /// The markup of a paragraph with these words, without a style.
    fn paragraph(&self, words: &str) -> String;
}

/// The replacements in the markup that make `edits`, which are sorted and do not overlap, in `text`; both are sorted by place.
/// `None` if the elements of `body` cannot hold the edits: if one removes what is not a word, such as a tab or the end of
/// a paragraph, or would split a paragraph.
pub fn replacements(text: &str, body: &Body, edits: &[Edit], by: &dyn Markup) -> Option<Vec<Replacement>> {
    let mut replacements: Vec<Replacement> = Vec::new();
    let mut by_run: Vec<(usize, Vec<Edit>)> = Vec::new(); // indices of runs, ascending
    for edit in edits {
        if edit.text.contains(['\n', '\r']) {
            replacements.push(paragraphs(body, edit, by)?);
            continue;
        }
        for (run, share) in shares(body, edit)? {
            match by_run.last_mut() {
                Some((last, shares)) if *last == run => shares.push(share),
                _ => by_run.push((run, vec![share])),
            }
        }
    }
    for (run, edits) in by_run {
        let run = &body.runs[run];
        replacements.push((run.markup.clone(), by.words(run, &apply(run.span.of(text), &edits))));
    }
    replacements.sort_by_key(|(range, _)| (range.start, range.end));
    Some(replacements)
}

/// `markup` with `replacements` made, which are sorted; `None` if they overlap.
pub fn replace(markup: &str, replacements: &[Replacement]) -> Option<String> {
    let mut out = String::with_capacity(markup.len());
    let mut at = 0;
    for (range, text) in replacements {
        out.push_str(markup.get(at..range.start)?);
        out.push_str(text);
        at = range.end;
    }
    out.push_str(markup.get(at..)?);
    Some(out)
}

/// The parts of `edit` that fall to the runs it touches, each with its place within the run. The new words go into the
/// first of these runs, and so look as the old ones began. `None` if the edit removes what is not a word.
pub fn shares(body: &Body, edit: &Edit) -> Option<Vec<(usize, Edit)>> {
    let Span { start, end, .. } = edit.span;
    let first =
        body.runs.partition_point(|run| run.span.end < start || (run.span.end == start && !edit.span.is_empty()));
    let mut shares: Vec<(usize, Edit)> = Vec::new();
    let mut at = start;
    for (index, run) in body.runs.iter().enumerate().skip(first) {
        if run.span.start > at {
            break; // something that is not a word stands between this run and the one before
        }
        let share_end = end.min(run.span.end);
        let span = Span::new(at - run.span.start, share_end - run.span.start);
        let text = if shares.is_empty() { edit.text.clone() } else { String::new() };
        shares.push((index, Edit { span, text }));
        at = share_end;
        if at == end {
            break;
        }
    }
    (at == end && !shares.is_empty()).then_some(shares)
}

/// Whole paragraphs before or after another one.
fn paragraphs(body: &Body, edit: &Edit, by: &dyn Markup) -> Option<Replacement> {
    let (place, _) = place_of_paragraphs(body, edit)?;
    Some((place..place, lines(edit).map(|line| by.paragraph(line)).collect()))
}

/// Where in the markup the paragraphs go that `edit` adds, and the paragraph that they stand before or after. `None` if it
/// does something else too.
pub fn place_of_paragraphs<'a>(body: &'a Body, edit: &Edit) -> Option<(usize, &'a Paragraph)> {
    let at = edit.span.start;
    let next = body.paragraphs.partition_point(|paragraph| paragraph.span.end < at);
    let paragraph = body.paragraphs.get(next).filter(|paragraph| paragraph.span.start <= at && edit.span.is_empty())?;
    if at == paragraph.span.end && edit.text.starts_with('\n') {
        Some((paragraph.markup.end, paragraph))
    } else if at == paragraph.span.start && edit.text.ends_with('\n') {
        Some((paragraph.markup.start, paragraph))
    } else {
        None
    }
}

/// The words of each paragraph that `edit` adds.
pub fn lines(edit: &Edit) -> impl Iterator<Item = &str> {
    edit.text.split('\n').map(str::trim).filter(|line| !line.is_empty())
}
