//! The source outside the sentence: the speaker of the quotation before, the subject of the sentence before or
//! behind, the paragraph that leads in with a colon.

use super::clause::main;
use super::cue::Shape;
use super::frame::Frame;
use super::subject::Way;
use super::words::Tags;
use super::{Attribution, Draft, How, phrase, turn};
use std::ops::Range;

pub fn attribute(draft: &mut Draft) {
    for b in 0..draft.frames.len() {
        let sentences = draft.frames[b].sentences.clone();
        let mut last: Option<Attribution> = None;
        for (n, range) in sentences.iter().enumerate() {
            if last.is_some() && !range.clone().any(|i| draft.frames[b].items[i].quote().is_some()) {
                // indirect speech in between names the speaker anew
                let frame = &draft.frames[b];
                let ties = super::cue::ties(frame, range.clone());
                if let Some(t) = ties.iter().find(|t| {
                    t.strength == 3
                        && t.shape == Shape::Active
                        && matches!(t.way, Way::Plain | Way::Apposition | Way::Adjacent)
                }) {
                    last = Some(Attribution::new(
                        How::SameParagraph,
                        frame.span(t.source.clone()),
                        Some(frame.span(t.cue.clone())),
                    ));
                }
                continue;
            }
            let mut stated = false;
            for i in range.clone() {
                let Some(q) = draft.frames[b].items[i].quote() else { continue };
                if draft.found[q].attribution.is_none()
                    && !matches!(draft.found[q].form, super::Form::Title | super::Form::Term)
                {
                    let step = from_neighbours(draft, b, n, i, last.as_ref());
                    match step {
                        Some(a) => {
                            let said = &draft.input.text[a.source.start..a.source.end];
                            draft.found[q].reasons.push(format!("carried over: “{said}” ({})", a.how.name()));
                            draft.found[q].attribution = Some(a);
                        }
                        None => draft.found[q].reasons.push("neighbouring sentences: no speaker".into()),
                    }
                }
                // a fragment behind a statement of the same sentence does not change the speaker
                let fragment = |a: &Attribution| matches!(a.how, How::Embedded | How::Weak | How::Noun | How::Passive);
                if let Some(a) = &draft.found[q].attribution {
                    if !(stated && fragment(a)) {
                        last = Some(a.clone())
                    }
                    stated |= !fragment(a);
                }
            }
        }
    }
}

/// What somebody does beside a few words of speech takes no more words: S shook his head. “No.”
const BEAT: usize = 16;

fn from_neighbours(draft: &Draft, b: usize, n: usize, at: usize, last: Option<&Attribution>) -> Option<Attribution> {
    let frame = &draft.frames[b];
    let range = frame.sentences[n].clone();
    let leads = at == range.start;
    // a further quotation after an attributed one in the paragraph
    let q = frame.items[at].quote()?;
    let long = draft.found[q].words >= super::verdict::LONG;
    let closes = long || frame.items[at].flags & super::frame::ENDS != 0;
    if let Some(last) = last.filter(|_| leads || closes) {
        return Some(Attribution { how: How::SameParagraph, inner: None, ..last.clone() });
    }
    if !leads || !closes {
        return None;
    }
    let whole = frame.items[at].flags & super::frame::COMMA_INSIDE == 0;
    let beside = |range: Range<usize>, how: How| {
        let source = main(frame, range.end.min(range.start + phrase::REACH), range.start)?.phrase;
        let beat = whole && (how == How::PreviousSentence || range.len() <= BEAT);
        // “It was not a mood for compromise.” tells of nobody who speaks.
        let head = &frame.items[source.clone()];
        let nobody =
            how == How::PreviousSentence && head.len() == 1 && head[0].is(Tags::THING) && !head[0].is(Tags::OTHER);
        let fits = long && !nobody || beat && phrase::person(frame, &source);
        fits.then(|| Attribution::new(how, frame.span(source), None))
    };
    if let Some(found) = credit_line(draft, b, n) {
        return Some(found);
    }
    // S was blunt. “Q”
    if let Some(found) = n.checked_sub(1).and_then(|n| beside(frame.sentences[n].clone(), How::PreviousSentence)) {
        return Some(found);
    }
    // “Q” S shook his head.
    if let Some(found) = frame.sentences.get(n + 1).and_then(|next| beside(next.clone(), How::NextSentence)) {
        return Some(found);
    }
    if n > 0 {
        return None;
    }
    if let Some(found) = signature(draft, b).or_else(|| lead_in(draft, b.checked_sub(1)?)) {
        return Some(found);
    }
    if !turn::alone(frame) || b == 0 {
        return None;
    }
    if turn::dialogue(draft, b) {
        return turn::alternate(draft, b);
    }
    paragraph_before(draft, b - 1, long)
}

/// The paragraph before ends with a colon: its last sentence names the speaker.
fn lead_in(draft: &Draft, b: usize) -> Option<Attribution> {
    let frame: &Frame = &draft.frames[b];
    if frame.items.last()?.mark() != Some(':') {
        return None;
    }
    let range = frame.sentences.last()?.clone();
    let ties = super::cue::ties(frame, range.clone());
    if let Some(t) = ties.iter().rev().find(|t| t.strength >= 2) {
        return Some(Attribution::new(
            How::PreviousParagraph,
            frame.span(t.source.clone()),
            Some(frame.span(t.cue.clone())),
        ));
    }
    let s = main(frame, range.end, range.start)?;
    Some(Attribution::new(How::PreviousParagraph, frame.span(s.phrase), None))
}

/// A paragraph that is nothing but a quotation goes on with the speaker of the paragraph before, if that ends in speech.
fn paragraph_before(draft: &Draft, b: usize, long: bool) -> Option<Attribution> {
    let frame = &draft.frames[b];
    let range = frame.sentences.last()?.clone();
    let quoted = range.clone().rev().find_map(|i| frame.items[i].quote());
    if let Some(a) = quoted.and_then(|q| draft.found[q].attribution.clone()) {
        let how = if matches!(a.how, How::Continued | How::Farther) { How::Farther } else { How::Continued };
        return Some(Attribution { how, ..a });
    }
    if !long {
        return None;
    }
    let ties = super::cue::ties(frame, range);
    let t = ties.iter().find(|t| t.strength >= 2 && t.shape == Shape::Active)?;
    Some(Attribution::new(How::SpokenOf, frame.span(t.source.clone()), Some(frame.span(t.cue.clone()))))
}

/// A pull quote’s credit has no more words: a name and what the person is.
const CREDIT: usize = 16;

/// A line under the quotation that is only a name and what the person is: "Anna Holm, harbour pilots' union".
fn credit_line(draft: &Draft, b: usize, n: usize) -> Option<Attribution> {
    let frame = &draft.frames[b];
    let (frame, line) = match frame.sentences.get(n + 1) {
        Some(line) if n + 2 == frame.sentences.len() => (frame, line.clone()),
        None if turn::alone(frame) => draft.frames.get(b + 1).map(|below| (below, 0..below.items.len()))?,
        _ => return None,
    };
    let items = &frame.items[line.clone()];
    let tagged = line.len() <= CREDIT && items.iter().all(|item| item.word() || item.comma());
    let name = line.clone().take_while(|&k| tagged && frame.items[k].name()).count();
    let (source, behind) = (line.start..line.start + name, line.start + name..line.end);
    let plain =
        behind.len() > 1 && frame.items[behind.start].comma() && !behind.clone().any(|k| phrase::verb(frame, k));
    (name >= 2 && plain && phrase::person(frame, &source))
        .then(|| Attribution::new(How::Signature, frame.span(source), None))
}

/// A line behind the quotation that is only a dash and a name: "- Sanders."
fn signature(draft: &Draft, b: usize) -> Option<Attribution> {
    let frame = draft.frames.get(b + 1)?;
    let first = frame.items.first()?;
    if !first.dash() && first.mark() != Some('-') || frame.items.len() > 24 || !frame.items.get(1)?.name() {
        return None;
    }
    let phrase = super::phrase::starting_at(frame, 1, frame.items.len())?;
    Some(Attribution::new(How::Signature, frame.span(phrase), Some(first.span)))
}
