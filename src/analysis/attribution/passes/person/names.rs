//! The names of people in a draft, in order, with what stands before them.

use crate::analysis::attribution::draft::Draft;
use crate::analysis::attribution::grammar::Tags;
use crate::analysis::attribution::grammar::frame::{Frame, Room};
use crate::analysis::attribution::grammar::item::Item;
use crate::analysis::attribution::grammar::pieces::Input;
use crate::language::{Language, Marks, WordMap};
use std::num::NonZeroU32;
use std::ops::Range;

/// A name of a person has no more words.
const LONG_NAME: usize = 4;

/// The maximum number of names of one family that are compared.
const FAMILY: usize = 16;

/// Bytes before a name among which a word for kin says whose it is: “her husband, former Mayor Per Rud”.
const KIN: usize = 40;

/// The maximum number of words from a word for kin to the name.
const KIN_WORDS: usize = 3;

/// Whether a man or a woman is meant, where words show it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sex {
    /// “he”, “Mr.”
    Man,
    /// “she”, “Mrs.”
    Woman,
}

/// What a name does in its sentence, as far as the words before it show.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It opens the sentence.
    Opens,
    /// It says whose something is, or follows a preposition: a pronoun after it means whoever acts.
    Aside,
    /// Anything else.
    Other,
}

/// What stands before a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// Nothing that says who it is.
    None,
    /// A courtesy title that men or women have.
    Courtesy(Sex),
    /// An office or a rank.
    Office,
}

/// A name that may be a person's, by the numbers of its words in [`Names::words`]. Small, since a book has a hundred thousand.
pub struct Name {
    /// Where it starts.
    pub start: u32,
    /// The block in which it stands.
    pub block: u32,
    words: (u32, u32),
    /// What it does in its sentence.
    pub part: Part,
    /// What stands before it.
    pub title: Title,
    /// Where its last word ends, if that says whose something is: “Rud’s”.
    pub owns: Option<NonZeroU32>,
    /// Whether it is named as somebody’s kin: “her husband, Per Rud”.
    pub is_kin: bool,
}

impl Name {
    fn words(&self) -> Range<usize> {
        self.words.0 as usize..self.words.1 as usize
    }
}

/// All such names of a draft, in order, their words without the ending of a genitive.
#[derive(Default)]
pub struct Names<'a> {
    words: Vec<&'a str>,
    /// What lists of names know about each of the words.
    marks: Vec<Marks>,
    /// The names.
    pub names: Vec<Name>,
}

impl<'a> Names<'a> {
    pub fn of(draft: &Draft<'a>) -> Self {
        let mut found = Self::default();
        let mut room = Room::default();
        for block in 0..draft.paragraphs.len() {
            match draft.paragraphs.parsed(block) {
                Some(paragraph) => found.add(draft.input, paragraph, block),
                None if draft.input.may_name(block) => {
                    let frame = Frame::of_names(draft.input, block, &mut room);
                    found.add(draft.input, &frame, block);
                    frame.give_back(&mut room);
                }
                None => {}
            }
        }
        found.shorten(draft.input.language);
        found
    }

    fn add(&mut self, input: &Input<'a>, frame: &Frame, block: usize) {
        for (title, name) in names(input, frame) {
            // “Ida Moen University’s head”: a genitive has lost the tags of its word.
            let last = &frame.items[name.end - 1];
            let of_body = || input.words.tags(&bare(input, last).to_lowercase()).has(Tags::ORGANISATION);
            if last.is(Tags::GENITIVE) && of_body() {
                continue;
            }
            let name = without_post(input, &frame.items, name);
            let from = self.words.len();
            for item in &frame.items[name.clone()] {
                let word = bare(input, item);
                self.words.push(word);
                self.marks.push(input.marks_of(item, word));
            }
            let (start, words) = (frame.items[name.start].span().start as u32, (from as u32, self.words.len() as u32));
            let title = title.map_or(Title::None, |title| kind_of(input, &frame.items[title]));
            let owns = NonZeroU32::new(last.span().end as u32).filter(|_| last.is(Tags::GENITIVE));
            let block = block as u32;
            let is_kin = name.len() > 1 && is_kin(input, start as usize);
            self.names.push(Name { start, block, words, part: part(&frame.items, &name), title, owns, is_kin });
        }
    }

    /// Leaves to each name what can only be a surname: “De Blasio”, “Whatever Moen has done”, and “Lind Moen” where the draft has
    /// “Ida Lind Moen”. What stands before a name that the draft has without it goes too: “Comedian Ida Moen”.
    fn shorten(&mut self, language: &Language) {
        let mut families: WordMap<&str, Vec<Range<usize>>> = WordMap::default();
        for name in self.names.iter().map(Name::words).filter(|words| words.len() > 1) {
            let known = families.entry(self.words[name.end - 1]).or_default();
            if known.len() < FAMILY && !known.iter().any(|of| self.words[of.clone()] == self.words[name.clone()]) {
                known.push(name);
            }
        }
        for name in &mut self.names {
            let Some(known) = families.get(self.words[name.words().end - 1]).filter(|_| name.words().len() > 1) else {
                continue;
            };
            let words = &self.words[name.words()];
            let first = self.marks[name.words().start];
            let is_particle = |word: &&str| language.article.name_particles.contains(word.to_lowercase().as_str());
            let others = known.iter().filter(|of| self.words[(*of).clone()] != *words);
            let is_part = || others.clone().any(|of| self.words[of.clone()].ends_with(words));
            let is_word = first.word() && !first.surname() && name.part == Part::Opens;
            let is_known = || others.clone().any(|of| self.marks[of.start].given());
            let is_given = first.given();
            let is_end =
                |of: &&Range<usize>| self.marks[of.start].given() && words.ends_with(&self.words[(*of).clone()]);
            let without = || others.clone().filter(|_| !is_given).find(is_end);
            if (!is_given && words[..words.len() - 1].iter().all(is_particle))
                || is_part()
                || (!is_given && words.len() == 2 && is_word && is_known())
            {
                name.words.0 = name.words.1 - 1;
            } else if let Some(shorter) = without() {
                name.words.0 = name.words.1 - shorter.len() as u32;
            }
        }
    }

    /// The words of a name.
    pub fn words(&self, name: &Name) -> &[&'a str] {
        &self.words[name.words()]
    }

    /// What lists of names know about the first word of a name.
    pub fn marks(&self, name: &Name) -> Marks {
        self.marks[name.words().start]
    }
}

/// What kind of title a word is.
fn kind_of(input: &Input, title: &Item) -> Title {
    let word = title.span().of(input.text).trim_end_matches('.').to_lowercase();
    let words = &input.language.names.words;
    if words.courtesy.contains(&word) {
        Title::Courtesy(Sex::Woman)
    } else if words.courtesy_of_men.contains(&word) {
        Title::Courtesy(Sex::Man)
    } else if title.is(Tags::HONORIFIC) {
        Title::Office
    } else {
        Title::None
    }
}

/// Runs of capitalised words that can name a person, without titles and roles before them, each with the last of those.
fn names(input: &Input, frame: &Frame) -> impl Iterator<Item = (Option<usize>, Range<usize>)> {
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
    runs.filter(|_| !frame.title_case).filter_map(|run| person_in(input, items, run))
}

/// One past the last word of the run of names that starts at `start`. A genitive ends it; “van” may stand inside.
fn run_end(items: &[Item], start: usize) -> usize {
    let goes_on = |at: usize| {
        let particle = items[at].is(Tags::PARTICLE) && items.get(at + 1).is_some_and(Item::name);
        !items[at - 1].is(Tags::GENITIVE) && (items[at].name() || particle)
    };
    (start + 1..items.len()).find(|&at| !goes_on(at)).unwrap_or(items.len())
}

/// The name of a person in a run of capitalised words, with the title that it follows, unless it names a body or a time.
fn person_in(input: &Input, items: &[Item], run: Range<usize>) -> Option<(Option<usize>, Range<usize>)> {
    let title = run.clone().rev().skip(1).find(|&at| items[at].is(Tags::HONORIFIC.or(Tags::ROLE)));
    // “the Lock Party”: an article stands before bodies and places.
    let article = title.is_none() && run.start > 0 && items[run.start - 1].is(Tags::DETERMINER);
    let name = title.map_or(run.start, |title| title + 1)..run.end;
    let opens = |at: usize| at == name.start && name.len() > 1;
    // “Bill Rud”: a bill is a document too.
    let is_given = |item: &Item| input.marks_of(item, item.span().of(input.text)).given();
    // “Ida West”, and then “West”
    let is_surname = |at: usize| {
        at + 1 == name.end
            && name.len() <= 2
            && (name.len() == 1 || is_given(&items[name.start]))
            && marks_of(input, &items[at]).surname()
    };
    let other = name.clone().any(|at| {
        let item = &items[at];
        item.is(Tags::ROLE)
            || (item.is(Tags::ORGANISATION) && !(opens(at) && is_given(item)) && !is_surname(at))
            || (item.is(Tags::TIME) && !opens(at)) // “May Rud”: months are given names too
            || (item.is(Tags::ABBREVIATION) && item.span().len() > 2 && !(opens(at) && is_initials(input, item)))
    });
    // “New Elmshire”: an ordinary word and a word that nobody is called by.
    let is_place = || {
        let marks = |at: usize| marks_of(input, &items[at]);
        if name.len() < 2 {
            return false;
        }
        let (first, last) = (marks(name.start), marks(name.end - 1));
        first.word() && !first.given() && last.proper() && !last.surname()
    };
    // “FULL TEXT”: capitals show no name.
    let shouts = name.len() > 1 && name.clone().all(|at| items[at].is(Tags::INITIALS));
    (!article && !other && !shouts && name.len() <= LONG_NAME && !is_place()).then_some((title, name))
}

/// Whether letters with full stops can be initials: “J.M. Rud”, but not “U.S. Court”.
fn is_initials(input: &Input, item: &Item) -> bool {
    let word = item.span().of(input.text);
    let letters: String = word.split('.').map(str::to_lowercase).collect();
    let is_of_one = word.split('.').all(|part| part.chars().nth(1).is_none());
    word.contains('.') && is_of_one && !input.language.names.words.lettered.contains(&letters)
}

/// “Director of Open Locks Ida Moen”: the name begins after the ordinary words that say what somebody is head of.
fn without_post(input: &Input, items: &[Item], name: Range<usize>) -> Range<usize> {
    if name.len() < 3 {
        return name;
    }
    let marks = |at: usize| marks_of(input, &items[at]);
    let ordinary = |at: &usize| {
        let marks = marks(*at);
        // “Editor-in-Chief”
        let is_joined =
            || input.language.morphology.without_genitive(items[*at].span().of(input.text)).matches('-').count() > 1;
        marks.word() && !marks.given() && !marks.surname() || marks.unknown() && is_joined()
    };
    if !ordinary(&name.start) {
        return name;
    }
    let given = (name.start + 1..name.end - 1).find(|&at| marks(at).given());
    let post = || name.clone().take_while(ordinary).count().min(name.len() - 2);
    given.unwrap_or_else(|| name.start + post())..name.end
}

/// What a name does, with the titles and the article before it: “Rud’s plan”, “for Mayor Per Rud”.
fn part(items: &[Item], name: &Range<usize>) -> Part {
    let before = items[..name.start].iter().rev().find(|item| !item.is(Tags::BEFORE_NAME) && !item.name());
    let opens = before.is_none_or(|item| item.quote().is_some() || matches!(item.mark(), Some('.' | '?' | '!')));
    // “Moen spokesman Per Rud”: the name says whose spokesman he is.
    let roles = items[name.end..].iter().take_while(|item| item.is(Tags::ROLE) && !item.capital).count();
    if roles > 0 && items.get(name.end + roles).is_some_and(Item::name) {
        return Part::Aside;
    }
    match items[name.end - 1].is(Tags::GENITIVE) {
        // “Rud’s plan was late. He said”: what opens the sentence may be whom it tells of.
        true if opens => Part::Other,
        true => Part::Aside,
        false if opens => Part::Opens,
        false if before.is_some_and(|item| item.is(Tags::PREPOSITION.or(Tags::OF))) => Part::Aside,
        false => Part::Other,
    }
}

/// Whether a word for kin stands before a name: “her husband, former Mayor Per Rud”.
fn is_kin(input: &Input, start: usize) -> bool {
    let before = &input.text[input.text.floor_char_boundary(start.saturating_sub(KIN))..start];
    let before = before.rsplit(['.', '\n', '“', '"']).next().unwrap_or_default();
    let mut words = before.split_whitespace().rev().take(KIN_WORDS).map(|word| word.trim_end_matches(','));
    words.any(|word| input.language.names.words.kin.contains(word))
}

/// What lists of names know about a word, without the ending of a genitive.
fn marks_of(input: &Input, item: &Item) -> Marks {
    input.marks_of(item, bare(input, item))
}

/// The word without the ending of a genitive.
fn bare<'a>(input: &Input<'a>, item: &Item) -> &'a str {
    input.language.morphology.without_genitive(item.span().of(input.text))
}
