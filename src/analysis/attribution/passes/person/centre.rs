//! Whom a sentence is about, and so “he” or “she” after it: “Rud said that Moen was late. “Q,” he said”.
//!
//! Of several people whom a sentence names, the one who speaks in it comes first, then the one who opens it. Whom it names besides
//! is what it tells of them.

use super::names::{Part, Sex};
use super::people::{Mention, People};
use super::{Pronoun, head_of};
use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::item::{Item, Span};
use crate::analysis::attribution::grammar::tie::{Shape, Tie};
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use std::ops::Range;

/// The maximum number of paragraphs before a pronoun that may say who it is.
const BEFORE: usize = 2;

/// Whom a sentence is about.
enum Centre {
    /// This person.
    Person(usize),
    /// Nobody by name, so that the sentence before decides.
    Nobody,
    /// One of several.
    Open,
}

impl People<'_> {
    /// Whom the last sentence before a pronoun is about that names anybody for whom `may_be` holds, in its paragraph or, where that
    /// names nobody, in those before.
    pub(super) fn centre(&self, draft: &Draft, of: &Pronoun, may_be: &dyn Fn(usize) -> bool) -> Option<usize> {
        let here = &draft.paragraphs[of.block];
        let (own, _) = here
            .sentences
            .iter()
            .enumerate()
            .find(|(_, of_it)| here.slice(of_it).last().is_some_and(|last| last.span().end > of.span.start))?;
        match self.last_centre(draft, of, (here, own), may_be) {
            Centre::Person(person) => return Some(person),
            Centre::Open => return None,
            Centre::Nobody => {}
        }
        for block in (0..of.block).rev().take(BEFORE) {
            let before = &draft.paragraphs[block];
            match self.last_centre(draft, of, (before, before.sentences.len()), may_be) {
                Centre::Person(person) => return Some(person),
                Centre::Open => return None,
                Centre::Nobody => {}
            }
        }
        None
    }

    /// Whom the last sentence of a paragraph is about before a pronoun, which stands in the sentence `own`.
    fn last_centre(
        &self,
        draft: &Draft,
        of: &Pronoun,
        (paragraph, own): (&Paragraph, usize),
        may_be: &dyn Fn(usize) -> bool,
    ) -> Centre {
        let count = paragraph.sentences.len().min(own + 1);
        for (number, sentence) in paragraph.sentences[..count].iter().enumerate().rev() {
            match self.centre_of(draft, of, (paragraph, sentence, number == own), may_be) {
                Centre::Nobody => {}
                found => return found,
            }
        }
        Centre::Nobody
    }

    /// Whom a sentence is about. What stands after the pronoun does not count, nor in its own sentence whoever neither speaks nor
    /// opens it: “after a talk with Moen, he said”.
    fn centre_of(
        &self,
        draft: &Draft,
        of: &Pronoun,
        (paragraph, sentence, is_own): (&Paragraph, &Range<usize>, bool),
        may_be: &dyn Fn(usize) -> bool,
    ) -> Centre {
        let until = of.span.start;
        let items = paragraph.slice(sentence);
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return Centre::Nobody };
        let is_before = |tie: &&Tie| paragraph.items[tie.end() - 1].span().end <= until;
        // “pointing out that Moen had said”: what stands in the clause of another is told by him.
        let mut ties = paragraph.ties_in(sentence).iter().filter(is_before).enumerate();
        let speaks = ties.find(|(number, tie)| is_clear(tie) && (*number == 0 || tie.opens)).map(|(_, tie)| tie);
        let sex = if of.sex == Sex::Man { Tags::MALE } else { Tags::FEMALE };
        let is_pronoun = |item: &Item| item.is(Tags::SUBJECT) && item.is(sex);
        if let Some(tie) = speaks {
            let source = head_of(paragraph, paragraph.span(tie.source.clone()));
            match self.named(draft.input.text, draft.input.words, source) {
                Some(speaker) if may_be(speaker) => return Centre::Person(speaker),
                // Somebody of whom the draft has one name only.
                None if !self.mentions(source.start, source.end).is_empty() => return Centre::Open,
                // “He said that Moen was late”: who “he” is, an earlier sentence says.
                None if !is_own && paragraph.slice(&tie.source).iter().all(is_pronoun) => return Centre::Nobody,
                // “The host said”: somebody without a name may be “he”, unless he is told of one who opens the sentence: “Moen
                // laughed when the host asked”.
                None if paragraph.has_role(&tie.source) && !self.opens_before(items, source, may_be) => {
                    return Centre::Open;
                }
                _ => {}
            }
        }
        let named = self.mentions(first.span().start, last.span().end.min(until)).iter();
        let named = named.filter(|mention| may_be(mention.person()) && mention.part != Part::Aside);
        // “Moen’s speech was short when she said”
        let start = first_word(items).map_or(first.span().start, |word| word.span().start);
        let opens = |mention: &&Mention| mention.part == Part::Opens || mention.start() == start;
        if let Some(opens) = named.clone().find(opens) {
            // “Rud met Lee”: readers cannot know either, unless the draft has gone on about one of them.
            let is_other = |mention: &Mention| {
                mention.person() != opens.person()
                    && self.name(mention.person()).is_some()
                    && !is_deeper(items, opens, mention)
                    && (self.is_shown(mention.person(), of.sex) || !self.is_shown(opens.person(), of.sex))
            };
            let is_only = !named.clone().any(is_other);
            let is_meant = is_only || of.speaker == Some(opens.person());
            return if is_meant { Centre::Person(opens.person()) } else { Centre::Open };
        }
        let mut named = named;
        match named.next() {
            // “Then she met Moen”: whom the sentence is about is somebody else.
            Some(one) if items.iter().take_while(|item| item.span().start < one.start()).any(is_pronoun) => {
                Centre::Nobody
            }
            Some(_) if is_own => Centre::Open,
            Some(one) if named.all(|of| of.person() == one.person() || is_deeper(items, one, of)) => {
                Centre::Person(one.person())
            }
            Some(_) => Centre::Open,
            None => Centre::Nobody,
        }
    }

    /// Whether a sentence opens with somebody for whom `may_be` holds, before its clause with the subject `source`.
    fn opens_before(&self, items: &[Item], source: Span, may_be: &dyn Fn(usize) -> bool) -> bool {
        let Some(first) = items.first().filter(|first| first.span().start < source.start) else { return false };
        let mentions = self.mentions(first.span().start, source.start);
        mentions.iter().any(|mention| mention.part == Part::Opens && may_be(mention.person()))
    }
}

/// Whether somebody is named in what the other does or says: “Moen came *to help Rud*”, “Moen fell, *saying that Rud* had pushed her”.
fn is_deeper(items: &[Item], one: &Mention, other: &Mention) -> bool {
    let opens = Tags::PARTICIPLE_ENDING.or(Tags::INFINITIVE).or(Tags::CONTENT);
    let after = items.iter().skip_while(|item| item.span().start <= one.start());
    other.start() > one.start()
        && after.take_while(|item| item.span().start < other.start()).any(|item| !item.capital && item.is(opens))
}

/// The first word of a sentence that is not “but” or “then”.
fn first_word(items: &[Item]) -> Option<&Item> {
    items.iter().find(|item| item.word() && !item.is(Tags::COORDINATOR.or(Tags::ADVERB).or(Tags::CONTRAST)))
}

/// Whether somebody clearly speaks: a verb of speech with its own subject.
fn is_clear(tie: &Tie) -> bool {
    tie.strength == 3
        && match tie.shape {
            Shape::Active => tie.has_own_subject(),
            Shape::Inverted | Shape::According => true,
            Shape::Passive | Shape::Noun => false,
        }
}
