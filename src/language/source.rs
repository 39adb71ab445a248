//! [`SourceNouns`]: nouns for whom or what a draft quotes, for counting its sources.

use super::WordSet;
use serde::Deserialize;

/// What a source without a name is, by its noun; lower case.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceNouns {
    /// Endings of nouns for people by what they do: “inspector”.
    pub agents: Vec<String>,
    /// What carries words without a speaker: “report”.
    pub documents: WordSet<String>,
    /// Groups that speak as one: “company”.
    pub bodies: WordSet<String>,
    /// People without a name, by words that say nothing of their office: “voters”.
    pub people: WordSet<String>,
    /// Words that show that somebody was something once: “former”.
    pub past: WordSet<String>,
    /// Nouns with “the” for somebody whom the draft has named: “the senator”.
    pub standing: WordSet<String>,
    /// Words between what somebody is and the name: “the skipper known as Bob”.
    pub known: Vec<String>,
    /// The same, where somebody is new to the draft: “a resident named Ida Moen”.
    pub naming: Vec<String>,
    /// Nouns and short titles for one office: “senator”, “sen”.
    pub offices: Vec<WordSet<String>>,
    /// The words for members of one party, which is not another.
    pub parties: Vec<WordSet<String>>,
    /// Nouns with “the” for a body that the draft has named: “the company”.
    pub plain: WordSet<String>,
    /// The same for a paper or a station: “the newspaper”.
    pub press: WordSet<String>,
    /// Endings of nouns for women, whom no “he” means.
    pub women: Vec<String>,
    /// Endings of nouns for men, whom no “she” means.
    pub men: Vec<String>,
    /// Metadata fields that name the part of the publication.
    pub section: Vec<String>,
    /// Metadata fields that say which editor knows an unnamed source.
    pub approval: Vec<String>,
}
