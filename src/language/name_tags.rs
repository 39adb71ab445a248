//! [`NameTags`]: the lists of [`NameLexicon`] that hold a word, as one number.

use super::names::NameLexicon;
use super::{WordMap, WordSet};

/// A set of lists of names and of words beside names. The word is folded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameTags(u32);

impl NameTags {
    /// Whether the word is in one of these lists.
    #[must_use]
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The lists of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

macro_rules! name_tags {
    ($($name:ident = $words:expr, $about:literal;)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),* }

        /// The words of a list.
        type Words = fn(&NameLexicon) -> &WordSet<String>;

        /// The list of each tag.
        const LISTS: &[(NameTags, Words)] = &[$((NameTags::$name, $words)),*];

        impl NameTags {
            $(
                #[doc = $about]
                pub const $name: Self = Self(1 << Bit::$name as u32);
            )*
        }
    };
}

name_tags! {
    HONORIFIC = |of| &of.honorifics, "A title before a name.";
    ROLE = |of| &of.callings, "Says who somebody is, as a title does too.";
    CALENDAR = |of| &of.calendar, "A day or a month.";
    PARTICLE = |of| &of.particles, "A small word within names.";
    PERSONAL_PARTICLE = |of| &of.words.particles, "A small word within a person's name.";
    ABBREVIATED = |of| &of.words.abbreviated, "Its full stop is part of the name.";
    STOPPED = |of| &of.words.stopped, "Its full stop ends no sentence.";
    GENERATION = |of| &of.words.generations, "Stands after a name and is not part of the surname.";
    BRIDGE = |of| &of.words.bridges, "A neighbour counts across it.";
    LINK = |of| &of.words.links, "Stands after the head of a body, with more to come.";
    ARTICLE = |of| &of.words.articles, "Stands after a link.";
    INSIDE = |of| &of.words.inside, "A small word within names of the register.";
    CONNECTOR = |of| &of.words.connectors, "Does not distinguish two bodies.";
    FIELD = |of| &of.words.fields, "Stands between a degree and its subject.";
    ORDINARY = |of| &of.words.ordinary, "Ordinary before a name, though a particle looks the same.";
    SYLLABLE = |of| &of.words.syllables, "A Korean syllable that is an English word.";
    DEFINITE = |of| &of.words.definite, "Makes the name after it a thing.";
    JOINT = |of| &of.words.joint, "Stands between the titles of two people.";
    KIN = |of| &of.words.kin, "Says how two people are related.";
    COURTESY = |of| &of.words.courtesy, "A woman's courtesy title.";
    VERB = |of| &of.words.verbs, "After a bare name, makes it a person's.";
    DETERMINER = |of| &of.words.determiners, "Opens a role before a name.";
    CUE = |of| &of.words.cues, "Shows that the full name beside it speaks.";
    LOCATIVE = |of| &of.words.locative, "Stands before the name of a place.";
    ALTERNATIVE = |of| &of.words.alternatives, "Stands between two spellings that are both meant.";
    OPENER = |of| &of.words.openers, "Opens a sentence, and is not part of the name after it.";
    CAPITAL = |of| &of.words.capitals, "Has a capital and is not a name.";
}

impl NameTags {
    /// The head of a body's name.
    pub const HEAD: Self = Self(1 << LISTS.len());

    /// The lists of `lexicon`, by word.
    pub(super) fn of_words(lexicon: &NameLexicon) -> WordMap<String, Self> {
        let mut tags: WordMap<String, Self> = WordMap::default();
        let mut add = |word: &String, tag: Self| {
            let held = tags.entry(word.to_owned()).or_default();
            *held = held.or(tag);
        };
        for (tag, words) in LISTS {
            words(lexicon).iter().for_each(|word| add(word, *tag));
        }
        lexicon.honorifics.iter().for_each(|word| add(word, Self::ROLE));
        lexicon.heads.keys().for_each(|word| add(word, Self::HEAD));
        tags
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::NameTags;

    #[test]
    fn a_word_has_the_tags_of_its_lists() {
        let english = Language::english();
        let tags = |word| english.facts(word).name;
        let title = tags("mrs");
        assert!(title.has(NameTags::HONORIFIC) && title.has(NameTags::ROLE) && title.has(NameTags::COURTESY));
        assert!(!title.has(NameTags::CALENDAR.or(NameTags::HEAD)));
        assert!(tags("committee").has(NameTags::HEAD));
        assert_eq!(tags("quayside"), NameTags::default());
    }
}
