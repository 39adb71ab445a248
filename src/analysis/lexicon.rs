//! [`Lexicon`]: the word lists of `rules/lexicon`, embedded and read once.
//!
//! Lists are data, so that an editor can read and question them; no code holds English words where a list would do.

use super::Zone;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

/// Every file of `rules/lexicon` by name, as embedded.
pub const LEXICON_FILES: &[(&str, &str)] = &[
    ("abbreviations", include_str!("../../rules/lexicon/abbreviations.toml")),
    ("answers", include_str!("../../rules/lexicon/answers.toml")),
    ("calendar", include_str!("../../rules/lexicon/calendar.toml")),
    ("cue-nouns", include_str!("../../rules/lexicon/cue-nouns.toml")),
    ("cues", include_str!("../../rules/lexicon/cues.toml")),
    ("currencies", include_str!("../../rules/lexicon/currencies.toml")),
    ("dates", include_str!("../../rules/lexicon/dates.toml")),
    ("elisions", include_str!("../../rules/lexicon/elisions.toml")),
    ("grammar", include_str!("../../rules/lexicon/grammar.toml")),
    ("honorifics", include_str!("../../rules/lexicon/honorifics.toml")),
    ("household-acronyms", include_str!("../../rules/lexicon/household-acronyms.toml")),
    ("lookalikes", include_str!("../../rules/lexicon/lookalikes.toml")),
    ("name-particles", include_str!("../../rules/lexicon/name-particles.toml")),
    ("name-words", include_str!("../../rules/lexicon/name-words.toml")),
    ("nicknames", include_str!("../../rules/lexicon/nicknames.toml")),
    ("numbers", include_str!("../../rules/lexicon/numbers.toml")),
    ("organisation-heads", include_str!("../../rules/lexicon/organisation-heads.toml")),
    ("phrase-families", include_str!("../../rules/lexicon/phrase-families.toml")),
    ("plain-verbs", include_str!("../../rules/lexicon/plain-verbs.toml")),
    ("pronouns", include_str!("../../rules/lexicon/pronouns.toml")),
    ("relative-times", include_str!("../../rules/lexicon/relative-times.toml")),
    ("scare-hints", include_str!("../../rules/lexicon/scare-hints.toml")),
    ("sentence-openers", include_str!("../../rules/lexicon/sentence-openers.toml")),
    ("speaker-names", include_str!("../../rules/lexicon/speaker-names.toml")),
    ("speaker-titles", include_str!("../../rules/lexicon/speaker-titles.toml")),
    ("suffix-pairs", include_str!("../../rules/lexicon/suffix-pairs.toml")),
    ("vague-sources", include_str!("../../rules/lexicon/vague-sources.toml")),
    ("works", include_str!("../../rules/lexicon/works.toml")),
    ("zones", include_str!("../../rules/lexicon/zones.toml")),
];

/// The lists that the analysis reads.
#[derive(Debug)]
pub struct Lexicon {
    /// Lower case, without the last full stop; a name or number follows.
    pub abbreviations: HashSet<String>,
    /// As written; may end a sentence too.
    pub soft_abbreviations: HashSet<String>,
    /// Words of one letter, which are no initials.
    pub words_of_one_letter: HashSet<String>,
    /// Capitalised words that begin a sentence after an abbreviation.
    pub sentence_openers: HashSet<String>,
    /// Words written with a leading apostrophe, without it.
    pub elisions: HashSet<String>,
    /// What stands for a word behind another, with its apostrophe: “’re” in “we’re”, written straight.
    pub contractions: HashSet<String>,
    /// Acronyms that readers know without their names.
    pub household_acronyms: HashSet<String>,
    /// Words for bodies, lower case: letters right behind one are described, “the bank BLFO”.
    pub bodies: HashSet<String>,
    /// Words for what a body makes, lower case: letters right before one name the maker, “a BVA poll”.
    pub products: HashSet<String>,
    /// Letters between two parties to a case, lower case: “BLFO v. Holm”.
    pub versus: HashSet<String>,
    /// First letters of the four-letter call signs of stations, which take no “the”.
    pub call_signs: HashSet<char>,
    /// Small words inside names, lower case.
    pub name_particles: HashSet<String>,
    /// Names of months, as written, full and short.
    pub months: HashSet<String>,
    /// Phrases that tell a time relative to today, lower case, longest first.
    pub relative_times: Vec<String>,
    /// Words that show that somebody accused was heard, lower case.
    pub answers: HashSet<String>,
    /// Sources that nobody can ask.
    pub vague_sources: VagueSources,
    /// Expressions for things that are said in many ways, by name.
    pub phrase_families: BTreeMap<String, Vec<String>>,
    /// How blocks that are not running text can be told.
    pub zones: ZoneLexicon,
}

/// Words for sources that nobody can ask; each list sorted, lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VagueSources {
    /// Crowds: “critics”.
    pub groups: Vec<String>,
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

/// How blocks that are not running text can be told.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneLexicon {
    /// Words that open a byline.
    pub byline: Vec<String>,
    /// Words between two names of a byline.
    pub byline_joints: Vec<String>,
    /// Verbs between a person's name and what the person is, in a bio.
    pub bio_verbs: Vec<String>,
    /// Words after such a verb.
    pub bio_nouns: Vec<String>,
    /// Metadata fields by zone.
    pub metadata: MetadataFields,
    /// Signs of a zone in the block itself.
    pub sign: Vec<Sign>,
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
    versus: Vec<String>,
    #[serde(default)]
    call_signs: Vec<char>,
    #[serde(default)]
    contractions: Vec<String>,
}

/// The lexicon, read at first use.
#[must_use]
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        let abbreviations = words("abbreviations");
        let household = words("household-acronyms");
        let elisions = words("elisions");
        let mut relative_times = words("relative-times").words;
        relative_times.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        Lexicon {
            abbreviations: abbreviations.words.into_iter().collect(),
            words_of_one_letter: abbreviations.words_of_one_letter.into_iter().collect(),
            soft_abbreviations: abbreviations.soft.into_iter().collect(),
            sentence_openers: words("sentence-openers").words.into_iter().collect(),
            elisions: elisions.words.into_iter().collect(),
            contractions: elisions.contractions.into_iter().collect(),
            household_acronyms: household.words.into_iter().collect(),
            bodies: household.bodies.into_iter().collect(),
            products: household.products.into_iter().collect(),
            versus: household.versus.into_iter().collect(),
            call_signs: household.call_signs.into_iter().collect(),
            name_particles: words("name-particles").words.into_iter().collect(),
            months: super::date::months().map(str::to_owned).collect(),
            relative_times,
            answers: words("answers").words.into_iter().collect(),
            vague_sources: parsed("vague-sources"),
            phrase_families: parsed::<Families>("phrase-families").family,
            zones: parsed("zones"),
        }
    });
    &LEXICON
}

fn words(name: &str) -> Words {
    parsed(name)
}

/// What each list says of itself, for people: the analysis has no use for it.
const FOR_PEOPLE: [&str; 2] = ["about", "source"];

/// The embedded file `name`, parsed. That each file parses is what the test below checks.
pub(super) fn parsed<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let text = LEXICON_FILES.iter().find(|(of, _)| *of == name).map_or("", |(_, text)| text);
    let table = text.parse().and_then(|mut table: toml::Table| {
        FOR_PEOPLE.iter().for_each(|key| drop(table.remove(*key)));
        table.try_into()
    });
    table.unwrap_or_else(|error| panic!("rules/lexicon/{name}.toml: {error}"))
}

/// `words` as alternatives of an expression, in which the first that fits wins.
pub(super) fn longest_first<'a>(words: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut words: Vec<&str> = words.map(String::as_str).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_parses_and_is_sorted_and_unique() {
        let _ = lexicon();
        for (name, text) in LEXICON_FILES {
            let table: toml::Table = text.parse().expect("embedded lists are TOML");
            for key in FOR_PEOPLE {
                assert!(table.get(key).is_some_and(toml::Value::is_str), "rules/lexicon/{name}.toml has no `{key}`");
            }
            for (key, value) in table {
                let Some(list) = value.as_array() else { continue };
                let words: Vec<&str> = list.iter().filter_map(toml::Value::as_str).collect();
                assert!(
                    words.windows(2).all(|pair| pair[0] < pair[1]),
                    "rules/lexicon/{name}.toml: {key} is not sorted"
                );
            }
        }
    }
}
