//! [`Name`]: one form of a name in the register.

use super::entry::NameKind;
use crate::layout::Reader;

/// One form of a name in the register.
#[derive(Debug, Clone)]
pub struct Name {
    /// As written.
    pub text: String,
    /// What it names.
    pub kind: NameKind,
    /// Its words, folded; initials left out.
    pub words: Vec<String>,
    /// The canonical form, where this one is a known mistake.
    pub wrong_for: Option<String>,
    /// The canonical form, where an entry lists this one.
    pub canonical: Option<String>,
    /// Whether the surname stands first.
    pub family_first: bool,
    /// Whether the newsroom has compared it with a source.
    pub verified: bool,
}

/// What names have a folded word for: one bit for each part that it plays in some name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(pub(super) u8);

impl Roles {
    /// Part of a name that is right; not of the shortest words, which every text has.
    pub const KNOWN: Self = Self(1);
    /// Part of the name of a place or of its people; not of the shortest words either.
    pub const PLACE: Self = Self(1 << 1);
    /// Part of some name, be it a known mistake.
    pub const PART: Self = Self(1 << 2);
    /// A name by itself, be it a known mistake.
    pub const WHOLE: Self = Self(1 << 3);
    /// The first of two words of a name, be it a known mistake.
    pub const FIRST: Self = Self(1 << 4);

    /// Whether it plays one of these parts.
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The parts of both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The kinds by the numbers under which they are laid out.
pub(super) const KINDS: [NameKind; 5] =
    [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::Product, NameKind::Law];

impl Name {
    /// Reads one that is laid out. Nobody in the newsroom has compared it with a source.
    pub fn read(from: &mut Reader) -> (Self, Vec<String>) {
        let text = from.text().to_owned();
        let kind = KINDS.get(usize::from(from.byte())).copied().unwrap_or_default();
        let family_first = from.byte() != 0;
        let mut optional = || {
            let is_there = from.byte() != 0;
            let text = from.text();
            is_there.then(|| text.to_owned())
        };
        let (wrong_for, canonical) = (optional(), optional());
        let mut list = || -> Vec<String> { (0..from.long()).map(|_| from.text().to_owned()).collect() };
        let (words, texts) = (list(), list());
        (Self { text, kind, words, wrong_for, canonical, family_first, verified: false }, texts)
    }
}
