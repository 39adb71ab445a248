//! [`SpeechWords`]: the words by which speakers are found.
//!
//! One hash look-up gives everything that the lists have about a word: its [`Tags`] and, for a verb of speech, its entry
//! and form. The lists are in `rules/lexicon`.

use super::WordMap;
use super::lists::parsed;
use serde::Deserialize;

/// A set of list memberships of one word.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Tags(pub u64);

impl Tags {
    /// The lists of both.
    #[must_use]
    pub const fn or(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }
    /// Whether it is in no list.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Whether it is in any of these lists.
    #[must_use]
    pub const fn has(self, any: Tags) -> bool {
        self.0 & any.0 != 0
    }
}

macro_rules! tags {
    ($($name:ident = $file:literal $list:literal;)*) => {
        /// Which list of which file gives which tag.
        const LISTS: &[(&str, &str)] = &[$(($file, $list)),*];
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),* }
        impl Tags {
            $(
                #[doc = concat!("Words of the list `", $list, "` in `rules/lexicon/", $file, ".toml`.")]
                pub const $name: Tags = Tags(1 << Bit::$name as u64);
            )*
        }
    };
}

tags! {
    SUBJECT = "pronouns" "subject";
    MALE = "pronouns" "male";
    FEMALE = "pronouns" "female";
    OBJECT = "pronouns" "object";
    POSSESSIVE = "pronouns" "possessive";
    RELATIVE = "pronouns" "relative";
    FIRST = "pronouns" "first";
    PERSON_RELATIVE = "pronouns" "person-relative";
    THING = "pronouns" "thing";
    OTHER = "pronouns" "other";
    DETERMINER = "grammar" "determiner";
    ARTICLE = "grammar" "article";
    AUXILIARY = "grammar" "auxiliary";
    COPULA = "grammar" "copula";
    CLITIC = "grammar" "clitic";
    ADVERB = "grammar" "adverb";
    PREPOSITION = "grammar" "preposition";
    ATTACHING = "grammar" "attaching";
    OF = "grammar" "of";
    INFINITIVE = "grammar" "infinitive";
    AGENT = "grammar" "agent";
    AS = "grammar" "as";
    CONTENT = "grammar" "content";
    COORDINATOR = "grammar" "coordinator";
    JOINER = "grammar" "joiner";
    CONTRAST = "grammar" "contrast";
    RENAMING = "grammar" "renaming";
    SUBORDINATOR = "grammar" "subordinator";
    ACCORDING = "grammar" "according";
    NEGATION = "grammar" "negation";
    ORDINAL = "grammar" "ordinal";
    EXISTENTIAL = "grammar" "existential";
    HABIT = "grammar" "habit";
    TIME = "grammar" "time";
    VERB = "plain-verbs" "finite";
    VERB_OR_NOUN = "plain-verbs" "ambiguous";
    DIRECTS = "plain-verbs" "directs";
    HONORIFIC = "speaker-titles" "honorific";
    ROLE = "speaker-titles" "roles";
    CUE_NOUN = "cue-nouns" "words";
    WORK = "works" "before";
    NETWORK = "works" "networks";
    MAKES = "works" "makes";
    OUTLET = "works" "outlets";
    HINT = "scare-hints" "words";
    PARTICLE = "speaker-names" "particles";
    ORGANISATION = "speaker-names" "organisations";
}

/// The form in which a cue verb stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Forms {
    /// “say”.
    pub base: bool,
    /// “says”.
    pub third: bool,
    /// “said”.
    pub past: bool,
    /// The past participle: “said”, “spoken”.
    pub done: bool,
    /// “saying”.
    pub ing: bool,
}

impl Forms {
    const fn or(self, other: Self) -> Self {
        Self {
            base: self.base | other.base,
            third: self.third | other.third,
            past: self.past | other.past,
            done: self.done | other.done,
            ing: self.ing | other.ing,
        }
    }
}

#[derive(Debug)]
struct Cue {
    strength: u8,
    names: bool,
    noun: bool,
    reacts: bool,
    gestures: bool,
}

#[derive(Default, Clone, Debug)]
struct Word {
    tags: Tags,
    cues: Vec<Phrase>,
}

/// A cue that starts with this word: the words that must follow, the entry, the form.
#[derive(Clone, Debug)]
struct Phrase {
    rest: Vec<String>,
    entry: u16,
    forms: Forms,
}

/// All lists of the engine, by word.
#[derive(Debug, Default)]
pub struct SpeechWords {
    words: WordMap<String, Word>,
    cues: Vec<Cue>,
}

/// What the lists say of the words that start at a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct CueHit {
    /// The forms that the verb can be in here.
    pub forms: Forms,
    /// How surely the verb is one of speech, 1 to 3.
    pub strength: u8,
    /// Whether it gives something a name: “called”.
    pub names: bool,
    /// Whether the word is a noun too: “claims”.
    pub noun: bool,
    /// Whether it answers or judges in words: “urged”.
    pub reacts: bool,
    /// Whether it is what somebody does while speaking: “nodded”.
    pub gestures: bool,
    /// How many words the cue has.
    pub words: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    entry: Vec<CueEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueEntry {
    cue: String,
    third: String,
    past: String,
    done: String,
    ing: String,
    #[serde(default = "weakest")]
    strength: u8,
    #[serde(default)]
    names: bool,
    #[serde(default)]
    noun: bool,
    #[serde(default)]
    reacts: bool,
    #[serde(default)]
    gestures: bool,
    #[serde(default)]
    past_variants: Vec<String>,
    #[serde(default)]
    ing_variants: Vec<String>,
}

const fn weakest() -> u8 {
    1
}

impl SpeechWords {
    /// The embedded lists.
    pub(super) fn embedded() -> Self {
        let mut words = Self::default();
        let mut files: WordMap<&str, toml::Table> = WordMap::default();
        for (bit, &(file, list)) in LISTS.iter().enumerate() {
            let table = files.entry(file).or_insert_with(|| parsed(file));
            let list = table.get(list).and_then(toml::Value::as_array);
            for word in list.into_iter().flatten().filter_map(toml::Value::as_str) {
                let slot = words.words.entry(word.to_owned()).or_default();
                slot.tags = slot.tags.or(Tags(1 << bit));
            }
        }
        for entry in parsed::<CueFile>("cues").entry {
            words.add_cue(entry);
        }
        words
    }

    fn add_cue(&mut self, entry: CueEntry) {
        let number = self.cues.len() as u16;
        let none = Forms::default();
        let mut forms: Vec<(String, Forms)> = Vec::new();
        for (form, set) in [
            (entry.cue, Forms { base: true, ..none }),
            (entry.third, Forms { third: true, ..none }),
            (entry.past, Forms { past: true, ..none }),
            (entry.done, Forms { done: true, ..none }),
            (entry.ing, Forms { ing: true, ..none }),
        ] {
            match forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, have)) => *have = have.or(set),
                None => forms.push((form, set)),
            }
        }
        let past = Forms { past: true, done: true, ..none };
        forms.extend(entry.past_variants.into_iter().map(|form| (form, past)));
        forms.extend(entry.ing_variants.into_iter().map(|form| (form, Forms { ing: true, ..none })));
        for (form, forms) in forms {
            let mut parts = form.split(' ');
            let first = parts.next().unwrap_or_default().to_owned();
            let slot = self.words.entry(first).or_default();
            slot.cues.push(Phrase { rest: parts.map(str::to_owned).collect(), entry: number, forms });
            slot.cues.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        self.cues.push(Cue {
            strength: entry.strength,
            names: entry.names,
            noun: entry.noun,
            reacts: entry.reacts,
            gestures: entry.gestures,
        });
    }

    /// The lists that `lower` is in.
    pub fn tags(&self, lower: &str) -> Tags {
        self.words.get(lower).map_or(Tags(0), |word| word.tags)
    }

    /// Whether a cue starts with `lower`.
    #[must_use]
    pub fn starts_cue(&self, lower: &str) -> bool {
        self.words.get(lower).is_some_and(|word| !word.cues.is_empty())
    }

    /// The longest cue that starts with `lower` and goes on with the words that `next` gives.
    pub fn cue<'a>(&self, lower: &str, next: impl Fn(usize) -> Option<&'a str>) -> Option<CueHit> {
        let fits = |phrase: &&Phrase| {
            phrase.rest.iter().enumerate().all(|(n, word)| next(n).is_some_and(|next| next.eq_ignore_ascii_case(word)))
        };
        let hit = self.words.get(lower)?.cues.iter().find(fits)?;
        let cue = &self.cues[hit.entry as usize];
        Some(CueHit {
            forms: hit.forms,
            strength: cue.strength,
            names: cue.names,
            noun: cue.noun,
            reacts: cue.reacts,
            gestures: cue.gestures,
            words: hit.rest.len() as u8 + 1,
        })
    }
}
