//! [`Form`]: all that a draft does with one form of a capitalised word; [`Use`]: one place of it.

use crate::language::Marks;
use std::collections::BTreeSet;
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

/// All uses of one form of a word: those that differ in capitals and accents only.
#[derive(Debug, Clone, Default)]
pub struct Form<'a> {
    /// The word in lower case, without accents.
    pub fold: &'a str,
    /// What lists of names know about it.
    pub marks: Marks,
    /// Its capitalised uses, in order.
    pub uses: Vec<Use>,
    /// Number of uses in lower case: it is an ordinary word here.
    pub lower: usize,
    /// Number of uses where nothing but a name asks for a capital: inside a sentence, not in a headline.
    pub firm: usize,
    /// The forms seen before it.
    pub lefts: BTreeSet<usize>,
    /// The forms seen after it.
    pub rights: BTreeSet<usize>,
    /// Those seen before it that may be given names.
    pub givens: BTreeSet<usize>,
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
        !self.lefts.is_disjoint(&other.lefts) || !self.rights.is_disjoint(&other.rights)
    }
}
