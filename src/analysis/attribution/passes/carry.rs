//! The source outside the sentence: the speaker of the quotation before, the speaker of a neighbouring sentence, the
//! paragraph that leads in with a colon, a signature.

use super::choice::{Around, LONG};
use super::naming::hides_agent;
use super::signature::{credit_line, signature};
use super::term::TERM;
use super::{portrait, turn};
use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::item::Item;
use crate::analysis::attribution::grammar::tie::{Shape, Tie};
use crate::analysis::attribution::grammar::{Paragraph, REACH, Tags};
use crate::analysis::attribution::model::{Attribution, Form, How};
use std::ops::Range;

/// What somebody does while speaking takes no more items: S shook his head. “No.”
const LONG_ACTION: usize = 16;

/// The fewest whole quotations of a story. A third of them are short and have no speaker in their sentence, or a fifth are questions
/// and shouts; in a draft with twice as many, three in twenty are enough.
const STORY: usize = 10;

/// Looks for the source of the quotations that have none yet in the sentences around theirs.
pub fn attribute(draft: &mut Draft) {
    mark_story(draft);
    for at in 0..draft.quoting.len() {
        let block = draft.quoting[at];
        let mut last: Option<Attribution> = None;
        for number in 0..draft.paragraphs[block].sentences.len() {
            let paragraph = &draft.paragraphs[block];
            let sentence = paragraph.sentences[number].clone();
            let quotes: Vec<usize> = sentence.clone().filter(|&at| paragraph.items[at].quote().is_some()).collect();
            if quotes.is_empty() && last.is_some() {
                last = reported(paragraph, &sentence).or(last);
            }
            carry_into(draft, block, number, &quotes, &mut last);
        }
    }
}

/// The speaker of indirect speech between two quotations: “Q,” said A. B said that … “R”
fn reported(paragraph: &Paragraph, sentence: &Range<usize>) -> Option<Attribution> {
    let clear = |tie: &&Tie| tie.strength == 3 && tie.shape == Shape::Active && tie.has_own_subject();
    paragraph.ties_in(sentence).iter().find(clear).map(|tie| of_tie(paragraph, How::SameParagraph, tie))
}

fn of_tie(paragraph: &Paragraph, how: How, tie: &Tie) -> Attribution {
    Attribution::carried(how, paragraph.span(tie.source.clone()), Some(paragraph.span(tie.cue.clone())))
}

/// Gives the quotations of a sentence their source, and `last` the speaker with whom the paragraph goes on.
fn carry_into(draft: &mut Draft, block: usize, sentence: usize, quotes: &[usize], last: &mut Option<Attribution>) {
    let mut stated = false;
    for &at in quotes {
        let Some(number) = draft.paragraphs[block].items[at].quote() else { continue };
        let open = draft.found[number].attribution.is_none();
        if open && !matches!(draft.found[number].form, Form::Title | Form::Term) {
            draft.found[number].attribution = from_neighbours(draft, block, sentence, at, last.as_ref());
        }
        // A fragment after a statement in the same sentence does not change the speaker.
        if let Some(found) = &draft.found[number].attribution {
            let fragment = matches!(found.how, How::Embedded | How::Weak | How::Noun | How::Passive);
            if !(stated && fragment) {
                *last = Some(found.clone());
            }
            stated |= !fragment;
        }
    }
}

fn from_neighbours(
    draft: &Draft,
    block: usize,
    sentence: usize,
    at: usize,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    let paragraph = &draft.paragraphs[block];
    let item = &paragraph.items[at];
    let leads = at == paragraph.sentences[sentence].start;
    let number = item.quote()?;
    let long = draft.found[number].words >= LONG;
    let block_quote = || draft.input.block_quote(draft.found[number].span).is_some();
    let closes = long || item.is(Tags::CLOSED_INSIDE) || block_quote();
    // “The plan was called “Q””: somebody called it so, and not the speaker before.
    let words = draft.found[number].words;
    if hides_agent(&Around::new(paragraph, at), words) {
        return None;
    }
    // “the drift into a “new order,” she felt”: a few words that continue a sentence are a term, and not said again.
    let begun = Around::new(paragraph, at).quote_since(paragraph.sentences[sentence].start);
    let term = !leads && !begun && words <= TERM;
    if term {
        return None;
    }
    // A further quotation after an attributed one in the paragraph.
    if let Some(last) = last.filter(|_| leads || closes) {
        return Some(Attribution { inner: None, ..last.carried_on(How::SameParagraph) });
    }
    if !leads || !closes {
        return None;
    }
    let beside = |sentence: usize, how: How| speaker_beside(draft, block, sentence, how);
    credit_line(draft, block, sentence)
        // S disagreed. “Q”
        .or_else(|| beside(sentence.checked_sub(1)?, How::PreviousSentence))
        // “Q” S added that it was late.
        .or_else(|| beside(sentence + 1, How::NextSentence))
        .or_else(|| (sentence == 0).then(|| from_paragraphs(draft, block, long)).flatten())
}

/// Notes whether many short quotations have no speaker in their own sentence, or many are questions and shouts, as in fiction.
fn mark_story(draft: &mut Draft) {
    let (mut whole, mut bare, mut lively) = (0, 0, 0);
    for (found, places) in draft.found.iter().zip(&draft.places) {
        let Some(place) = places.first() else { continue };
        let paragraph = &draft.paragraphs[place.block];
        let item = &paragraph.items[place.item];
        if found.form == Form::Speech && item.is(Tags::WHOLE) {
            whole += 1;
            let leads = paragraph.sentence(place.item).start == place.item;
            bare += usize::from(found.attribution.is_none() && leads && found.words <= turn::SHORT_TURN);
            lively += usize::from(item.is(Tags::EXCLAIMS));
        }
    }
    draft.has_dialogue = whole >= STORY && bare * 3 >= whole;
    let lively = lively * 5 >= whole || (whole >= 2 * STORY && lively * 20 >= whole * 3);
    draft.is_story = draft.has_dialogue || (whole >= STORY && lively);
}

/// The speaker whom a neighbouring sentence names: the subject of its last verb of speech or of reaction, or somebody who
/// does something while speaking. Whoever else stands there is near, and what is near is not a source.
fn speaker_beside(draft: &Draft, block: usize, sentence: usize, how: How) -> Option<Attribution> {
    let paragraph = &draft.paragraphs[block];
    let sentence = paragraph.sentences.get(sentence)?;
    let ties = paragraph.ties_in(sentence);
    if let Some(tie) = ties.iter().rev().find(|tie| reports(paragraph, tie)) {
        return Some(of_tie(paragraph, how, tie));
    }
    let gesture = |tie: &&Tie| paragraph.items[tie.cue.start].cue().is_some_and(|cue| cue.gestures);
    let mut gestures = ties.iter().filter(gesture).filter(|tie| paragraph.is_person(&tie.source));
    if let Some(tie) = gestures.next() {
        return Some(of_tie(paragraph, How::Gesture, tie));
    }
    if let Some(found) = portrait::mood(paragraph, sentence, how).or_else(|| portrait::ends(paragraph, sentence, how)) {
        return Some(found);
    }
    // In a story whatever a person does next to a few words of speech is a gesture.
    let acts = draft.has_dialogue && (how == How::PreviousSentence || sentence.len() <= LONG_ACTION);
    let source = paragraph.main_subject(sentence.start, sentence.end.min(sentence.start + REACH)).filter(|_| acts)?;
    paragraph.is_person(&source).then(|| Attribution::carried(How::Gesture, paragraph.span(source), None))
}

/// Whether the cue of a tie is clearly speech by itself, or an answer or a judgement given in words.
fn reports(paragraph: &Paragraph, tie: &Tie) -> bool {
    let items = &paragraph.items;
    let reacts = || items[tie.cue.start].cue().is_some_and(|cue| cue.reacts) && paragraph.is_person(&tie.source);
    // “continues to grow”: the verb governs another verb. “wrote to the mayor”: here “to” has an object.
    let to = items.get(tie.cue.end).is_some_and(|next| next.is(Tags::INFINITIVE));
    let object =
        items.get(tie.cue.end + 1).is_some_and(|next| next.name() || next.is(Tags::DETERMINER.or(Tags::OBJECT)));
    let governs_verb = tie.cue.len() == 1 && to && !object;
    // “it was hard to say”: nobody in particular says it.
    let nobody = tie.source.len() == 1 && items[tie.source.start].is(Tags::THING);
    tie.shape != Shape::Noun && !governs_verb && !nobody && speaks(paragraph, tie) && (tie.strength == 3 || reacts())
}

/// Whether somebody or a medium is the source of a tie: “this research stresses” names nobody.
fn speaks(paragraph: &Paragraph, tie: &Tie) -> bool {
    let words = paragraph.slice(&tie.source);
    // “Pictures of her snorting it”: a plural has its capital from the start of the sentence.
    let opens = tie.source.start == paragraph.sentence(tie.source.start).start && words.len() == 1;
    let name = |item: &Item| (item.name() || item.is(Tags::ORGANISATION)) && !(opens && item.is(Tags::PLURAL_ENDING));
    let pronoun = Tags::SUBJECT.or(Tags::OTHER).or(Tags::RELATIVE).or(Tags::POSSESSIVE);
    let human = Tags::ROLE.or(Tags::HONORIFIC).or(Tags::CUE_NOUN).or(pronoun);
    let plural = words.last().is_some_and(|last| last.is(Tags::PLURAL_ENDING)) && tie.has_own_subject();
    // “According to a cable, …”: a document can be a source too.
    tie.shape == Shape::According || plural || words.iter().any(|item| name(item) || item.is(human))
}

/// Whether the source of a tie is somebody, and not a document.
fn is_human(paragraph: &Paragraph, tie: &Tie) -> bool {
    let words = paragraph.slice(&tie.source);
    let pronoun = |item: &Item| item.is(Tags::SUBJECT) && !item.is(Tags::THING);
    let document = words.iter().all(|item| item.is(Tags::CUE_NOUN.or(Tags::DETERMINER)));
    words.iter().any(pronoun) || (paragraph.is_person(&tie.source) && !document)
}

/// What the paragraphs around a quotation say that opens its own.
fn from_paragraphs(draft: &Draft, block: usize, long: bool) -> Option<Attribution> {
    // A heading belongs to what follows it.
    if draft.input.is_heading(block) {
        return None;
    }
    let before = block.checked_sub(1);
    if let Some(found) =
        signature(draft, block).or_else(|| named_below(draft, block)).or_else(|| lead_in(&draft.paragraphs[before?]))
    {
        return Some(found);
    }
    let before = before?;
    // Where the paragraph goes on with the writer's words, or a caption stands between, the speaker before is only likely.
    let likely =
        |before| paragraph_before(draft, before, long).filter(|_| long).map(|found| found.carried_on(How::Farther));
    let beside = if !draft.paragraphs[block].is_quotation {
        likely(before)
    } else if turn::is_dialogue(draft, block) {
        return turn::alternate(draft, block);
    } else {
        paragraph_before(draft, before, long)
    };
    beside.or_else(|| above_captions(draft, before).and_then(likely)).or_else(|| portrait::block(draft, block))
}

/// A picture seldom has more captions.
const CAPTIONS: usize = 4;

/// The paragraph above the captions of which `block` is the last.
fn above_captions(draft: &Draft, block: usize) -> Option<usize> {
    let first = block.saturating_sub(CAPTIONS);
    let above = (first..=block).rev().find(|&above| !draft.paragraphs[above].is_unfinished());
    above.filter(|&above| above < block)
}

/// The next paragraph opens with the verb of speech and its speaker: “So says Ida Moen, the keeper.”
fn named_below(draft: &Draft, block: usize) -> Option<Attribution> {
    let paragraph = draft.paragraphs.get(block + 1).filter(|_| draft.paragraphs[block].is_quotation)?;
    let sentence = paragraph.sentences.first()?;
    let first = paragraph.ties_in(sentence).first()?;
    // “Boos rained down” has a noun before the verb, and “Wrote Moen: “R”” a quotation of its own.
    let noun = paragraph.items[first.cue.start].cue().is_some_and(|cue| cue.noun);
    let own = paragraph.slice(sentence).iter().any(|item| item.quote().is_some());
    if points_at_words(paragraph, sentence, first) {
        return Some(of_tie(paragraph, How::Signature, first));
    }
    let opens = first.shape == Shape::Inverted && first.start() <= 1 && first.strength == 3 && !noun && !own;
    opens.then(|| of_tie(paragraph, How::Signature, first))
}

/// “That was what Ida Moen, the keeper, said.” “Here is what the keeper had to say.”
fn points_at_words(paragraph: &Paragraph, sentence: &Range<usize>, first: &Tie) -> bool {
    let items = paragraph.slice(sentence);
    let [that, was, what, ..] = items else { return false };
    let points = that.word() && that.is(Tags::FUNCTION) && was.is(Tags::COPULA) && what.is(Tags::FUNCTION);
    let own = items.iter().any(|item| item.quote().is_some());
    points && !own && first.strength == 3 && first.shape == Shape::Active
}

/// The paragraph ends with a colon, or says whose words follow: its last sentence names the speaker.
fn lead_in(paragraph: &Paragraph) -> Option<Attribution> {
    let sentence = paragraph.sentences.last()?;
    let ties = paragraph.ties_in(sentence);
    if let Some(first) = ties.first().filter(|first| points_at_words(paragraph, sentence, first)) {
        return Some(of_tie(paragraph, How::PreviousParagraph, first));
    }
    // A comma leads in too where the paragraph breaks off: “As one pilot put it,”
    if !matches!(paragraph.items.last()?.mark(), Some(':' | ',')) {
        return None;
    }
    let tie = ties.iter().rev().find(|tie| tie.strength >= 2);
    // “… has a key quote from Ida Moen, the keeper:”: whose words they are is nearer than who does something with them.
    if tie.is_none_or(|tie| !paragraph.is_person(&tie.source))
        && let Some((noun, owner)) = words_of_person(paragraph, sentence)
    {
        let cue = Some(paragraph.span(noun..noun + 1));
        return Some(Attribution::carried(How::PreviousParagraph, paragraph.span(owner), cue));
    }
    if let Some(tie) = tie {
        return Some(of_tie(paragraph, How::PreviousParagraph, tie));
    }
    // “From the desk of Ida Moen, keeper:” has no verb, and the first name in it is the speaker.
    let verbless = !sentence.clone().any(|at| paragraph.verb(at));
    let name = || {
        let first = sentence.clone().find(|&at| paragraph.items[at].name() && !paragraph.items[at].is(Tags::TIME))?;
        let first = if first == sentence.start { first + 1 } else { first };
        let start = (first..sentence.end).find(|&at| paragraph.items[at].name())?;
        // “Reasons for the Lock festival of Elmsby:” has a noun of things among the names.
        let person = Tags::ROLE.or(Tags::HONORIFIC).or(Tags::FUNCTION);
        let named = |item: &Item| item.name() || !item.word() || item.is(person);
        let somebody = |phrase: &Range<usize>| paragraph.is_person(phrase) && paragraph.slice(phrase).iter().all(named);
        paragraph.phrase_from(start, sentence.end).filter(somebody)
    };
    let source = if verbless { name() } else { None };
    // The subject of “Now it is easy to see why:” is not a person.
    let it = |subject: &Range<usize>| paragraph.slice(subject).iter().all(|item| item.is(Tags::THING));
    let somebody = |subject: &Range<usize>| paragraph.head_may_speak(subject) && !it(subject);
    let joined = || paragraph.joined_subject(sentence.start, sentence.end);
    // “Ida: I have three words for you:”: in a turn of an interview “I” is whom the label names.
    let first = |subject: Range<usize>| match turn_label(paragraph) {
        Some(label) if paragraph.items[subject.start].is(Tags::FIRST) => label,
        _ => subject,
    };
    let subject = || joined().or_else(|| paragraph.main_subject(sentence.start, sentence.end)).filter(somebody);
    let source = source.or_else(subject).map(first)?;
    Some(Attribution::carried(How::PreviousParagraph, paragraph.span(source), None))
}

/// “a speech by the writer Ida Moen”, “an excerpt from Moen”: a noun of speech, and the person whose words it names.
fn words_of_person(paragraph: &Paragraph, sentence: &Range<usize>) -> Option<(usize, Range<usize>)> {
    let items = &paragraph.items;
    let owner = |noun: usize| {
        let joins = items.get(noun + 1).is_some_and(|next| next.is(Tags::AGENT.or(Tags::OF).or(Tags::ATTACHING)));
        let owner =
            paragraph.phrase_from(noun + 2, sentence.end).filter(|_| joins && items[noun].is(Tags::CUE_NOUN))?;
        let named = paragraph.slice(&owner).iter().any(|item| item.name() && !item.is(Tags::OPENER));
        (named && paragraph.is_person(&owner)).then_some((noun, owner))
    };
    sentence.clone().rev().skip(1).find_map(owner)
}

/// A label of an interview has no more words.
const LONG_LABEL: usize = 3;

/// The name before the colon with which a turn of an interview begins.
fn turn_label(paragraph: &Paragraph) -> Option<Range<usize>> {
    let colon = paragraph.items.iter().take(LONG_LABEL + 1).position(|item| item.mark() == Some(':'))?;
    let names = colon > 0 && paragraph.items[..colon].iter().all(Item::name);
    names.then_some(0..colon)
}

/// A paragraph that is nothing but a quotation goes on with the speaker of the one before, if that ends with speech.
fn paragraph_before(draft: &Draft, block: usize, long: bool) -> Option<Attribution> {
    let paragraph = &draft.paragraphs[block];
    let sentence = paragraph.sentences.last()?;
    let speech = |number: &usize| !matches!(draft.found[*number].form, Form::Title | Form::Term);
    let quoted = paragraph.slice(sentence).iter().rev().filter_map(Item::quote).find(speech);
    if let Some(found) = quoted.and_then(|number| draft.found[number].attribution.as_ref()) {
        // A signature ends what somebody says.
        if found.how == How::Signature {
            return None;
        }
        let goes_on = matches!(found.how, How::Continued | How::Farther);
        return Some(found.carried_on(if goes_on { How::Farther } else { How::Continued }));
    }
    let clear = |tie: &&Tie| {
        // “as these are things we want to see too”: a writer’s own wish leads to nobody’s words.
        let own = paragraph.items[tie.source.start].is(Tags::FIRST) && tie.strength < 3;
        let reports = tie.strength == 3 || (tie.strength == 2 && !own && is_human(paragraph, tie));
        tie.shape == Shape::According || (tie.shape == Shape::Active && reports && speaks(paragraph, tie))
    };
    // “Advertisement - scroll to continue”: a line without a stop is no report.
    let reports = long && !paragraph.is_unfinished();
    let tie = paragraph.ties_in(sentence).iter().find(clear).filter(|_| reports)?;
    Some(of_tie(paragraph, How::SpokenOf, tie))
}
