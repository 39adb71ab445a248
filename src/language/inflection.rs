//! [`Inflections`]: the regular endings of nouns and verbs (`rules/lexicon/inflections.toml`).

use super::lists::parsed;
use serde::Deserialize;

/// The regular forms of words, each as a list of spelling rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inflections {
    /// The plural of nouns, and the third person of verbs: tries, boxes.
    pub plural: Inflection,
    /// The past tense: used.
    pub past: Inflection,
    /// The present participle: using.
    pub participle: Inflection,
}

/// Spelling rules for one ending, of which the first that fits a word applies.
#[derive(Debug, Deserialize)]
pub struct Inflection(Vec<Spelling>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelling {
    /// Ends of words that the rule is for; empty for all words.
    #[serde(default)]
    after: Vec<String>,
    /// Ends of words that it is not for.
    #[serde(default)]
    except: Vec<String>,
    /// The number of letters to remove.
    #[serde(default)]
    cut: usize,
    /// The letters to add.
    add: String,
}

impl Inflections {
    pub(super) fn embedded() -> Self {
        parsed("inflections")
    }
}

impl Inflection {
    /// The form of `word`.
    #[must_use]
    pub fn of(&self, word: &str) -> String {
        let ends = |ends: &[String]| ends.iter().any(|end| word.ends_with(end.as_str()));
        let fits = |rule: &&Spelling| (rule.after.is_empty() || ends(&rule.after)) && !ends(&rule.except);
        let Some(rule) = self.0.iter().find(fits) else { return word.to_owned() };
        let stem = word.char_indices().rev().nth(rule.cut.wrapping_sub(1)).map_or(word, |(at, _)| &word[..at]);
        format!("{stem}{}", rule.add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_forms_are_spelled() {
        let forms = Inflections::embedded();
        let plurals = ["try", "box", "day", "church", "site"].map(|word| forms.plural.of(word));
        assert_eq!(plurals, ["tries", "boxes", "days", "churches", "sites"]);
        assert_eq!(
            ["use", "carry", "play", "walk"].map(|word| forms.past.of(word)),
            ["used", "carried", "played", "walked"]
        );
        assert_eq!(["use", "see", "walk"].map(|word| forms.participle.of(word)), ["using", "seeing", "walking"]);
    }
}
