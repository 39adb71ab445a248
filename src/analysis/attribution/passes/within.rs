//! The source in the quotation’s own sentence: “Q,” S said; S said “Q”; S called it “Q”; “Q,” according to S; S: “Q”.
//!
//! Ties are tried in the order in which they bind: a cue directly after the quotation, then directly before it, then the
//! outermost cue of the clauses that hold it, then a cue at the end of the sentence, then nouns and weak verbs.

use super::after::after;
use super::choice::{Around, Choice, LONG};
use super::label::{bracketed, colon_before, credit, label, mark_after, quotative};
use super::naming::hides_agent;
use super::noun::{noun_after, noun_before, noun_opening};
use super::reach::{is_aside, is_closed, is_set_off};
use super::term::{is_body, is_imagined, is_used_in_general, names_nobody};
use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::item::{Item, Span};
use crate::analysis::attribution::grammar::tie::{Shape, Tie};
use crate::analysis::attribution::grammar::verb::Way;
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use crate::analysis::attribution::model::{Attribution, Form, How};
use crate::analysis::attribution::reason::Reason;

/// A cue directly before a whole quotation stands no more items before it.
const LEADS_IN: usize = 24;

/// Looks for the source of every quotation in its own sentence.
pub fn attribute(draft: &mut Draft) {
    for number in 0..draft.found.len() {
        if matches!(draft.found[number].form, Form::Title | Form::Term) {
            continue;
        }
        let credit = draft.input.block_quote(draft.found[number].span).and_then(|block| block.credit);
        if let Some(credit) = credit {
            draft.found[number].attribution = credited(draft, credit);
            continue;
        }
        let mut general = false;
        let found = draft.places[number].iter().find_map(|place| {
            let around = Around::new(&draft.paragraphs[place.block], place.item);
            let words = draft.found[number].words;
            let after = after(&around);
            if after.is_none() && is_imagined(&around) {
                general = true;
                return None;
            }
            let choice = choose(&around, after, words >= LONG)?;
            general |= is_used_in_general(&around, &choice, words);
            // “his plan was called “Q””: whose plan it is does not say who called it so.
            let loose = matches!(choice.how, How::Noun | How::Weak) && hides_agent(&around, words);
            let speaks = !general && !loose && may_speak(&around, &choice) && !names_nobody(&around, &choice, words);
            speaks.then(|| attribution(&around, choice))
        });
        draft.found[number].attribution = found;
        if general {
            (draft.found[number].form, draft.found[number].reason) = (Form::Term, Some(Reason::InGeneral));
        }
    }
}

/// The source that the credit of a block quotation names.
fn credited(draft: &Draft, credit: Span) -> Option<Attribution> {
    let block = draft.input.blocks.partition_point(|block| block.start <= credit.start).checked_sub(1)?;
    let paragraph = &draft.paragraphs[block];
    let first = paragraph.item_from(credit.start);
    // > said Ida Moen, the keeper
    let told = |tie: &Tie| paragraph.items[tie.cue.start].cue().is_some_and(|cue| cue.forms.past || cue.forms.third);
    let says = |tie: &&Tie| tie.strength == 3 && told(tie) && matches!(tie.shape, Shape::Inverted | Shape::Active);
    let sentence = || paragraph.sentences.first().filter(|sentence| sentence.start == first);
    if let Some(tie) = sentence().and_then(|sentence| paragraph.ties_in(sentence).iter().find(says)) {
        return Some(attribution(&Around::new(paragraph, tie.cue.start), Choice::of(How::AfterInverted, tie)));
    }
    let start = (first..paragraph.items.len()).find(|&at| paragraph.items[at].word())?;
    let comma = (start..paragraph.items.len()).find(|&at| !paragraph.items[at].word());
    let end = comma.unwrap_or(paragraph.items.len());
    let dash = paragraph.items.get(first).filter(|first| first.any_dash()).map(|dash| dash.span());
    Some(Attribution::in_sentence(How::Signature, paragraph.span(start..end), dash))
}

/// Whether the source of a tie without a clear cue of speech may be somebody who speaks: a name, a pronoun, a role, people, or
/// what carries words, such as a statement. “A barometer”, “rationing” and “similarly” do not.
fn may_speak(around: &Around, choice: &Choice) -> bool {
    let paragraph = around.paragraph;
    // “it’s saying: “Q””, “there’s”: “it” with its verb names nobody.
    let first = &paragraph.items[choice.source.start];
    if choice.source.len() == 1 && first.is(Tags::CLITIC) && first.is(Tags::THING.or(Tags::EXISTENTIAL)) {
        return false;
    }
    let strength = choice.cue.as_ref().and_then(|cue| paragraph.items[cue.start].cue()).map_or(0, |cue| cue.strength);
    if strength == 3 || !matches!(choice.how, How::Embedded | How::Weak) {
        return true;
    }
    let source = paragraph.slice(&choice.source);
    // “I feel like “what now””: of themselves, writers tell with a verb of speech.
    let led =
        around.before().is_some_and(Item::comma) && choice.cue.as_ref().is_some_and(|cue| cue.end + 1 == around.at);
    if choice.how == How::Weak && !led && source.iter().any(|item| item.is(Tags::FIRST)) {
        return false;
    }
    // “it takes a will to “Q””: without a word of speech “it” names nobody.
    if choice.how == How::Weak && source.len() == 1 && source[0].is(Tags::THING) {
        return false;
    }
    is_body(paragraph, &choice.source)
}

fn attribution(around: &Around, choice: Choice) -> Attribution {
    let paragraph = around.paragraph;
    let cue = choice.cue.map(|cue| paragraph.span(cue));
    let found = Attribution::in_sentence(choice.how, paragraph.span(choice.source), cue);
    Attribution { inner: inner(around, &found), ..found }
}

/// The source that binds the quotation closest.
fn choose(around: &Around, after: Option<Choice>, long: bool) -> Option<Choice> {
    // “Moen went on: “Q,” Rud answered, “R””: after a colon the words are those of whom it leads in from.
    let colon = around.before().is_some_and(|before| before.mark() == Some(':'));
    let answers = || after.as_ref().is_some_and(|choice| has_words_of_own(around, choice));
    let led = || directly_before(around).filter(|tie| tie.strength == 3 && tie.has_own_subject());
    if colon
        && answers()
        && let Some(tie) = led()
    {
        return Some(Choice::of(How::Before, tie));
    }
    if let Some(choice) = after {
        // “Q,” S said, according to A: A is the outer source.
        // “…,” she told settlers, according to a statement: a statement is only the way by which she said it.
        let medium = |tie: &Tie| {
            let source = around.paragraph.slice(&tie.source);
            source.len() == 2 && source[1].is(Tags::CUE_NOUN) && !source[1].capital
        };
        let outer = around
            .right
            .iter()
            .take(4)
            .find(|tie| tie.shape == Shape::According && around.paragraph.items[tie.cue.start - 1].comma())
            .filter(|tie| !medium(tie));
        return outer.map(|tie| Choice::of(How::According, tie)).or(Some(choice));
    }
    let embedding = embedding(around);
    quotative(around)
        .or_else(|| label(around))
        .or_else(|| credit(around))
        .or_else(|| directly_before(around).map(|tie| Choice::of(How::Before, tie)))
        .or_else(|| {
            closing_clause(around).filter(|tie| is_outer(around, tie)).map(|tie| Choice::of(How::ClauseEnd, tie))
        })
        .or_else(|| embedding.filter(|tie| tie.strength >= 2).map(|tie| Choice::of(how_embedded(tie), tie)))
        .or_else(|| closing_clause(around).map(|tie| Choice::of(How::ClauseEnd, tie)))
        .or_else(|| {
            let according = around.right.iter().find(|tie| tie.shape == Shape::According);
            according.map(|tie| Choice::of(How::According, tie))
        })
        .or_else(|| noun_after(around).or_else(|| noun_opening(around)).map(|tie| Choice::of(How::Noun, &tie)))
        // “in the words of the keeper: “Q””
        .or_else(|| {
            let of = |tie: &Tie| tie.cue.end < tie.source.start && around.paragraph.items[tie.cue.end].is(Tags::OF);
            let tie = noun_before(around).filter(|tie| tie.source.end + 1 == around.at && of(tie))?;
            Some(Choice::of(How::Noun, &tie))
        })
        .or_else(|| colon_before(around).or_else(|| mark_after(around)))
        .or_else(|| noun_before(around).map(|tie| Choice::of(How::Noun, &tie)))
        .or_else(|| bracketed(around).filter(|_| long))
        .or_else(|| weak(around, embedding, long))
}

/// “Q,” S answered, “R”: whether a quotation of its own follows the speaker.
fn has_words_of_own(around: &Around, choice: &Choice) -> bool {
    let items = &around.paragraph.items;
    let end = choice.cue.as_ref().map_or(choice.source.end, |cue| cue.end.max(choice.source.end));
    items.get(end).is_some_and(Item::comma) && items.get(end + 1).is_some_and(|next| next.quote().is_some())
}

/// S said, “Q” / S told reporters in Lund: “Q” / A reported that S said: “Q”, where A is the source
fn directly_before<'a>(around: &Around<'a>) -> Option<&'a Tie> {
    let items = &around.paragraph.items;
    // A whole statement after a comma or a colon belongs to the nearest cue.
    let led = around.before().is_some_and(|before| before.comma() || before.mark() == Some(':'));
    if !led || !items[around.at].is(Tags::WHOLE) {
        return None;
    }
    let index = around.left.iter().rev().take(3).position(|tie| tie.strength >= 2)?;
    let nearest = &around.left[around.left.len() - 1 - index];
    let end = nearest.cue.end;
    if end > around.at || around.at - end > LEADS_IN || around.quote_since(end) {
        return None;
    }
    // A cue further left is the outer source, as long as no clause starts in between: “A reported that S said: “Q””.
    let mut best = nearest;
    for tie in around.left.iter().rev().skip(index + 1) {
        if best.opens || is_closed(around, tie) || around.quote_since(tie.cue.end) {
            break;
        }
        let borrowed = matches!(best.way, Way::Shared | Way::Controlled);
        if tie.strength == 3 && tie.shape == Shape::Active && !borrowed {
            best = tie;
        } else if tie.opens {
            break;
        }
    }
    Some(best)
}

/// The outermost cue of the chain of clauses that holds the quotation: A in “A said that B called it “Q””.
fn embedding<'a>(around: &Around<'a>) -> Option<&'a Tie> {
    let mut best: Option<&Tie> = None;
    for (index, tie) in around.left.iter().enumerate().rev() {
        // “said S” governs what stands before it, and what follows only if no other cue does.
        if tie.shape == Shape::Inverted && index + 1 < around.left.len() {
            break;
        }
        // Of what stands after “when” or “as”, only a clear report is the outer source.
        if best.is_some_and(|best| best.aside && best.strength >= 2) && tie.strength < 3 {
            if tie.opens {
                break;
            }
            continue;
        }
        // “Q,” S answered, “and so on”: whoever stands between two quotations says both.
        let items = &around.paragraph.items;
        let start = tie.start();
        let between = start > around.sentence.start && items[start - 1].quote().is_some() && tie.has_own_subject();
        if between && tie.strength == 3 && tie.cue.end + 1 == around.at && items[tie.cue.end].comma() {
            return Some(tie);
        }
        if is_closed(around, tie) {
            if best.is_some() {
                break;
            }
            continue;
        }
        if best.is_none_or(|best| tie.strength >= best.strength || best.strength < 2) {
            best = Some(tie);
        }
        if tie.opens && (tie.strength >= 2 || index == 0) {
            // “because, according to S, they would call it “Q””: the words between the commas govern the clause.
            let outer = index.checked_sub(1).map(|outer| &around.left[outer]);
            return outer.filter(|outer| outer.strength == 3 && is_set_off(around.paragraph, outer)).or(best);
        }
    }
    best
}

const fn how_embedded(tie: &Tie) -> How {
    if matches!(tie.shape, Shape::Passive) { How::Passive } else { How::Embedded }
}

/// The “Q” plan will fail, S said.
fn closing_clause<'a>(around: &Around<'a>) -> Option<&'a Tie> {
    let items = &around.paragraph.items;
    around.right.iter().rev().find(|tie| {
        let start = tie.start();
        let set_off = |before: &Item| before.comma() || before.dash() || before.comma_inside();
        let inverted = tie.shape == Shape::Inverted;
        let ends = tie.cue.end >= around.sentence.end || items[tie.cue.end].mark().is_some() || tie.strength == 3;
        tie.shape != Shape::According
            && tie.strength >= 2
            && tie.has_own_subject()
            && start > around.at + 1
            && set_off(&items[start - 1])
            && (inverted || (ends && is_aside(around, tie)))
    })
}

/// They admire “Q”, a study concluded: a clear cue at the end of the sentence is the outer one.
fn is_outer(around: &Around, tie: &Tie) -> bool {
    let next = around.paragraph.items.get(tie.cue.end).filter(|_| tie.cue.end < around.sentence.end);
    let ends = next.is_none_or(|next| next.mark() == Some('.'));
    tie.strength == 3 && (tie.shape == Shape::Inverted || ends)
}

/// A verb that is not a clear cue, for a long quotation or directly before it; “Q,” was all that S would say.
fn weak(around: &Around, embedding: Option<&Tie>, long: bool) -> Option<Choice> {
    // “she goes, “Q””
    let comma =
        around.before().is_some_and(|before| before.comma()) && around.paragraph.items[around.at].is(Tags::WHOLE);
    let adjacent = |tie: &Tie| tie.cue.end + usize::from(comma) == around.at;
    // “the hut suffers from “Q””, “the notes come from a report into “Q””: the words are the object of a preposition.
    let items_of = |tie: &Tie| around.paragraph.slice(&tie.source);
    let small = Tags::INFINITIVE.or(Tags::AS);
    let object = || around.before().is_some_and(|before| before.is(Tags::PREPOSITION) && !before.is(small));
    let governs = |tie: &&Tie| {
        let he_or_she = items_of(tie).iter().any(|item| item.is(Tags::MALE.or(Tags::FEMALE)));
        (long && (tie.strength >= 2 || he_or_she || !object()))
            || (adjacent(tie) && around.paragraph.is_person(&tie.source))
    };
    let leads = around.opens() && around.comma_inside();
    let first = || around.right.first().filter(|tie| leads && tie.strength == 3 && tie.shape == Shape::Active);
    embedding.filter(governs).or_else(first).map(|tie| Choice::of(How::Weak, tie))
}

/// The speaker whom the source of `outer` quotes: of the cues between the outer one and the quotation the nearest.
fn inner(around: &Around, outer: &Attribution) -> Option<Span> {
    let Around { paragraph, at, left, right, .. } = *around;
    if outer.how == How::After {
        return heard(around, outer);
    }
    let cue = outer.cue.filter(|_| matches!(outer.how, How::Embedded | How::Before | How::According))?;
    let cue_after = paragraph.items[at].span().end <= cue.start;
    let found = if cue_after {
        // “Q,” S said, according to A
        right.iter().take(2).find(|tie| tie.shape != Shape::According && tie.strength == 3)
    } else {
        let direct = |tie: &Tie| matches!(tie.way, Way::Plain | Way::Apposition | Way::Relative | Way::Directed);
        left.iter()
            .rev()
            .find(|tie| tie.strength >= 2 && direct(tie) && !is_closed(around, tie) && !is_described(paragraph, tie))
    }?;
    let source = paragraph.span(found.source.clone());
    // A pronoun is the outer source again as often as somebody else.
    let named = paragraph.slice(&found.source).iter().any(|item| item.name() || item.is(Tags::ROLE));
    let after_outer = paragraph.items[found.cue.start].span().start >= cue.end && source.start >= cue.end;
    let between = (named && cue_after) || after_outer;
    (between && !source.overlaps(outer.source)).then_some(source)
}

/// “Q,” Moen remembers Rud saying: what she heard is what another said.
fn heard(around: &Around, outer: &Attribution) -> Option<Span> {
    let paragraph = around.paragraph;
    let cue = paragraph.items_in(outer.cue?);
    let perceives = paragraph.items[cue.start].is(Tags::PERCEIVES);
    let other = |tie: &&Tie| tie.way == Way::Directed && tie.source.start == cue.end;
    let other = around.right.iter().take(3).find(other).filter(|_| perceives)?;
    Some(paragraph.span(other.source.clone()))
}

/// S said the annual talks, which began here, “Q”: what is described is a thing, and no verb.
fn is_described(paragraph: &Paragraph, tie: &Tie) -> bool {
    let item = |at: usize| paragraph.items.get(at);
    item(tie.cue.end).is_some_and(Item::comma) && item(tie.cue.end + 1).is_some_and(|next| next.is(Tags::RELATIVE))
}
