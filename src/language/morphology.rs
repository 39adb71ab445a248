//! [`Morphology`]: what the ending of a word shows (`rules/lexicon/morphology.toml`).

use super::Tags;
use super::lists::parsed;
use serde::Deserialize;

/// Endings of words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Morphology {
    possessive: Vec<String>,
    possessive_mark: Vec<String>,
    possessive_mark_after: Vec<char>,
    irregular_plural: Vec<String>,
    past: Ending,
    adverb: Ending,
    participle: Ending,
    plural: Ending,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ending {
    ending: String,
    /// The fewest bytes of a word that the ending counts in.
    least: usize,
    /// A longer ending that it does not count in.
    but: Option<String>,
}

impl Ending {
    fn ends(&self, lower: &str) -> bool {
        lower.len() >= self.least && ends(lower, &self.ending) && !self.but.as_ref().is_some_and(|but| ends(lower, but))
    }
}

/// Whether `word` ends with `ending`. Most words differ from it in their last byte.
fn ends(word: &str, ending: &str) -> bool {
    word.as_bytes().last() == ending.as_bytes().last() && word.ends_with(ending)
}

/// What the letters of a word show without any list. Shapes use the high bits of [`Tags`], word lists the low ones, so that
/// one test asks for either.
impl Tags {
    /// Ends as regular past forms do: “pressed”.
    pub const PAST_ENDING: Tags = Tags(1 << 63);
    /// Ends as adverbs of manner do: “quietly”.
    pub const ADVERB_ENDING: Tags = Tags(1 << 62);
    /// Ends as present participles do: “pressing”.
    pub const PARTICIPLE_ENDING: Tags = Tags(1 << 61);
    /// Ends as plurals do, and as third persons do: “members”, “folds”.
    pub const PLURAL_ENDING: Tags = Tags(1 << 60);
    /// Owns what follows: “the mayor’s”.
    pub const GENITIVE: Tags = Tags(1 << 59);
    /// Has no letters: “42”.
    pub const NUMBER: Tags = Tags(1 << 58);
    /// Ends with a full stop that belongs to it: “Sen.”
    pub const ABBREVIATION: Tags = Tags(1 << 57);

    /// These tags and, where `yes`, those of `more`.
    #[must_use]
    pub const fn and_if(self, yes: bool, more: Tags) -> Tags {
        if yes { self.or(more) } else { self }
    }
}

impl Morphology {
    pub(super) fn embedded() -> Self {
        parsed("morphology")
    }

    /// The shape of a word in lower case.
    #[must_use]
    pub fn shape(&self, lower: &str) -> Tags {
        let any = |endings: &[String]| endings.iter().any(|ending| ends(lower, ending));
        Tags::default()
            .and_if(any(&self.possessive) || any(&self.possessive_mark), Tags::GENITIVE)
            .and_if(lower.ends_with('.'), Tags::ABBREVIATION)
            .and_if(self.plural.ends(lower) || any(&self.irregular_plural), Tags::PLURAL_ENDING)
            .and_if(self.past.ends(lower), Tags::PAST_ENDING)
            .and_if(self.adverb.ends(lower), Tags::ADVERB_ENDING)
            .and_if(self.participle.ends(lower), Tags::PARTICIPLE_ENDING)
            .and_if(!lower.chars().any(char::is_alphabetic), Tags::NUMBER)
    }

    /// The word without a possessive ending: “the mayor’s” gives “the mayor”. The mark alone stays: it may close a
    /// quotation.
    #[must_use]
    pub fn without_possessive<'a>(&self, word: &'a str) -> &'a str {
        let last = |text: &str| text.as_bytes().last().map(u8::to_ascii_lowercase);
        let last_of_word = last(word);
        let base = |ending: &String| {
            if last_of_word != last(ending) {
                return None;
            }
            let base = word.get(..word.len().checked_sub(ending.len())?)?;
            word[base.len()..].eq_ignore_ascii_case(ending).then_some(base)
        };
        self.possessive.iter().find_map(base).unwrap_or(word)
    }

    /// The word without a possessive ending, the mark of a plural among them: “the mayors’” gives “the mayors”.
    #[must_use]
    pub fn without_genitive<'a>(&self, word: &'a str) -> &'a str {
        let base = self.without_possessive(word);
        self.possessive_mark.iter().find(|mark| ends(base, mark)).map_or(base, |mark| &base[..base.len() - mark.len()])
    }

    /// Whether an apostrophe after `text` may make its last word possessive: “the mayors’ offices”. It may as well close a
    /// quotation in single marks; only what follows shows which.
    #[must_use]
    pub fn takes_possessive_mark(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|last| self.possessive_mark_after.contains(&last.to_ascii_lowercase()))
    }

    /// The letters of an acronym without the ending of a plural: “NGOs” gives “NGO”. Words in lower case need more than
    /// their ending to be known as plurals.
    #[must_use]
    pub fn without_plural<'a>(&self, acronym: &'a str) -> &'a str {
        acronym.strip_suffix(self.plural.ending.as_str()).unwrap_or(acronym)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn possessives_are_taken_off() {
        let english = Morphology::embedded();
        for (word, base, bare) in [
            ("mayor’s", "mayor", "mayor"),
            ("MAYOR'S", "MAYOR", "MAYOR"),
            ("mayors’", "mayors’", "mayors"),
            ("boss", "boss", "boss"),
            ("’s", "", ""),
        ] {
            assert_eq!((english.without_possessive(word), english.without_genitive(word)), (base, bare), "{word}");
        }
    }

    #[test]
    fn endings_show_forms_of_words() {
        let english = Morphology::embedded();
        for (word, tag) in [
            ("pressed", Tags::PAST_ENDING),
            ("quietly", Tags::ADVERB_ENDING),
            ("pressing", Tags::PARTICIPLE_ENDING),
            ("members", Tags::PLURAL_ENDING),
            ("policemen", Tags::PLURAL_ENDING),
            ("mayor’s", Tags::GENITIVE.or(Tags::PLURAL_ENDING)),
            ("sen.", Tags::ABBREVIATION),
            ("42", Tags::NUMBER),
            ("press", Tags::default()),
            ("red", Tags::default()),
            ("king", Tags::default()),
        ] {
            assert_eq!(english.shape(word), tag, "{word}");
        }
    }
}
