//! Sources that a text only portrays: how a person takes something, what they do as they end, whose page or section it is.

use crate::analysis::attribution::draft::{Draft, words_of};
use crate::analysis::attribution::grammar::item::Item;
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use crate::analysis::attribution::model::{Attribution, How};
use std::ops::Range;

/// A sentence that only ends somebody’s words has no more items: “Ida Moen concluded.”
const LONG_ENDING: usize = 5;

/// Paragraphs before a block quotation in which the person is looked for whom they portray.
const PORTRAIT: usize = 4;

/// “Moen is pleased with the lock. “Q””: how a person takes something is an answer, like “Moen agreed”.
pub fn mood(paragraph: &Paragraph, sentence: &Range<usize>, how: How) -> Option<Attribution> {
    if how != How::PreviousSentence {
        return None;
    }
    let items = &paragraph.items;
    let be = |at: usize| (sentence.start..at).rev().take(3).find(|&be| items[be].is(Tags::COPULA));
    let at = sentence.clone().find(|&at| items[at].is(Tags::MOOD) && !items[at].capital)?;
    let be = be(at)?;
    let close = |item: &Item| item.is(Tags::ADVERB.or(Tags::ADVERB_ENDING).or(Tags::COPULA).or(Tags::AUXILIARY));
    let subject = paragraph.subject(be).filter(|_| paragraph.slice(&(be..at)).iter().all(close))?;
    let main = paragraph.main_subject(sentence.start, sentence.end)?;
    let same = main == subject.phrase && paragraph.is_person(&main);
    same.then(|| Attribution::carried(how, paragraph.span(main), Some(paragraph.span(be..at + 1))))
}

/// “Q.” Moen ended: a sentence after the quotation that is nothing but a person and a verb in the past.
pub fn ends(paragraph: &Paragraph, sentence: &Range<usize>, how: How) -> Option<Attribution> {
    let items = &paragraph.items;
    let last = sentence.end - usize::from(items[sentence.end - 1].mark() == Some('.'));
    let verb = last.checked_sub(1).filter(|&verb| verb > sentence.start && how == How::NextSentence)?;
    let source = sentence.start..verb;
    let past = items[verb].is(Tags::PAST_ENDING) && items[verb].word() && !items[verb].capital;
    let names = paragraph.slice(&source).iter().all(Item::name) && paragraph.is_person(&source);
    (past && names && sentence.len() <= LONG_ENDING)
        .then(|| Attribution::carried(how, paragraph.span(source), Some(paragraph.span(verb..verb + 1))))
}

/// > I like locks.
///
/// A block in the first person, below a heading that is a name, or below paragraphs about one person.
pub fn block(draft: &Draft, block: usize) -> Option<Attribution> {
    let input = draft.input;
    let number = draft.paragraphs[block].items.first().and_then(Item::quote)?;
    let span = draft.found[number].span;
    let of_speaker = |word: &str| input.words.tags(&word.to_lowercase()).has(Tags::FIRST);
    let text = span.of(input.text);
    let marked = text.char_indices().skip(1).any(|(at, c)| matches!(c, '“' | '"') && at + 2 < text.len());
    let quoted = input.block_quote(span).is_some_and(|block| !block.pulled) && !marked;
    // “For example,” leads in to words that nobody says.
    let led = |before: &Paragraph| before.items.last().is_some_and(|last| matches!(last.mark(), Some(':' | ',')));
    let led = block.checked_sub(1).is_some_and(|before| led(&draft.paragraphs[before]));
    if led || !quoted || !words_of(span.of(input.text)).any(of_speaker) {
        return None;
    }
    let near = (block.saturating_sub(PORTRAIT)..block).rev();
    let mut found: Option<Attribution> = None;
    for before in near {
        let paragraph = &draft.paragraphs[before];
        if input.is_heading(before) {
            let whole = 0..paragraph.items.len();
            let name = (2..=4).contains(&whole.len()) && paragraph.items.iter().all(Item::name);
            let heading = name && paragraph.is_person(&whole);
            return heading.then(|| Attribution::carried(How::Farther, paragraph.span(whole), None)).or(found);
        }
        if found.is_none() {
            found = portrayed(paragraph);
        }
    }
    found
}

/// The person whom a paragraph is about: the subject of its last sentence that has a person for it.
fn portrayed(paragraph: &Paragraph) -> Option<Attribution> {
    let subject = |sentence: &Range<usize>| {
        let subject = paragraph.main_subject(sentence.start, sentence.end)?;
        let words = paragraph.slice(&subject);
        let one = words.iter().any(|item| item.is(Tags::MALE.or(Tags::FEMALE)))
            || (paragraph.is_person(&subject)
                && words.iter().all(|item| item.name() && !item.is(Tags::OPENER.or(Tags::INITIALS))));
        one.then_some(subject)
    };
    let found = paragraph.sentences.iter().rev().find_map(subject)?;
    Some(Attribution::carried(How::Farther, paragraph.span(found), None))
}
