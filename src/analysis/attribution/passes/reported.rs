//! Indirect speech: sentences without a quotation that say who said something, as in “the bridge is safe, Holm said”.
//!
//! No rule needs it, so it is read only when somebody counts sources.

use crate::analysis::attribution::draft::{Draft, Place};
use crate::analysis::attribution::grammar::tie::{Shape, Tie};
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use crate::analysis::attribution::model::{Attributed, Attribution, Certainty, Form, How};
use std::ops::Range;

/// Adds to the quotations of `draft` the sentences of the blocks for which `is_read` holds that report speech, so that both
/// stand in the order of the text. Says for each whether it was added.
pub fn add(draft: &mut Draft, is_read: impl Fn(usize) -> bool) -> Vec<bool> {
    let mut all: Vec<(Attributed, Vec<Place>, bool)> = Vec::new();
    for block in (0..draft.paragraphs.len()).filter(|&block| is_read(block)) {
        let paragraph = &draft.paragraphs[block];
        for sentence in &paragraph.sentences {
            all.extend(report(paragraph, sentence).map(|(found, item)| (found, vec![Place { block, item }], true)));
        }
    }
    let quotes = std::mem::take(&mut draft.found).into_iter().zip(std::mem::take(&mut draft.places));
    all.extend(quotes.map(|(found, places)| (found, places, false)));
    all.sort_by_key(|(found, _, _)| found.span);
    let mut added = Vec::with_capacity(all.len());
    for (found, places, is_added) in all {
        draft.found.push(found);
        draft.places.push(places);
        added.push(is_added);
    }
    added
}

/// The speech that a sentence without a quotation reports, and the item at which its source begins.
fn report(paragraph: &Paragraph, sentence: &Range<usize>) -> Option<(Attributed, usize)> {
    if sentence.is_empty() || paragraph.slice(sentence).iter().any(|item| item.quote().is_some()) {
        return None;
    }
    let tie = paragraph.ties_in(sentence).iter().find(|tie| is_clear(paragraph, tie))?;
    let (source, cue) = (paragraph.span(tie.source.clone()), paragraph.span(tie.cue.clone()));
    let how = if tie.shape == Shape::According { How::According } else { How::ClauseEnd };
    let found = Attributed {
        span: paragraph.span(sentence.clone()),
        words: 0,
        form: Form::Speech,
        attribution: Some(Attribution::in_sentence(how, source, Some(cue))),
        verdict: None,
        certainty: Certainty::default(),
        reason: None,
    };
    Some((found, tie.source.start))
}

/// Whether a tie clearly says that somebody said something: a verb of speech with its own subject that is not denied.
fn is_clear(paragraph: &Paragraph, tie: &Tie) -> bool {
    let items = &paragraph.items;
    let said = match tie.shape {
        Shape::Active => tie.has_own_subject(),
        Shape::Inverted | Shape::According => true,
        Shape::Passive | Shape::Noun => false,
    };
    let from = tie.source.end.min(tie.cue.start);
    let denied = items[from..tie.cue.end].iter().any(|item| item.is(Tags::NEGATION));
    tie.strength == 3 && said && !denied
}
