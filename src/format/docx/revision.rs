//! Changes of the text, made in the XML that holds it.

use super::body::Body;
use crate::text::{Edit, Span, apply};
use quick_xml::escape::partial_escape;
use std::ops::Range;

/// `xml` with `edits` made, which are sorted and do not overlap; `None` where the elements of `body` cannot hold them: where
/// one takes away what is no word, such as a tab or the end of a paragraph, or would part a paragraph.
pub(super) fn revise(xml: &str, body: &Body, edits: &[Edit]) -> Option<String> {
    let mut replaced: Vec<(Range<usize>, String)> = Vec::new();
    let mut of_run: Vec<(usize, Vec<Edit>)> = Vec::new(); // indices of runs, in order
    for edit in edits {
        if edit.text.contains(['\n', '\r']) {
            replaced.push(paragraph(body, edit)?);
            continue;
        }
        for (run, part) in shares(body, edit)? {
            match of_run.last_mut() {
                Some((last, parts)) if *last == run => parts.push(part),
                _ => of_run.push((run, vec![part])),
            }
        }
    }
    for (run, edits) in of_run {
        let run = &body.runs[run];
        let words = apply(run.span.of(&body.text), &edits);
        replaced.push((run.xml.clone(), format!("<w:t xml:space=\"preserve\">{}", partial_escape(words))));
    }
    replaced.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(xml.len());
    let mut at = 0;
    for (range, text) in &replaced {
        out.push_str(xml.get(at..range.start)?);
        out.push_str(text);
        at = range.end;
    }
    out.push_str(xml.get(at..)?);
    Some(out)
}

/// What `edit` does in each run that it touches, at places of that run. The new words go where the old ones began.
fn shares(body: &Body, edit: &Edit) -> Option<Vec<(usize, Edit)>> {
    let Span { start, end, .. } = edit.span;
    let first =
        body.runs.partition_point(|run| run.span.end < start || (run.span.end == start && !edit.span.is_empty()));
    let mut shares: Vec<(usize, Edit)> = Vec::new();
    let mut at = start;
    for (index, run) in body.runs.iter().enumerate().skip(first) {
        if run.span.start > at {
            break;
        }
        let upto = end.min(run.span.end);
        let span = Span::new(at - run.span.start, upto - run.span.start);
        let text = if shares.is_empty() { edit.text.clone() } else { String::new() };
        shares.push((index, Edit { span, text }));
        at = upto;
        if at == end {
            break;
        }
    }
    (at == end && !shares.is_empty()).then_some(shares)
}

/// A whole paragraph before or after another one: where it goes, and its XML.
fn paragraph(body: &Body, edit: &Edit) -> Option<(Range<usize>, String)> {
    let at = edit.span.start;
    let beside = body.paragraphs.iter().find(|paragraph| paragraph.span.start <= at && at <= paragraph.span.end)?;
    let place = if at == beside.span.end && edit.text.starts_with('\n') {
        beside.xml.end
    } else if at == beside.span.start && edit.text.ends_with('\n') {
        beside.xml.start
    } else {
        return None;
    };
    if !edit.span.is_empty() {
        return None;
    }
    let words = edit.text.split('\n').filter(|line| !line.trim().is_empty());
    let xml = words
        .map(|line| format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", partial_escape(line.trim())));
    Some((place..place, xml.collect()))
}
