//! The source in the quotation’s own sentence: “Q,” S said; S said “Q”; S called it “Q”; “Q,” according to S; S: “Q”.
//!
//! Ties are tried in the order in which they bind: a cue directly after the quotation, then directly before it, then the
//! outermost cue of the clauses that hold it, then a cue at the end of the sentence, then nouns and weak verbs.

use super::after::after;
use super::choice::{Around, Choice, FRAGMENT, LONG};
use super::label::{bracketed, colon_before, credit, label, mark_after, quotative};
use super::naming::{hides_agent, is_name_in_use};
use super::noun::{noun_after, noun_before, noun_opening};
use super::reach::{is_aside, is_closed, is_set_off};
use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::item::{Item, Span};
use crate::analysis::attribution::grammar::tie::{Shape, Tie};
use crate::analysis::attribution::grammar::verb::Way;
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use crate::analysis::attribution::model::{Attribution, Form, How};
use crate::analysis::attribution::reason::Reason;
use std::ops::Range;

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
            let choice = choose(&around, words >= LONG)?;
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
    let start = (first..paragraph.items.len()).find(|&at| paragraph.items[at].word())?;
    let comma = (start..paragraph.items.len()).find(|&at| !paragraph.items[at].word());
    let end = comma.unwrap_or(paragraph.items.len());
    let dash = paragraph.items.get(first).filter(|first| first.any_dash()).map(|dash| dash.span);
    Some(Attribution::in_sentence(How::Signature, paragraph.span(start..end), dash))
}

/// Whether the source of a tie without a clear cue of speech may be somebody who speaks: a name, a pronoun, a role, people, or
/// what carries words, such as a statement. “A barometer”, “rationing” and “similarly” do not.
fn may_speak(around: &Around, choice: &Choice) -> bool {
    let paragraph = around.paragraph;
    // “it’s saying: “Q””: “it” with its verb names nobody.
    if choice.source.len() == 1
        && paragraph.items[choice.source.start].is(Tags::CLITIC)
        && paragraph.items[choice.source.start].is(Tags::THING)
    {
        return false;
    }
    let strength = choice.cue.as_ref().and_then(|cue| paragraph.items[cue.start].cue).map_or(0, |cue| cue.strength);
    if strength == 3 || !matches!(choice.how, How::Embedded | How::Weak) {
        return true;
    }
    let source = paragraph.slice(&choice.source);
    // “I feel like “what now””: of themselves, writers tell with a verb of speech.
    if choice.how == How::Weak && source.iter().any(|item| item.is(Tags::FIRST)) {
        return false;
    }
    // “it takes a will to “Q””: without a word of speech “it” names nobody.
    if choice.how == How::Weak && source.len() == 1 && source[0].is(Tags::THING) {
        return false;
    }
    is_body(paragraph, &choice.source)
}

/// Whether a pattern ties a source to a few words that may be a term.
pub const fn ties_loosely(how: How) -> bool {
    matches!(how, How::Embedded | How::Weak | How::Colon | How::Noun)
}

/// Terms seldom have more words.
const TERM: usize = 3;

/// Whether a few words are only mentioned and nobody says them: words of the writer (“we call them “passes””), a label
/// (“the words relate to “easy” and “hard””), or a term before its noun (“asked about “grown-ups” pages”).
fn names_nobody(around: &Around, choice: &Choice, words: usize) -> bool {
    if words > TERM || !ties_loosely(choice.how) {
        return false;
    }
    let Around { paragraph, at, .. } = *around;
    let source = paragraph.slice(&choice.source);
    // “is known as “Q””, “the so-called “Q””
    let small = around.before().is_some_and(|before| before.is(Tags::DETERMINER.or(Tags::AS)));
    let hint = at.checked_sub(1 + usize::from(small)).filter(|&hint| hint >= around.sentence.start);
    let own = |hint: usize| choice.cue.as_ref().is_some_and(|cue| cue.contains(&hint));
    let hinted = hint.filter(|&hint| paragraph.items[hint].is(Tags::HINT) && !own(hint));
    let cue = choice.cue.as_ref().and_then(|cue| paragraph.items[cue.start].cue).filter(|cue| cue.strength == 3);
    if let Some(cue) = cue {
        // “when you write “code books””: what people do in general, and not what somebody said.
        let anybody = source.len() == 1 && source[0].is(Tags::FIRST.or(Tags::THING));
        // “path (“stig” in Danish)”: a gloss in brackets.
        let gloss = around.before().is_some_and(|before| before.mark() == Some('('));
        // “I added the “thing””, “the tide has added some “big picture” questions”
        let own = is_determined(around) && source[0].is(Tags::FIRST);
        let of_thing = qualifies_noun(around) && !is_body(paragraph, &paragraph.head(&choice.source));
        if gloss || own || of_thing {
            return true;
        }
        // “he said the “so-called “Q”””, but not “in what he called “Q”, she said”: there somebody is named who calls it so.
        let term = hinted.is_some_and(|hint| paragraph.items[hint].cue.is_none());
        return term || (anybody && !cue.forms.past && (cue.forms.base || cue.forms.ing));
    }
    if hinted.is_some() {
        return true;
    }
    let lower = !paragraph.items[at].is(Tags::WHOLE);
    if is_name_in_use(around, words) {
        return true;
    }
    if source.len() <= 2 && source[0].is(Tags::FIRST) {
        return true;
    }
    let term = around.before().is_some_and(|before| before.is(Tags::DETERMINER)) && qualifies_noun(around);
    lower && words < TERM && !names_somebody(around, choice) && (term || !paragraph.is_person(&choice.source))
}

/// Whether a phrase names people or a body that could have said something.
fn is_body(paragraph: &Paragraph, phrase: &Range<usize>) -> bool {
    let people = paragraph.slice(phrase).last().is_some_and(|last| last.is(Tags::PLURAL_ENDING));
    people || paragraph.may_speak(phrase)
}

/// Whether a determiner stands before the words: “the “Q””, but not “that “Q””, which opens a content clause.
pub fn is_determined(around: &Around) -> bool {
    around.before().is_some_and(|before| before.is(Tags::DETERMINER) && !before.is(Tags::CONTENT))
}

/// Whether the source is a name, a pronoun or somebody’s role. A label or a term has none of these before it.
fn names_somebody(around: &Around, choice: &Choice) -> bool {
    let source = around.paragraph.slice(&choice.source);
    // “Visitors wanted”: a plural at the start of its sentence is not a name, though it has a capital.
    let heads = choice.source.start == around.sentence.start && source.len() == 1;
    let name = |item: &Item| item.name() && !(heads && item.is(Tags::PLURAL_ENDING));
    let pronoun = |item: &Item| item.is(Tags::SUBJECT) || (source.len() == 1 && item.is(Tags::OTHER));
    source.iter().any(|item| name(item) || pronoun(item)) || around.paragraph.has_role(&choice.source)
}

/// “a “Q” plan”: whether a noun follows that the words qualify.
pub fn qualifies_noun(around: &Around) -> bool {
    let noun = |next: &Item| next.word() && !next.is(Tags::FUNCTION.or(Tags::PARTICIPLE_ENDING));
    around.paragraph.after(around.at).is_some_and(noun)
}

/// Whether the verb says what people do or should do in general, so that the words are a term: “keepers want a “quiet hour””,
/// “a visitor can ask for the “quiet hour” room”. What somebody said is told in the past, or of somebody who is named.
fn is_used_in_general(around: &Around, choice: &Choice, words: usize) -> bool {
    let Around { paragraph, at, .. } = *around;
    if words > FRAGMENT || !ties_loosely(choice.how) {
        return false;
    }
    let Some(cue) = choice.cue.as_ref().and_then(|cue| paragraph.items[cue.start].cue) else { return false };
    let forms = cue.forms;
    let named_noun = paragraph.after(at).is_some_and(Item::name);
    if forms.base && !forms.past && !paragraph.items[at].is(Tags::WHOLE) && qualifies_noun(around) && !named_noun {
        return true;
    }
    if cue.strength == 3 {
        return false;
    }
    let source = paragraph.slice(&choice.source);
    // “put”, “read”: the past has the plain form, and so has what is done with things. “A sign read “Q””: a sign has words.
    if forms.base && forms.past {
        return !source.iter().any(|item| item.is(Tags::CUE_NOUN));
    }
    let tells = forms.past || (cue.names && (forms.third || forms.ing));
    let (he_or_she, role) = (Tags::MALE.or(Tags::FEMALE).or(Tags::PERSON_RELATIVE), Tags::ROLE.or(Tags::HONORIFIC));
    // “Keepers say”: in the plain form a role stands for all who have it.
    let one =
        |item: &Item| item.is(he_or_she) || (!forms.base && item.is(role)) || (forms.third && item.is(Tags::CUE_NOUN));
    let named = source.iter().any(Item::name) && (!forms.base || paragraph.is_person(&choice.source));
    !tells && !named && !source.iter().any(one)
}

fn attribution(around: &Around, choice: Choice) -> Attribution {
    let paragraph = around.paragraph;
    let cue = choice.cue.map(|cue| paragraph.span(cue));
    let found = Attribution::in_sentence(choice.how, paragraph.span(choice.source), cue);
    Attribution { inner: inner(around, &found), ..found }
}

/// The source that binds the quotation closest.
fn choose(around: &Around, long: bool) -> Option<Choice> {
    if let Some(choice) = after(around) {
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
    let governs = |tie: &&Tie| long || (tie.cue.end == around.at && around.paragraph.is_person(&tie.source));
    let leads = around.opens() && around.comma_inside();
    let first = || around.right.first().filter(|tie| leads && tie.strength == 3 && tie.shape == Shape::Active);
    embedding.filter(governs).or_else(first).map(|tie| Choice::of(How::Weak, tie))
}

/// The speaker whom the source of `outer` quotes: of the cues between the outer one and the quotation the nearest.
fn inner(around: &Around, outer: &Attribution) -> Option<Span> {
    let Around { paragraph, at, left, right, .. } = *around;
    let cue = outer.cue.filter(|_| matches!(outer.how, How::Embedded | How::Before | How::According))?;
    let cue_after = paragraph.items[at].span.end <= cue.start;
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
    let after_outer = paragraph.items[found.cue.start].span.start >= cue.end && source.start >= cue.end;
    let between = (named && cue_after) || after_outer;
    (between && !source.overlaps(outer.source)).then_some(source)
}

/// S said the annual talks, which began here, “Q”: what is described is a thing, and no verb.
fn is_described(paragraph: &Paragraph, tie: &Tie) -> bool {
    let item = |at: usize| paragraph.items.get(at);
    item(tie.cue.end).is_some_and(Item::comma) && item(tie.cue.end + 1).is_some_and(|next| next.is(Tags::RELATIVE))
}
