//! Who a source is: the full name for “Pak”, “Mr. Trump” or “she”, where one candidate fits.
//!
//! Invariant: a name is only ever one that stands in full in the draft, before or after the mention; with two candidates
//! there is none.

use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::Tags;
use crate::analysis::attribution::grammar::frame::Frame;
use crate::analysis::attribution::grammar::item::{Item, Span};
use crate::analysis::attribution::grammar::pieces::Input;
use crate::language::{SpeechWords, WordMap};
use std::ops::Range;

/// Bytes before a pronoun among which the name stands that it is short for.
const NEAR: usize = 900;

/// Bytes before a pronoun in which the person whom its paragraph is about must be named.
const FAR: usize = 4 * NEAR;

/// Bytes after the comma of an apposition among which the name starts.
const APPOSITION: usize = 40;

/// A name of a person has no more words.
const LONG_NAME: usize = 4;

/// People by number, in the order in which the draft names them in full.
struct People<'a> {
    names: Vec<String>,
    by_family_name: WordMap<&'a str, Vec<usize>>,
    by_given_name: WordMap<&'a str, Vec<usize>>,
    mentions: Vec<Mention>,
}

/// A mention of a person by name.
struct Mention {
    start: usize,
    person: usize,
    /// Whether it has more than one word of the name.
    full: bool,
    part: Part,
}

/// What a name does in its sentence, as far as the words before it show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It opens the sentence.
    Opens,
    /// It says whose something is, or follows a preposition: a pronoun after it means whoever acts.
    Aside,
    /// Anything else.
    Other,
}

/// A name that may be a person's, by the numbers of its words in [`Names::words`].
struct Name {
    start: usize,
    words: Range<usize>,
    part: Part,
}

/// All such names of a draft, in order, their words without the ending of a genitive.
#[derive(Default)]
struct Names<'a> {
    words: Vec<&'a str>,
    names: Vec<Name>,
}

impl<'a> Names<'a> {
    fn of(draft: &Draft<'a>) -> Self {
        let mut found = Self::default();
        for block in 0..draft.paragraphs.len() {
            match draft.paragraphs.parsed(block) {
                Some(paragraph) => found.add(draft.input, paragraph),
                None => found.add(draft.input, &Frame::without_sentences(draft.input, block)),
            }
        }
        found
    }

    fn add(&mut self, input: &Input<'a>, frame: &Frame) {
        for name in names(frame) {
            // “Ida Moen University’s head”: a genitive has lost the tags of its word.
            let last = &frame.items[name.end - 1];
            let of_body = || input.words.tags(&bare(input, last).to_lowercase()).has(Tags::ORGANISATION);
            if last.is(Tags::GENITIVE) && of_body() {
                continue;
            }
            let from = self.words.len();
            self.words.extend(frame.items[name.clone()].iter().map(|item| bare(input, item)));
            let (start, words) = (frame.items[name.start].span.start, from..self.words.len());
            self.names.push(Name { start, words, part: part(&frame.items, &name) });
        }
    }

    fn words(&self, name: &Name) -> &[&'a str] {
        &self.words[name.words.clone()]
    }
}

/// Finds the full name of every source.
pub fn resolve(draft: &mut Draft) {
    if draft.found.iter().all(|found| found.attribution.is_none()) {
        return;
    }
    let people = People::new(&Names::of(draft));
    // The last speaker who was named, and where.
    let mut speaker: Option<Mention> = None;
    for number in 0..draft.found.len() {
        let Some(source) = draft.found[number].attribution.as_ref().map(|found| found.source) else { continue };
        let (person, candidates) = match people.named(draft.input.text, draft.input.words, head(draft, source)) {
            Some(person) => (Some(person), 1),
            None => match paragraph_of_pronoun(draft, number, source) {
                Some(paragraph) => {
                    let cue = draft.found[number].attribution.as_ref().and_then(|found| found.cue);
                    people.meant((paragraph, source), speaker.as_ref(), cue.and_then(|cue| people.hearer(cue)))
                }
                None => (None, 1),
            },
        };
        if let Some(person) = person {
            speaker = Some(Mention { start: source.start, person, full: false, part: Part::Other });
        }
        if let Some(found) = &mut draft.found[number].attribution {
            found.person = person.map(|person| people.names[person].clone());
            found.candidates = candidates;
        }
    }
}

impl<'a> People<'a> {
    fn new(names: &Names<'a>) -> Self {
        let mut people = Self {
            names: Vec::new(),
            by_family_name: WordMap::default(),
            by_given_name: WordMap::default(),
            mentions: Vec::new(),
        };
        for name in names.names.iter().filter(|name| name.words.len() > 1) {
            people.add(names.words(name));
        }
        for name in &names.names {
            if let Some(person) = people.find(names.words(name)) {
                let (full, part) = (name.words.len() > 1, name.part);
                people.mentions.push(Mention { start: name.start, person, full, part });
            }
        }
        people
    }

    fn add(&mut self, name: &[&'a str]) {
        let Some(family_name) = name.last() else { return };
        let known = self.by_family_name.entry(family_name).or_default();
        if !known.iter().any(|&person| is(&self.names[person], name)) {
            known.push(self.names.len());
            self.by_given_name.entry(name[0]).or_default().push(self.names.len());
            self.names.push(name.join(" "));
        }
    }

    /// Who is meant by a name: the one of that full name, or the only one of that family name or, if nobody has it, of that given
    /// name.
    fn find(&self, name: &[&str]) -> Option<usize> {
        let Some(known) = self.by_family_name.get(name.last()?) else {
            let alone = self.by_given_name.get(name.first()?).filter(|_| name.len() == 1)?;
            return alone.first().copied().filter(|_| alone.len() == 1);
        };
        if name.len() > 1 {
            return known.iter().copied().find(|&person| is(&self.names[person], name));
        }
        known.first().copied().filter(|_| known.len() == 1)
    }

    /// Mentions from byte `from` up to byte `to`.
    fn mentions(&self, from: usize, to: usize) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.start < from);
        let last = self.mentions.partition_point(|mention| mention.start < to);
        &self.mentions[first.min(last)..last]
    }

    /// Who is named in a source, or directly after it: “the keeper, Ida Moen, wrote”, “its head, the former MP Ida Moen”.
    fn named(&self, text: &str, words: &SpeechWords, source: Span) -> Option<usize> {
        let inside = self.mentions(source.start, source.end);
        // “Elmsby’s keeper Ida Moen”: the name in full is the speaker’s, and after what somebody is stands who it is.
        let after_role = |mention: &&Mention| {
            let before = text[source.start..mention.start].trim_end();
            let role = before.rsplit(' ').next().unwrap_or_default();
            mention.full && !before.contains(',') && words.tags(role).has(Tags::ROLE)
        };
        let inside = inside.iter().find(after_role).or(inside.iter().find(|mention| mention.full)).or(inside.first());
        let beside = || {
            let rest = text[source.end..].strip_prefix(", ")?;
            let next = source.end + 2;
            let mention = self.mentions(next, next + APPOSITION).first()?;
            // Only titles and small words stand between the comma and the name.
            let between = &rest[..mention.start - next];
            // “Ida, who went to Elmsby School”
            let clause = between
                .split_whitespace()
                .any(|word| words.tags(&word.to_lowercase()).has(Tags::RELATIVE.or(Tags::PREPOSITION)));
            (!clause && !between.contains([',', '.', ';', '“', '"']) && between.split_whitespace().count() <= 3)
                .then_some(mention)
        };
        inside.or_else(beside).map(|mention| mention.person)
    }

    /// Who is told: Rud in “he told Rud”, who cannot be “he”.
    fn hearer(&self, cue: Span) -> Option<usize> {
        let next = cue.end + 1;
        self.mentions(next, next + 1).first().map(|mention| mention.person)
    }

    /// Whom a pronoun means, and how many people it could mean: the last speaker if nobody else has been named since, or others only
    /// aside and in the same paragraph; else the only person whom its paragraph is about; else the only one named shortly before.
    /// `paragraph` is where its paragraph starts.
    fn meant(
        &self,
        (paragraph, pronoun): (usize, Span),
        speaker: Option<&Mention>,
        hearer: Option<usize>,
    ) -> (Option<usize>, usize) {
        let since = |from: usize| {
            let people = self.mentions(from, pronoun.start).iter();
            people.filter(move |mention| Some(mention.person) != hearer)
        };
        let near = speaker.filter(|speaker| pronoun.start.abs_diff(speaker.start) < NEAR);
        let near = near.filter(|speaker| Some(speaker.person) != hearer);
        let is_here = near.is_some_and(|speaker| speaker.start >= paragraph);
        let is_last = |speaker: &&Mention| {
            since(speaker.start)
                .all(|mention| mention.person == speaker.person || (is_here && mention.part == Part::Aside))
        };
        if let Some(speaker) = near.filter(is_last) {
            return (Some(speaker.person), 1);
        }
        let acting =
            || since(paragraph.max(pronoun.start.saturating_sub(FAR))).filter(|mention| mention.part != Part::Aside);
        if let Some(told_of) = acting().find(|mention| mention.part == Part::Opens)
            && acting().all(|mention| mention.person == told_of.person)
        {
            return (Some(told_of.person), 1);
        }
        let mut people: Vec<usize> = since(pronoun.start.saturating_sub(NEAR)).map(|mention| mention.person).collect();
        people.sort_unstable();
        people.dedup();
        (people.first().copied().filter(|_| people.len() == 1), people.len())
    }
}

/// A source without what a preposition adds: “her advice for the Elmsby Fellowship” is nobody’s of that name.
fn head(draft: &Draft, source: Span) -> Span {
    let block = draft.input.blocks.partition_point(|block| block.end <= source.start);
    let Some(paragraph) = draft.paragraphs.parsed(block) else { return source };
    let phrase = paragraph.items_in(source);
    let head = paragraph.head(&phrase);
    let end = head.clone().last().map_or(source.end, |last| paragraph.items[last].span.end);
    if head.end < phrase.end { Span::new(source.start, end) } else { source }
}

/// Where the paragraph of a source starts that is “he” or “she”; `None` for other sources.
fn paragraph_of_pronoun(draft: &Draft, number: usize, source: Span) -> Option<usize> {
    draft.places[number].iter().find_map(|place| {
        let paragraph = &draft.paragraphs[place.block];
        let first = paragraph.items.get(paragraph.item_from(source.start))?;
        let is_pronoun = first.span == source && first.is(Tags::MALE.or(Tags::FEMALE));
        paragraph.items.first().filter(|_| is_pronoun).map(|first| first.span.start)
    })
}

/// Runs of capitalised words that can name a person, without titles and roles before them.
fn names(frame: &Frame) -> impl Iterator<Item = Range<usize>> + '_ {
    let items = &frame.items;
    let mut at = 0;
    let runs = std::iter::from_fn(move || {
        while !items.get(at)?.name() {
            at += 1;
        }
        let run = at..run_end(items, at);
        at = run.end;
        Some(run)
    });
    runs.filter(|_| !frame.title_case).filter_map(|run| person_in(items, run))
}

/// One past the last word of the run of names that starts at `start`. A genitive ends it; “van” may stand inside.
fn run_end(items: &[Item], start: usize) -> usize {
    let goes_on = |at: usize| {
        let particle = items[at].is(Tags::PARTICLE) && items.get(at + 1).is_some_and(Item::name);
        !items[at - 1].is(Tags::GENITIVE) && (items[at].name() || particle)
    };
    (start + 1..items.len()).find(|&at| !goes_on(at)).unwrap_or(items.len())
}

/// The name of a person in a run of capitalised words: what follows a title, unless it names a body or a time.
fn person_in(items: &[Item], run: Range<usize>) -> Option<Range<usize>> {
    let title = run.clone().rev().skip(1).find(|&at| items[at].is(Tags::HONORIFIC.or(Tags::ROLE)));
    // “the Lock Party”: an article stands before bodies and places.
    let article = title.is_none() && run.start > 0 && items[run.start - 1].is(Tags::DETERMINER);
    let name = title.map_or(run.start, |title| title + 1)..run.end;
    // “May Rud”: months are given names too.
    let given = |at: usize| at == name.start && name.len() > 1;
    let other = name.clone().any(|at| {
        let item = &items[at];
        item.is(Tags::ORGANISATION.or(Tags::ROLE))
            || (item.is(Tags::TIME) && !given(at))
            || (item.is(Tags::ABBREVIATION) && item.span.len() > 2)
    });
    (!article && !other && name.len() <= LONG_NAME).then_some(name)
}

/// What a name does, with the titles and the article before it: “Rud’s plan”, “for Mayor Per Rud”.
fn part(items: &[Item], name: &Range<usize>) -> Part {
    let leads = Tags::HONORIFIC.or(Tags::ROLE).or(Tags::DETERMINER);
    let before = items[..name.start].iter().rev().find(|item| !item.is(leads) && !item.name());
    let opens = before.is_none_or(|item| item.quote().is_some() || matches!(item.mark(), Some('.' | '?' | '!')));
    match items[name.end - 1].is(Tags::GENITIVE) {
        // “Rud’s plan was late. He said”: what opens the sentence may be whom it tells of.
        true if opens => Part::Other,
        true => Part::Aside,
        false if opens => Part::Opens,
        false if before.is_some_and(|item| item.is(Tags::PREPOSITION.or(Tags::OF))) => Part::Aside,
        false => Part::Other,
    }
}

/// Whether a full name has just these words.
fn is(full: &str, words: &[&str]) -> bool {
    full.len() == words.iter().map(|word| word.len() + 1).sum::<usize>() - 1
        && full.split(' ').eq(words.iter().copied())
}

/// The word without the ending of a genitive.
fn bare<'a>(input: &Input<'a>, item: &Item) -> &'a str {
    input.language.morphology.without_genitive(item.span.of(input.text))
}
