//! Who a source is: the full name for “Pak”, “Mr. Trump” or “she”, where one candidate fits.
//!
//! Invariant: a name is only ever one that stands in the draft, before or after the mention, as fully as it stands anywhere; with
//! two candidates there is none.

mod centre;
mod names;
mod people;

use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::item::{Item, Span};
use crate::analysis::attribution::grammar::{Paragraph, Tags};
use crate::language::SpeechWords;
use names::{Names, Part, Sex};
use people::{Mention, People};

/// Bytes before a pronoun among which the name stands that it is short for.
const NEAR: usize = 900;

/// Bytes before a pronoun in which the person whom its paragraph is about must be named.
const FAR: usize = 4 * NEAR;

/// Bytes after the comma of an apposition among which the name starts.
const APPOSITION: usize = 40;

/// “He” or “she” with its paragraph and the one before.
struct Pronoun {
    span: Span,
    sex: Sex,
    block: usize,
    /// Who spoke last.
    speaker: Option<usize>,
    paragraph: Place,
    before: Option<Place>,
}

/// Where a paragraph starts, and where its first “he” or “she” stands: it may mean somebody of whom it does not tell by name.
#[derive(Clone, Copy)]
struct Place {
    start: usize,
    pronoun: usize,
}

impl Place {
    fn of(paragraph: &Paragraph) -> Option<Self> {
        let is_pronoun = |item: &&Item| item.is(Tags::SUBJECT) && item.is(Tags::MALE.or(Tags::FEMALE));
        let pronoun = paragraph.items.iter().find(is_pronoun).map_or(usize::MAX, |item| item.span().start);
        Some(Self { start: paragraph.items.first()?.span().start, pronoun })
    }
}

/// Finds the full name of every source.
pub fn resolve(draft: &mut Draft) {
    if draft.found.iter().all(|found| found.attribution.is_none()) {
        return;
    }
    let people = People::new(&Names::of(draft));
    // The last speaker who was named, and where; and where the sentence ends that names him.
    let mut speaker: Option<(Mention, usize)> = None;
    for number in 0..draft.found.len() {
        let Some(source) = draft.found[number].attribution.as_ref().map(|found| found.source) else { continue };
        let (person, candidates) = match people.named(draft.input.text, draft.input.words, head(draft, source)) {
            Some(person) => (Some(person), 1),
            None => match pronoun(draft, number, source, speaker.as_ref().map(|(speaker, _)| speaker.person())) {
                Some(pronoun) => {
                    let cue = draft.found[number].attribution.as_ref().and_then(|found| found.cue);
                    let hearer = cue.and_then(|cue| people.hearer(cue));
                    // Lists of given names are not complete: if nobody is left by them, they say nothing.
                    let meant = |names| people.meant(draft, &pronoun, speaker.as_ref(), hearer, names);
                    let (person, candidates) =
                        Some(meant(true)).filter(|(_, candidates)| *candidates > 0).unwrap_or_else(|| meant(false));
                    (person.filter(|&person| people.name(person).is_some()), candidates)
                }
                None => (None, 1),
            },
        };
        if let Some(person) = person {
            let mention = Mention::new(source.start, person, false, Part::Other);
            speaker = Some((mention, end_of_sentence(draft, source)));
        }
        if let Some(found) = &mut draft.found[number].attribution {
            found.person = person.and_then(|person| people.name(person)).cloned();
            found.candidates = candidates;
        }
    }
}

impl People<'_> {
    /// Who is named in a source, or directly after it: “the keeper, Ida Moen, wrote”, “its head, the former MP Ida Moen”.
    fn named(&self, text: &str, words: &SpeechWords, source: Span) -> Option<usize> {
        let inside = self.mentions(source.start, source.end);
        // “Per Rud’s spokesman” is somebody else.
        let mut inside = inside.iter().filter(|mention| mention.owns().is_none_or(|end| end >= source.end));
        // “Elmsby’s keeper Ida Moen”: the name in full is the speaker’s, and after what somebody is stands who it is.
        let after_role = |mention: &&Mention| {
            let before = text[source.start..mention.start()].trim_end();
            let role = before.rsplit(' ').next().unwrap_or_default();
            mention.full && !before.contains(',') && words.tags(role).has(Tags::ROLE)
        };
        let full = inside.clone().find(after_role).or(inside.clone().find(|mention| mention.full));
        let inside = full.or(inside.next());
        let beside = || {
            let rest = text[source.end..].strip_prefix(", ")?;
            let next = source.end + 2;
            let mention = self.mentions(next, next + APPOSITION).first()?;
            // Only titles and small words stand between the comma and the name.
            let between = &rest[..mention.start() - next];
            // “Ida, who went to Elmsby School”, “the average, although Moen”
            let clause_openers = Tags::RELATIVE.or(Tags::PREPOSITION).or(Tags::SUBORDINATOR).or(Tags::CONTRAST);
            let clause = between.split_whitespace().any(|word| words.tags(&word.to_lowercase()).has(clause_openers));
            (!clause && !between.contains([',', '.', ';', '“', '"']) && between.split_whitespace().count() <= 3)
                .then_some(mention)
        };
        inside.or_else(beside).map(|mention| mention.person()).filter(|&person| self.name(person).is_some())
    }

    /// Who is told: Rud in “he told Rud”, who cannot be “he”.
    fn hearer(&self, cue: Span) -> Option<usize> {
        let next = cue.end + 1;
        self.mentions(next, next + 1).first().map(|mention| mention.person())
    }

    /// Whom a pronoun means, and how many people it could mean: the last speaker if nobody else has been named since, or others only
    /// aside and in the same paragraph, or in the one before, where its own names nobody; else the only person whom its paragraph is
    /// about, or the one before where its own names nobody; else the one whom the sentence before is about; else the only one named
    /// shortly before. Nobody counts whom a courtesy title, or with `names` a given name, shows to be of the other sex.
    fn meant(
        &self,
        draft: &Draft,
        of: &Pronoun,
        speaker: Option<&(Mention, usize)>,
        hearer: Option<usize>,
        names: bool,
    ) -> (Option<usize>, usize) {
        let &Pronoun { span: pronoun, sex, paragraph, before, .. } = of;
        let may_be = |person: usize| Some(person) != hearer && self.may_be(person, sex, names);
        let since = |from: usize| {
            let people = self.mentions(from, pronoun.start).iter();
            people.filter(move |mention| may_be(mention.person()))
        };
        let near = speaker.filter(|(speaker, _)| pronoun.start.abs_diff(speaker.start()) < NEAR);
        let near = near.filter(|(speaker, _)| may_be(speaker.person()));
        let names_nobody = self.mentions(paragraph.start, pronoun.start).is_empty();
        let told = before.filter(|_| names_nobody).unwrap_or(paragraph);
        let from = told.start;
        let is_here = near.is_some_and(|(speaker, _)| speaker.start() >= from);
        // “Moen told them that Rud was late”: whom the speaker tells of is somebody else.
        let is_last = |(speaker, end): &&(Mention, usize)| {
            let is_told_of = |mention: &Mention| names && mention.start() > speaker.start() && mention.start() < *end;
            since(speaker.start()).all(|mention| {
                mention.person() == speaker.person() || (is_here && mention.part == Part::Aside) || is_told_of(mention)
            })
        };
        if let Some((speaker, _)) = near.filter(is_last) {
            return (Some(speaker.person()), 1);
        }
        let acting = || {
            since(paragraph.start.max(pronoun.start.saturating_sub(FAR))).filter(|mention| mention.part != Part::Aside)
        };
        if let Some(told_of) = acting().find(|mention| mention.part == Part::Opens)
            && acting().all(|mention| mention.person() == told_of.person())
        {
            return (Some(told_of.person()), 1);
        }
        // The only one who acts in the paragraph, or in the one before where this names nobody, if no pronoun meant another first.
        let mut told_of = since(told.start.max(pronoun.start.saturating_sub(FAR))).filter(|of| of.part != Part::Aside);
        if let Some(first) = told_of.next().filter(|first| first.start() < told.pronoun)
            && told_of.all(|mention| mention.person() == first.person())
        {
            return (Some(first.person()), 1);
        }
        let mut people: Vec<usize> =
            since(pronoun.start.saturating_sub(NEAR)).map(|mention| mention.person()).collect();
        people.sort_unstable();
        people.dedup();
        // Readers may still have to think about it.
        if let Some(person) = self.centre(draft, of, &may_be).filter(|_| names) {
            return (Some(person), people.len().max(1));
        }
        (people.first().copied().filter(|_| people.len() == 1), people.len())
    }
}

/// Where the sentence of a source ends, if its grammar has been read.
fn end_of_sentence(draft: &Draft, source: Span) -> usize {
    let block = draft.input.blocks.partition_point(|block| block.end <= source.start);
    let of = |paragraph: &Paragraph| {
        let item = Some(paragraph.item_from(source.start)).filter(|&item| item < paragraph.items.len())?;
        paragraph.items.get(paragraph.sentence(item).end - 1).map(|last| last.span().end)
    };
    draft.paragraphs.parsed(block).and_then(of).unwrap_or(source.end)
}

/// A source without what a preposition adds: “her advice for the Elmsby Fellowship” is nobody’s of that name.
fn head(draft: &Draft, source: Span) -> Span {
    let block = draft.input.blocks.partition_point(|block| block.end <= source.start);
    draft.paragraphs.parsed(block).map_or(source, |paragraph| head_of(paragraph, source))
}

/// The same in a paragraph.
fn head_of(paragraph: &Paragraph, source: Span) -> Span {
    let phrase = paragraph.items_in(source);
    let head = paragraph.head(&phrase);
    let end = head.clone().last().map_or(source.end, |last| paragraph.items[last].span().end);
    if head.end < phrase.end { Span::new(source.start, end) } else { source }
}

/// A source that is “he” or “she”.
fn pronoun(draft: &Draft, number: usize, source: Span, speaker: Option<usize>) -> Option<Pronoun> {
    draft.places[number].iter().find_map(|place| {
        let paragraph = &draft.paragraphs[place.block];
        let first = paragraph.items.get(paragraph.item_from(source.start)).filter(|first| first.span() == source)?;
        let sex = match (first.is(Tags::MALE), first.is(Tags::FEMALE)) {
            (true, _) => Sex::Man,
            (false, true) => Sex::Woman,
            (false, false) => return None,
        };
        let before = place.block.checked_sub(1).and_then(|block| draft.paragraphs.parsed(block));
        let before = before.and_then(Place::of);
        Some(Pronoun { span: source, sex, block: place.block, speaker, paragraph: Place::of(paragraph)?, before })
    })
}
