//! The files of `rules/lexicon`, embedded when the program is built, and how a part of the language reads its own.

use crate::built_in::LISTS;
use crate::layout::{Entries, Map, Reader};
use serde::de::DeserializeOwned;

/// Every file of `rules/lexicon` by name, as embedded.
pub const LEXICON_FILES: &[(&str, &str)] = &[
    ("abbreviations", include_str!("../../rules/lexicon/abbreviations.toml")),
    ("answers", include_str!("../../rules/lexicon/answers.toml")),
    ("calendar", include_str!("../../rules/lexicon/calendar.toml")),
    ("common-words", include_str!("../../rules/lexicon/common-words.toml")),
    ("cue-nouns", include_str!("../../rules/lexicon/cue-nouns.toml")),
    ("cues", include_str!("../../rules/lexicon/cues.toml")),
    ("currencies", include_str!("../../rules/lexicon/currencies.toml")),
    ("dates", include_str!("../../rules/lexicon/dates.toml")),
    ("elisions", include_str!("../../rules/lexicon/elisions.toml")),
    ("field-acronyms", include_str!("../../rules/lexicon/field-acronyms.toml")),
    ("grammar", include_str!("../../rules/lexicon/grammar.toml")),
    ("honorifics", include_str!("../../rules/lexicon/honorifics.toml")),
    ("household-acronyms", include_str!("../../rules/lexicon/household-acronyms.toml")),
    ("inflections", include_str!("../../rules/lexicon/inflections.toml")),
    ("languages", include_str!("../../rules/lexicon/languages.toml")),
    ("lookalikes", include_str!("../../rules/lexicon/lookalikes.toml")),
    ("morphology", include_str!("../../rules/lexicon/morphology.toml")),
    ("name-particles", include_str!("../../rules/lexicon/name-particles.toml")),
    ("name-words", include_str!("../../rules/lexicon/name-words.toml")),
    ("nicknames", include_str!("../../rules/lexicon/nicknames.toml")),
    ("numbers", include_str!("../../rules/lexicon/numbers.toml")),
    ("organisation-heads", include_str!("../../rules/lexicon/organisation-heads.toml")),
    ("phrase-families", include_str!("../../rules/lexicon/phrase-families.toml")),
    ("plain-verbs", include_str!("../../rules/lexicon/plain-verbs.toml")),
    ("pronouns", include_str!("../../rules/lexicon/pronouns.toml")),
    ("record", include_str!("../../rules/lexicon/record.toml")),
    ("relative-times", include_str!("../../rules/lexicon/relative-times.toml")),
    ("scare-hints", include_str!("../../rules/lexicon/scare-hints.toml")),
    ("sentence-openers", include_str!("../../rules/lexicon/sentence-openers.toml")),
    ("sources", include_str!("../../rules/lexicon/sources.toml")),
    ("speaker-names", include_str!("../../rules/lexicon/speaker-names.toml")),
    ("speaker-titles", include_str!("../../rules/lexicon/speaker-titles.toml")),
    ("stet", include_str!("../../rules/lexicon/stet.toml")),
    ("suffix-pairs", include_str!("../../rules/lexicon/suffix-pairs.toml")),
    ("talk", include_str!("../../rules/lexicon/talk.toml")),
    ("vague-sources", include_str!("../../rules/lexicon/vague-sources.toml")),
    ("works", include_str!("../../rules/lexicon/works.toml")),
    ("zones", include_str!("../../rules/lexicon/zones.toml")),
];

/// Keys that document a list for people; no part of the language reads them.
pub(super) const DOCUMENTATION: [&str; 2] = ["about", "source"];

/// The embedded file `name`, parsed. The test below shows that each file parses.
pub(super) fn parsed<T: DeserializeOwned>(name: &str) -> T {
    let laid_out = Map::read(&mut Reader::new(LISTS, 0)).get(name);
    let table = match laid_out {
        Some(mut from) => T::deserialize(Entries(&mut from)),
        // The build itself needs some lists, before they are laid out.
        None => {
            let text = LEXICON_FILES.iter().find(|(of, _)| *of == name).map_or("", |(_, text)| text);
            text.parse().and_then(|mut table: toml::Table| {
                DOCUMENTATION.iter().for_each(|key| drop(table.remove(*key)));
                table.try_into()
            })
        }
    };
    table.unwrap_or_else(|error| panic!("rules/lexicon/{name}.toml: {error}"))
}

/// `words` as alternatives of an expression. The longest come first, since the first alternative that matches wins.
pub(super) fn longest_first<'a>(words: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut words: Vec<&str> = words.map(String::as_str).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_documented_sorted_and_unique() {
        for (name, text) in LEXICON_FILES {
            let table: toml::Table = text.parse().expect("embedded lists are TOML");
            for key in DOCUMENTATION {
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
