//! Sources directly after the quotation: “Q,” S said; “Q,” said S; “Q,” according to S; “Q!” S barked.

use super::choice::{Around, Choice};
use super::reach::is_aside;
use crate::analysis::attribution::grammar::tie::{Shape, Tie};
use crate::analysis::attribution::grammar::verb::Way;
use crate::analysis::attribution::grammar::{REACH, Tags};
use crate::analysis::attribution::model::How;

/// Items after the quotation among which a source of any verb stands.
const NEAR: usize = 24;

/// The tie with nothing but its source between the quotation and the cue; else any verb next to somebody.
pub fn after(around: &Around) -> Option<Choice> {
    let items = &around.paragraph.items;
    let separates = |at: &usize| items[*at].sets_off() || items[*at].mark() == Some('.');
    let first = (around.at + 1..around.sentence.end).find(|at| !separates(at)).unwrap_or(around.sentence.end);
    let leads = leads(around);
    if let Some(choice) = around.right.iter().take(3).find_map(|tie| by_tie(around, tie, first, leads)) {
        return Some(choice);
    }
    // “Q!” cheered S: after a full stop inside the marks the quotation would have ended its sentence.
    let open = first > around.at + 1 || items[around.at].is(Tags::COMMA_INSIDE.or(Tags::EXCLAIMS));
    if leads && open { by_any_verb(around, first) } else { None }
}

/// Whether only quotations, marks and conjunctions stand before it in its sentence.
fn leads(around: &Around) -> bool {
    let before = &around.paragraph.items[around.sentence.start..around.at];
    before.len() <= REACH
        && before.iter().all(|item| item.quote().is_some() || item.mark().is_some() || item.is(Tags::COORDINATOR))
}

fn by_tie(around: &Around, tie: &Tie, first: usize, leads: bool) -> Option<Choice> {
    let start = tie.start();
    if start <= around.at || !is_adjacent(around, start, first, leads) {
        return None;
    }
    // A verb that has its subject elsewhere does not stand next to it: “Q,” rose and said …
    let borrowed = matches!(tie.way, Way::Controlled | Way::Shared | Way::Infinitive | Way::Reduced);
    if borrowed && !(tie.way == Way::Infinitive && leads) {
        return None;
    }
    if tie.strength < 2 && !leads {
        return None;
    }
    // Inside a sentence of the writer “S said” must look like an aside: “Q,” S said.
    let separated = first > around.at + 1 || around.comma_inside();
    let aside = tie.strength >= 2 && separated && is_aside(around, tie) && !is_introduced(around, tie);
    match tie.shape {
        Shape::According => Some(Choice::of(How::According, tie)),
        Shape::Inverted => Some(Choice::of(How::AfterInverted, tie)),
        Shape::Active if leads || aside => Some(Choice::of(How::After, tie)),
        // “Q,” as put by S
        Shape::Passive if around.paragraph.items[start - 1].is(Tags::AS) => Some(Choice::of(How::Passive, tie)),
        Shape::Active | Shape::Passive | Shape::Noun => None,
    }
}

/// “On the loud “Tides,” Moen sings of the sea”: the quotation stands in the introduction, and the words after it are the sentence.
fn is_introduced(around: &Around, tie: &Tie) -> bool {
    let items = &around.paragraph.items;
    let start = around.sentence.start;
    let small = |at: usize| items[at].is(Tags::PREPOSITION.or(Tags::DETERMINER)) || around.paragraph.nominal(at);
    let introduction = items[start].is(Tags::PREPOSITION) && (start..around.at).all(small);
    introduction && items.get(tie.cue.end).is_some_and(|next| next.word() && !next.is(Tags::TIME))
}

/// Whether the tie starts at `first`, the item after the quotation and its marks, or only adverbs or the words of a
/// phrase stand between.
fn is_adjacent(around: &Around, start: usize, first: usize, leads: bool) -> bool {
    let paragraph = around.paragraph;
    if start <= first {
        return true;
    }
    let between = &paragraph.items[first..start];
    let adverbs = Tags::ADVERB.or(Tags::AS).or(Tags::TIME);
    let adverbs_only = between.iter().all(|item| (item.word() && item.is(adverbs)) || item.comma());
    let small = Tags::ATTACHING.or(Tags::DETERMINER).or(Tags::JOINER);
    let in_phrase = |at: usize| {
        let item = &paragraph.items[at];
        item.word() && (paragraph.nominal(at) || item.is(small))
    };
    (adverbs_only && between.len() <= 4) || (leads && (first..start).all(in_phrase))
}

/// “Q,” S barked / “Q,” barked S / “Q,” S held it up: any verb next to somebody, directly after a whole quotation.
fn by_any_verb(around: &Around, first: usize) -> Option<Choice> {
    let paragraph = around.paragraph;
    let items = &paragraph.items;
    let end = around.sentence.end;
    let in_past = |verb: usize| {
        let item = &items[verb];
        item.is(Tags::PAST_ENDING) && item.word() && !item.capital && item.cue().is_none_or(|cue| cue.forms.past)
    };
    if first + 1 < end && in_past(first) {
        let source = paragraph.phrase_from(first + 1, end.min(first + NEAR))?;
        let closes = source.end == end || {
            let next = &items[source.end];
            next.mark().is_some() || next.is(Tags::PREPOSITION)
        };
        let holds = closes && paragraph.is_person(&source);
        return holds.then(|| Choice::new(How::AfterInverted, source, first..first + 1));
    }
    let source = paragraph.phrase_from(first, end.min(first + NEAR)).filter(|phrase| paragraph.can_speak(phrase))?;
    let verb = (source.end..end.min(source.end + 3)).find(|&at| !items[at].is(Tags::ADVERB.or(Tags::ADVERB_ENDING)))?;
    // “The key,” she was late: a state is not something that one does while speaking.
    let acts = paragraph.is_person(&source) && paragraph.verb(verb) && !items[verb].is(Tags::COPULA.or(Tags::CLITIC));
    (in_past(verb) || acts).then(|| Choice::new(How::After, source, verb..verb + 1))
}
