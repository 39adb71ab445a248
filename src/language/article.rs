//! [`ArticleWords`]: the words by which the parts of a draft are found.

use super::lists::parsed;
use super::source::SourceNouns;
use super::{WordMap, WordSet};
use crate::expression::{Anchors, Collector, Expression, Literal, Literals, Tables};
use crate::prose::Zone;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

/// Words by which sentences, zones, quotations, acronyms and times are found.
#[derive(Debug)]
pub struct ArticleWords {
    /// Lower case, without the last full stop; a name or number follows.
    pub abbreviations: WordSet<String>,
    /// As written; may end a sentence too.
    pub soft_abbreviations: WordSet<String>,
    /// The same in lower case.
    lower_abbreviations: WordSet<String>,
    /// Words of one letter, which are not initials.
    pub words_of_one_letter: WordSet<String>,
    /// Capitalised words that begin a sentence after an abbreviation.
    pub sentence_openers: WordSet<String>,
    /// Words written with a leading apostrophe, without it.
    pub elisions: WordSet<String>,
    /// Ends of words from which a letter is dropped, lower case: “goin’”, “o’”.
    pub elided_ends: ElidedEnds,
    /// Acronyms that readers know without their names.
    pub household_acronyms: WordSet<String>,
    /// Acronyms that readers of a field know, with the words by which a draft about it is known.
    pub fields: LazyLock<Vec<Field>>,
    /// Words for bodies, lower case: letters directly after one are described, “the bank BLFO”.
    pub bodies: WordSet<String>,
    /// Words for what a body makes, lower case: letters right before one name the maker, “a BVA poll”.
    pub products: WordSet<String>,
    /// Words of three letters that writers set in capitals for emphasis, lower case: “a BIG win”.
    pub shouted: WordSet<String>,
    /// Letters between two parties to a case, lower case: “BLFO v. Holm”.
    pub versus: WordSet<String>,
    /// First letters of the four-letter call signs of stations, which take no “the”.
    pub call_signs: WordSet<char>,
    /// Small words inside names, lower case.
    pub name_particles: WordSet<String>,
    /// Phrases for times relative to today, lower case, longest first.
    pub relative_times: Vec<String>,
    /// Those of them that stay true until the month ends.
    pub months: Vec<String>,
    /// Those that stay true until the year ends.
    pub years: Vec<String>,
    /// Words that show that somebody accused was heard, lower case.
    pub answers: WordSet<String>,
    /// What somebody answers to a comment to let the words stand, lower case.
    pub stet: WordSet<String>,
    /// Sources that nobody can ask.
    pub vague_sources: VagueSources,
    /// What sources without a name are.
    pub sources: LazyLock<SourceNouns>,
    /// Expressions for things that are said in many ways, by name.
    pub phrase_families: BTreeMap<String, Vec<String>>,
    /// Words that show that a block is not running text.
    pub zones: ZoneWords,
    /// The phrases for times by their first word, in the order of [`ArticleWords::relative_times`].
    moments: OnceLock<WordMap<String, Vec<String>>>,
}

/// Words for sources that nobody can ask; each list sorted, lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VagueSources {
    /// Crowds: “critics”.
    pub groups: Vec<String>,
    /// Words before a crowd that the draft has introduced: “the”, “his”.
    pub definite: Vec<String>,
    /// People without a name: “aide”, “officials”.
    pub unnamed: Vec<String>,
    /// First words of a source that is not named.
    pub indefinite: Vec<String>,
    /// Phrases that say why there is no name.
    pub reasons: Vec<String>,
    /// Words that judge a person: “clown”, “unfit”.
    pub judgements: Vec<String>,
    /// Phrases for those who will not speak.
    pub silences: Vec<String>,
}

/// A field whose readers know more acronyms than others.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// What it is called.
    pub name: String,
    /// Words, lower case, that hardly anybody uses who does not write for its readers.
    pub signs: WordSet<String>,
    /// Its acronyms.
    pub words: WordSet<String>,
}

/// Words that show that a block is not running text.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneWords {
    /// Words that open a byline.
    pub byline: Vec<String>,
    /// Words between two names of a byline.
    pub byline_joints: Vec<String>,
    /// Verbs between a person's name and what the person is, in a bio.
    pub bio_verbs: Vec<String>,
    /// Words after such a verb.
    pub bio_nouns: Vec<String>,
    /// Last words of an age that stands for a date.
    pub ago: Vec<String>,
    /// Words before a date that say what happened on it.
    pub updated: Vec<String>,
    /// Metadata fields by zone.
    pub metadata: MetadataFields,
    /// Signs of a zone in the block itself.
    pub sign: Vec<Sign>,
    dateline: String,
    #[serde(skip)]
    signs: OnceLock<Signs>,
    #[serde(skip)]
    dateline_form: OnceLock<Option<Expression>>,
}

/// Names of metadata fields that say what a zone would.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetadataFields {
    /// The headline.
    pub headline: Vec<String>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// When it was or will be published.
    pub date: Vec<String>,
}

/// A phrase that gives a block's zone away.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    /// The zone.
    pub zone: Zone,
    /// The longest block, in words, that it holds for.
    pub longest: usize,
    /// The block starts with one of these, case ignored.
    #[serde(default)]
    pub starts: Vec<String>,
    /// The block has one of these somewhere, case ignored.
    #[serde(default)]
    pub contains: Vec<String>,
}

#[derive(Deserialize)]
struct Fields {
    field: Vec<Field>,
}

#[derive(Deserialize)]
struct Families {
    family: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
    #[serde(default)]
    soft: Vec<String>,
    #[serde(default)]
    words_of_one_letter: Vec<String>,
    #[serde(default)]
    bodies: Vec<String>,
    #[serde(default)]
    products: Vec<String>,
    #[serde(default)]
    shouted: Vec<String>,
    #[serde(default)]
    versus: Vec<String>,
    #[serde(default)]
    call_signs: Vec<char>,
    #[serde(default)]
    months: Vec<String>,
    #[serde(default)]
    years: Vec<String>,
}

/// The part of `elisions.toml` about the ends of words.
#[derive(Deserialize)]
struct Elided {
    ends: ElidedEnds,
}

/// Ends of words from which a letter is dropped; the apostrophe after them ends no quotation by itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ElidedEnds {
    /// Endings of longer words: “in” of “goin’”.
    endings: Vec<String>,
    /// Whole words: “o’”, “an’”.
    words: WordSet<String>,
}

impl ElidedEnds {
    /// Whether `text` ends with such a word.
    pub fn close(&self, text: &str) -> bool {
        /// Words with the ending have at least as many letters: “goin’”.
        const SHORTEST: usize = 4;
        let start = text.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| text.ceil_char_boundary(at + 1));
        let word = text[start..].to_lowercase();
        let ends = self.endings.iter().any(|ending| word.ends_with(ending.as_str()));
        self.words.contains(&word) || (ends && word.chars().count() >= SHORTEST)
    }
}

/// The phrases of all signs, found in one pass.
#[derive(Debug)]
pub struct Signs {
    /// Finds every phrase of every sign, case ignored.
    pub phrases: Literals<'static>,
    /// For each phrase the signs that have it, by their index, and whether it counts only at the start of a block.
    pub of: Vec<Vec<(usize, bool)>>,
    /// The maximum number of words of a block that any sign holds for.
    pub longest: usize,
    /// Whether a phrase may be found although none [may be in](Literals::may_be_in) a token.
    pub are_across: bool,
}

impl Signs {
    /// Whether a phrase may be found in a text for this token, which is in lower case and has these anchors.
    pub fn may_be_in(&self, token: &str, anchors: &Anchors) -> bool {
        self.are_across || anchors.known().map_or_else(|| self.phrases.may_be_in(token), |anchors| !anchors.is_empty())
    }
}

impl ZoneWords {
    /// The signs, ready to be searched for.
    pub fn signs(&self) -> &Signs {
        self.signs.get_or_init(|| {
            let tables = Tables::built_in();
            let mut phrases = Collector::new(&tables.frequencies);
            let mut of: Vec<Vec<(usize, bool)>> = Vec::new();
            let signs = self.sign.iter().enumerate();
            let lists = signs.flat_map(|(index, sign)| [(index, true, &sign.starts), (index, false, &sign.contains)]);
            for (index, at_start, text) in
                lists.flat_map(|(index, at, list)| list.iter().map(move |of| (index, at, of)))
            {
                let text = Cow::Borrowed(text.as_str());
                let number = phrases.add(&Literal { text, opens: false, closes: false }) as usize;
                of.resize_with(phrases.count(), Vec::new);
                of[number].push((index, at_start));
            }
            let phrases = phrases.finish();
            let are_across = phrases.are_across();
            Signs { phrases, of, are_across, longest: self.sign.iter().map(|sign| sign.longest).max().unwrap_or(0) }
        })
    }

    /// The end of the dateline that `text` opens with, its dash included.
    #[must_use]
    pub fn dateline(&self, text: &str) -> Option<usize> {
        // The form opens with three capitals or signs, and few paragraphs do.
        if text.chars().take(3).any(char::is_lowercase) {
            return None;
        }
        let form = self.dateline_form.get_or_init(|| Expression::parse(&self.dateline, true).ok());
        form.as_ref()?.find(text).map(|found| found.end)
    }
}

/// Why a full stop belongs to the word before it, so that it need not end the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviated {
    /// A single letter: “J. Smith”.
    Initial,
    /// Letters with full stops between them: “U.S.”
    Initials,
    /// A name or a number always follows: “Dr.”
    Title,
    /// It may end a sentence too: “Inc.”
    Short,
}

impl ArticleWords {
    /// What makes the full stop that follows `word` part of it; `None` if it is not.
    #[must_use]
    pub fn abbreviated(&self, word: &str) -> Option<Abbreviated> {
        let mut letters = word.chars();
        let is_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if is_letter {
            return (!self.words_of_one_letter.contains(word)).then_some(Abbreviated::Initial);
        }
        if word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2) {
            return Some(Abbreviated::Initials);
        }
        if self.abbreviations.contains(word.to_lowercase().as_str()) {
            return Some(Abbreviated::Title);
        }
        self.soft_abbreviations.contains(word).then_some(Abbreviated::Short)
    }

    /// Whether a word may be [abbreviated](Self::abbreviated), given in lower case.
    pub(super) fn may_be_abbreviated(&self, lower: &str) -> bool {
        lower.chars().nth(1).is_none()
            || lower.contains('.')
            || self.abbreviations.contains(lower)
            || self.lower_abbreviations.contains(lower)
    }

    /// The embedded lists.
    pub(super) fn embedded() -> Self {
        let abbreviations = words("abbreviations");
        let household = words("household-acronyms");
        let elisions = words("elisions");
        let times = words("relative-times");
        let mut relative_times: Vec<String> =
            times.words.iter().chain(&times.months).chain(&times.years).cloned().collect();
        relative_times.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        Self {
            abbreviations: abbreviations.words.into_iter().collect(),
            words_of_one_letter: abbreviations.words_of_one_letter.into_iter().collect(),
            lower_abbreviations: abbreviations.soft.iter().map(|word| word.to_lowercase()).collect(),
            soft_abbreviations: abbreviations.soft.into_iter().collect(),
            sentence_openers: words("sentence-openers").words.into_iter().collect(),
            elisions: elisions.words.into_iter().collect(),
            elided_ends: parsed::<Elided>("elisions").ends,
            household_acronyms: household.words.into_iter().collect(),
            fields: LazyLock::new(|| parsed::<Fields>("field-acronyms").field), // which few drafts need
            bodies: household.bodies.into_iter().collect(),
            products: household.products.into_iter().collect(),
            shouted: household.shouted.into_iter().collect(),
            versus: household.versus.into_iter().collect(),
            call_signs: household.call_signs.into_iter().collect(),
            name_particles: words("name-particles").words.into_iter().collect(),
            relative_times,
            months: times.months,
            years: times.years,
            answers: words("answers").words.into_iter().collect(),
            stet: words("stet").words.into_iter().collect(),
            vague_sources: parsed("vague-sources"),
            sources: LazyLock::new(|| parsed("sources")), // which only the audit of sources asks for
            phrase_families: parsed::<Families>("phrase-families").family,
            zones: parsed("zones"),
            moments: OnceLock::new(),
        }
    }

    /// The phrases of [`ArticleWords::relative_times`] that begin with a word in lower case, longest first.
    #[must_use]
    pub fn moments(&self, word: &str) -> &[String] {
        let by_first_word = || {
            let mut phrases: WordMap<String, Vec<String>> = WordMap::default();
            for phrase in &self.relative_times {
                let first = phrase.split(' ').next().unwrap_or_default();
                phrases.entry(first.to_owned()).or_default().push(phrase.to_owned());
            }
            phrases
        };
        self.moments.get_or_init(by_first_word).get(word).map_or(&[], Vec::as_slice)
    }
}

fn words(name: &str) -> Words {
    parsed(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_a_dateline_is_an_expression() {
        let zones: ZoneWords = parsed("zones");
        assert_eq!(zones.dateline("GENEVA, March 4 (Agency) — It rained."), Some("GENEVA, March 4 (Agency) — ".len()));
        assert_eq!(zones.dateline("It rained."), None);
    }
}
