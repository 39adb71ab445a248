//! The people of a draft by name, and who is meant by each mention.

use super::names::{Name, Names, Part, Sex, Title};
use crate::language::{Marks, WordMap};
use std::num::NonZeroU32;

/// How often a draft names somebody in full to tell him from another of his family.
const AGAIN: usize = 3;

/// People by number, in the order in which the draft names them in full.
pub struct People<'a> {
    /// The name of each as the draft gives it in full; with no more than a surname, that.
    names: Vec<String>,
    sexes: Vec<Option<Sex>>,
    /// Whether a courtesy title shows the sex of each, and not a given name.
    is_sure: Vec<bool>,
    by_family_name: WordMap<&'a str, Family>,
    by_given_name: WordMap<&'a str, Vec<usize>>,
    mentions: Vec<Mention>,
}

/// The number of anybody of whom the draft has one name only, which may be that of something else.
const STRANGER: usize = usize::MAX;

/// The people of one family name.
#[derive(Default)]
struct Family {
    people: Vec<usize>,
    /// Those whom the draft has named in full so far.
    introduced: Vec<usize>,
    /// Whom the name alone means: the one person who had been introduced when it first stood alone.
    owner: Option<Option<usize>>,
    /// Who else it means: the one whom the draft names in full least.
    plain: Option<usize>,
    /// Who was named in full last, and in which block.
    last: Option<(usize, u32)>,
}

/// A mention of a person by name. Small, as a [`Name`] is.
pub struct Mention {
    start: u32,
    person: u32,
    /// Whether it has more than one word of the name.
    pub full: bool,
    /// What it does in its sentence.
    pub part: Part,
    /// Where it ends, if it says whose something is.
    owns: Option<NonZeroU32>,
}

const _: () = assert!(size_of::<Mention>() <= 16, "a mention is at most 16 bytes");

impl Mention {
    pub fn new(start: usize, person: usize, full: bool, part: Part) -> Self {
        Self { start: start as u32, person: person as u32, full, part, owns: None }
    }

    /// What a name in the draft is of `person`.
    fn of(name: &Name, person: usize, full: bool) -> Self {
        Self { start: name.start, owns: name.owns, ..Self::new(0, person, full, name.part) }
    }

    /// Where it starts.
    pub const fn start(&self) -> usize {
        self.start as usize
    }

    /// Whose it is.
    pub const fn person(&self) -> usize {
        if self.person == STRANGER as u32 { STRANGER } else { self.person as usize }
    }

    /// Where it ends, if it says whose something is.
    pub fn owns(&self) -> Option<usize> {
        self.owns.map(|end| end.get() as usize)
    }
}

impl<'a> People<'a> {
    pub fn new(names: &Names<'a>) -> Self {
        let mut people = Self {
            names: Vec::new(),
            sexes: Vec::new(),
            is_sure: Vec::new(),
            by_family_name: WordMap::default(),
            by_given_name: WordMap::default(),
            mentions: Vec::new(),
        };
        for name in names.names.iter().filter(|name| names.words(name).len() > 1) {
            people.add(names.words(name), names.marks(name));
        }
        let mut titled: WordMap<&str, usize> = WordMap::default();
        for name in names.names.iter().filter(|name| name.title != Title::None) {
            if let &[surname] = names.words(name) {
                let times = titled.entry(surname).or_default();
                *times += 1;
                people.add_titled(surname, names.marks(name), name.title, *times);
            }
        }
        people.settle_sexes(names);
        people.settle_families(names);
        for name in &names.names {
            if let Some(person) = people.find(names.words(name), name) {
                people.mentions.push(Mention::of(name, person, names.words(name).len() > 1));
            } else if let &[word] = names.words(name) {
                people.add_stranger(word, names.marks(name), name);
            }
        }
        people
    }

    fn add(&mut self, name: &[&'a str], marks: Marks) {
        let Some(family_name) = name.last() else { return };
        let known = &mut self.by_family_name.entry(family_name).or_default().people;
        if !known.iter().any(|&person| is(&self.names[person], name)) {
            known.push(self.names.len());
            self.by_given_name.entry(name[0]).or_default().push(self.names.len());
            self.names.push(name.join(" "));
            self.is_sure.push(false);
            self.sexes.push(match (marks.man(), marks.woman()) {
                (true, false) => Some(Sex::Man),
                (false, true) => Some(Sex::Woman),
                _ => None,
            });
        }
    }

    /// Adds “Mr. Rud” where the draft names no Rud in full, when his title stands there for this number of `times`.
    fn add_titled(&mut self, surname: &'a str, marks: Marks, title: Title, times: usize) {
        // “President France”: the name of something else needs a courtesy title, or its title twice.
        let is_shown = matches!(title, Title::Courtesy(_)) || times > 1;
        let is_surname = marks.unknown() || marks.surname() && !marks.proper() || is_shown && !marks.word();
        if !is_surname || self.by_family_name.contains_key(surname) || self.by_given_name.contains_key(surname) {
            return;
        }
        let person = self.names.len();
        self.by_family_name.entry(surname).or_default().people.push(person);
        self.names.push(surname.to_owned());
        self.is_sure.push(false);
        self.sexes.push(None);
    }

    /// Notes somebody of whom the draft has one name only, and whom a pronoun may mean.
    fn add_stranger(&mut self, word: &str, marks: Marks, name: &Name) {
        let is_name = !marks.word() && !marks.proper() && (marks.unknown() || marks.surname() || marks.given());
        // “#FerryDay”, “UiPath”: a tag or a firm.
        let has_inner_capitals = word.chars().skip(1).any(char::is_uppercase);
        if is_name && !has_inner_capitals && name.part != Part::Aside {
            self.mentions.push(Mention::of(name, STRANGER, false));
        }
    }

    /// “Mr. Rud” says more of the one Rud than a given name.
    fn settle_sexes(&mut self, names: &Names) {
        for name in &names.names {
            let Title::Courtesy(sex) = name.title else { continue };
            let words = names.words(name);
            let Some(family) = words.last().and_then(|last| self.by_family_name.get(last)) else { continue };
            let known = &family.people;
            let person = match known.as_slice() {
                &[one] => Some(one),
                several => several.iter().copied().find(|&person| is(&self.names[person], words)),
            };
            if let Some(person) = person {
                (self.sexes[person], self.is_sure[person]) = (Some(sex), true);
            }
        }
    }

    /// Gives a bare surname to the one of a family whom the draft names in full least, if it goes on naming the others in full:
    /// “Rud”, where his daughter is always “Ida Rud”.
    fn settle_families(&mut self, names: &Names) {
        let mut times = vec![0_usize; self.names.len()];
        for name in names.names.iter().filter(|name| names.words(name).len() > 1) {
            let words = names.words(name);
            let family = words.last().and_then(|last| self.by_family_name.get(last));
            let person = family.and_then(|of| of.people.iter().copied().find(|&one| is(&self.names[one], words)));
            if let Some(person) = person {
                times[person] += 1;
            }
        }
        for family in self.by_family_name.values_mut().filter(|family| family.people.len() > 1) {
            let Some(&least) = family.people.iter().min_by_key(|&&person| times[person]) else { continue };
            let again = |person: usize| times[person] >= AGAIN && times[person] > 2 * times[least];
            if family.people.iter().all(|&person| person == least || again(person)) {
                family.plain = Some(least);
            }
        }
    }

    /// Whether “he” or “she” can mean somebody. Given names only count if `names` says so.
    pub fn may_be(&self, person: usize, sex: Sex, names: bool) -> bool {
        let is_shown = names || self.is_sure.get(person).copied().unwrap_or(false);
        !is_shown || self.sexes.get(person).copied().flatten().is_none_or(|of| of == sex)
    }

    /// Whether words show that somebody is of a sex.
    pub fn is_shown(&self, person: usize, sex: Sex) -> bool {
        self.sexes.get(person).copied().flatten() == Some(sex)
    }

    /// Who is meant by a name: the one of that full name; the one of that family name; if nobody has it, the one of that given
    /// name. Names come in their order.
    fn find(&mut self, words: &[&'a str], name: &Name) -> Option<usize> {
        let (first, last) = (words.first()?, words.last()?);
        let Some(family) = self.by_family_name.get_mut(last) else {
            let alone = self.by_given_name.get(first).filter(|_| words.len() == 1)?;
            return alone.first().copied().filter(|_| alone.len() == 1);
        };
        if words.len() > 1 {
            let person = family.people.iter().copied().find(|&person| is(&self.names[person], words))?;
            // “Her husband, Per Rud”: who is named as somebody’s kin is not meant by the name alone.
            let is_kin = name.is_kin && !family.introduced.is_empty();
            if !is_kin && !family.introduced.contains(&person) {
                family.introduced.push(person);
            }
            if name.part != Part::Aside {
                family.last = Some((person, name.block));
            }
            return Some(person);
        }
        if let &[one] = family.people.as_slice() {
            return Some(one);
        }
        let sexes = &self.sexes;
        let sex = if let Title::Courtesy(sex) = name.title { Some(sex) } else { None };
        let fits = |person: usize| sex.is_none() || sexes[person].is_none() || sexes[person] == sex;
        let is_shown = |person: usize| sex.is_some() && sexes[person] == sex;
        if let Some(one) = only(&family.people, is_shown).or_else(|| only(&family.people, fits)) {
            return Some(one);
        }
        if family.introduced.is_empty() {
            return None;
        }
        let first = || family.introduced.first().copied().filter(|_| family.introduced.len() == 1);
        let owner = family.owner.get_or_insert_with(first).or(family.plain).filter(|&person| fits(person))?;
        // “Her brother Per Holm sat down. Holm said”
        let is_other = family.last.is_some_and(|(person, block)| person != owner && block == name.block);
        (!is_other).then_some(owner)
    }

    /// The name of somebody; none of a stranger.
    pub fn name(&self, person: usize) -> Option<&String> {
        self.names.get(person)
    }

    /// Mentions from byte `from` up to byte `to`.
    pub fn mentions(&self, from: usize, to: usize) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.start() < from);
        let last = self.mentions.partition_point(|mention| mention.start() < to);
        &self.mentions[first.min(last)..last]
    }
}

/// The one of `people` for whom `fits` holds.
fn only(people: &[usize], fits: impl Fn(usize) -> bool) -> Option<usize> {
    let mut fitting = people.iter().copied().filter(|&person| fits(person));
    fitting.next().filter(|_| fitting.next().is_none())
}

/// Whether a full name has just these words.
fn is(full: &str, words: &[&str]) -> bool {
    full.len() == words.iter().map(|word| word.len() + 1).sum::<usize>() - 1
        && full.split(' ').eq(words.iter().copied())
}
