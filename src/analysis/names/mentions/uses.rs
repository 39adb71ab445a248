//! [`Form`]: all that a draft does with one form of a capitalised word; [`Use`]: one place of it.

use crate::analysis::names::house::Roles;
use crate::language::Marks;
use std::num::NonZeroU32;

/// One capitalised use of a form. Small, because every capitalised word of a draft has one.
#[derive(Debug, Clone)]
pub struct Use {
    word: u32,
    /// The numbers of the forms beside it, plus one.
    left: Option<NonZeroU32>,
    right: Option<NonZeroU32>,
}

impl Use {
    /// The use of a form at a word, with the forms beside it.
    pub fn new(word: usize, left: Option<usize>, right: Option<usize>) -> Self {
        let number = |form: usize| NonZeroU32::MIN.saturating_add(form as u32);
        Self { word: word as u32, left: left.map(number), right: right.map(number) }
    }

    /// The number of the word.
    pub const fn word(&self) -> usize {
        self.word as usize
    }

    /// The form before it in the run; initials are skipped.
    pub fn left(&self) -> Option<usize> {
        self.left.map(|form| form.get() as usize - 1)
    }

    /// The form after it in the run.
    pub fn right(&self) -> Option<usize> {
        self.right.map(|form| form.get() as usize - 1)
    }
}

/// Forms that stand beside another one, by their numbers, ascending. Most have one or two.
#[derive(Debug, Clone, Default)]
pub struct Beside(Vec<usize>);

impl Beside {
    /// Adds a form, unless it is there.
    pub fn add(&mut self, form: usize) {
        if let Err(place) = self.0.binary_search(&form) {
            self.0.insert(place, form);
        }
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, usize> {
        self.0.iter()
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a form is among them.
    pub fn contains(&self, form: usize) -> bool {
        self.0.binary_search(&form).is_ok()
    }

    /// Those that are also among others.
    pub fn shared<'b>(&'b self, other: &'b Self) -> impl Iterator<Item = &'b usize> {
        let (few, many) = if self.len() < other.len() { (self, other) } else { (other, self) };
        few.iter().filter(|form| many.contains(**form))
    }

    /// Whether one of them is also among others.
    pub fn meets(&self, other: &Self) -> bool {
        self.shared(other).next().is_some()
    }
}

/// All uses of one form of a word: those that differ in capitals and accents only.
#[derive(Debug, Clone, Default)]
pub struct Form<'a> {
    /// The word in lower case, without accents.
    pub fold: &'a str,
    /// What lists of names know about it.
    pub marks: Marks,
    /// The parts that it plays in names of the register.
    pub roles: Roles,
    /// Whether it is part of some name of the register.
    pub is_in_register: bool,
    /// Its capitalised uses, in order.
    pub uses: Vec<Use>,
    /// Number of uses in lower case: it is an ordinary word here.
    pub lower: usize,
    /// Number of uses where nothing but a name asks for a capital: inside a sentence, not in a headline.
    pub firm: usize,
    /// The forms seen before it.
    pub lefts: Beside,
    /// The forms seen after it.
    pub rights: Beside,
    /// Those seen before it that may be given names.
    pub givens: Beside,
    /// Number of uses alone, with no name word on either side.
    pub bare: usize,
    /// Number of uses directly after a title.
    pub titled: usize,
    /// Number of uses directly after *the*.
    pub article: usize,
    /// Whether it is a title: *Mr*, *Gov*.
    pub honorific: bool,
    /// Whether it is a day or month.
    pub calendar: bool,
}

impl Form<'_> {
    /// Whether one form is seen before both, or after both.
    pub fn shares_neighbour(&self, other: &Self) -> bool {
        self.lefts.meets(&other.lefts) || self.rights.meets(&other.rights)
    }
}
