//! The word lists of the names engine, read from `rules/lexicon/*.toml`: titles, particles, endings, nicknames, heads, look-alikes.

use crate::analysis::lexicon::parsed;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

/// The lists of `name-words.toml`, which says what each is for.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    pub abbreviated: HashSet<String>,
    pub stopped: HashSet<String>,
    pub generations: HashSet<String>,
    pub particles: HashSet<String>,
    pub bridges: HashSet<String>,
    pub links: HashSet<String>,
    pub articles: HashSet<String>,
    pub inside: HashSet<String>,
    pub connectors: HashSet<String>,
    pub fields: HashSet<String>,
    pub ordinary: HashSet<String>,
    pub syllables: HashSet<String>,
    pub definite: HashSet<String>,
    pub joint: HashSet<String>,
    pub kin: HashSet<String>,
    pub courtesy: HashSet<String>,
    pub verbs: HashSet<String>,
    pub signs: Vec<String>,
    pub roles: Vec<String>,
    pub copulas: Vec<String>,
    pub turns: Vec<String>,
    pub determiners: HashSet<String>,
    pub offices: HashSet<String>,
    spellings: Vec<(String, String)>,
    pub peoples: Vec<String>,
    pub second: HashSet<String>,
    pub coined: Vec<String>,
    pub domains: Vec<String>,
    pub sic: HashSet<String>,
    familiar: Vec<String>,
}

impl NameWords {
    /// Spellings or short forms of one word.
    pub fn spelled_alike(&self, one: &str, other: &str) -> bool {
        self.spellings.iter().any(|(x, y)| (one, other) == (x, y) || (other, one) == (x, y))
    }
}

#[derive(Deserialize)]
struct Callings {
    roles: HashSet<String>,
}
#[derive(Deserialize)]
struct Suffixes {
    always: Vec<(String, String)>,
    known: Vec<(String, String)>,
}
#[derive(Deserialize)]
struct Pairs {
    pairs: Vec<(String, String)>,
}
#[derive(Deserialize)]
struct Heads {
    entry: Vec<HeadGroup>,
}
#[derive(Deserialize)]
struct HeadGroup {
    heads: Vec<String>,
}
#[derive(Deserialize)]
struct Nicknames {
    entry: Vec<Nickname>,
}
#[derive(Deserialize)]
struct Nickname {
    name: String,
    short: Vec<String>,
}

/// The lists, ready for look-up; every word in lower case.
#[derive(Default)]
pub struct Lexicon {
    pub words: NameWords,
    pub honorifics: HashSet<String>,
    callings: HashSet<String>,
    pub particles: HashSet<String>,
    pub calendar: HashSet<String>,
    /// Head word → number of its group.
    pub heads: HashMap<String, usize>,
    always: HashSet<(String, String)>,
    known: HashSet<(String, String)>,
    lookalikes: HashSet<(String, String)>,
    /// Given name → numbers of the people it may be: Ted and Edward share one.
    nicknames: HashMap<String, Vec<u32>>,
}

impl Lexicon {
    /// The embedded lists.
    pub fn embedded() -> Self {
        let words = |name| -> HashSet<String> { parsed::<Words>(name).words.into_iter().collect() };
        let mut lexicon = Self {
            words: parsed("name-words"),
            honorifics: words("honorifics"),
            callings: parsed::<Callings>("speaker-titles").roles,
            particles: words("name-particles"),
            calendar: words("calendar"),
            ..Self::default()
        };
        for (group, entry) in parsed::<Heads>("organisation-heads").entry.into_iter().enumerate() {
            lexicon.heads.extend(entry.heads.into_iter().map(|head| (head, group)));
        }
        let suffixes: Suffixes = parsed("suffix-pairs");
        lexicon.always = suffixes.always.into_iter().collect();
        lexicon.known = suffixes.known.into_iter().collect();
        for (a, b) in parsed::<Pairs>("lookalikes").pairs {
            let (a, b) = (a.to_lowercase(), b.to_lowercase());
            lexicon.lookalikes.insert((b.clone(), a.clone()));
            lexicon.lookalikes.insert((a, b));
        }
        for (number, entry) in (0_u32..).zip(parsed::<Nicknames>("nicknames").entry) {
            for name in entry.short.into_iter().chain([entry.name]) {
                lexicon.nicknames.entry(name).or_default().push(number);
            }
        }
        lexicon
    }

    /// Does the word say who somebody is: baker, chair, secretary?
    pub fn role(&self, word: &str) -> bool {
        self.callings.contains(word) || self.honorifics.contains(word)
    }

    /// Are both forms of one given name: Ted and Edward, Bob and Robert?
    pub fn nickname(&self, a: &str, b: &str) -> bool {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        if self.words.familiar.iter().any(|end| {
            long.strip_suffix(end.as_str()).is_some_and(|stem| stem == short || short.strip_suffix('e') == Some(stem))
        }) {
            return true;
        }
        match (self.nicknames.get(a), self.nicknames.get(b)) {
            (Some(a), Some(b)) => a.iter().any(|n| b.contains(n)),
            _ => false,
        }
    }

    pub fn lookalike(&self, a: &str, b: &str) -> bool {
        self.lookalikes.contains(&(a.to_owned(), b.to_owned()))
    }

    /// Are two words derived from one another by endings? `known`: the lists know both words, so that rarer pairs count too.
    pub fn derived(&self, a: &str, b: &str, known: bool) -> bool {
        let common =
            a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map_or(a.len().min(b.len()), |((at, _), _)| at);
        (common.saturating_sub(3)..=common)
            .filter(|&at| at >= 3 && a.is_char_boundary(at) && b.is_char_boundary(at))
            .any(|at| {
                let pair = (a[at..].to_owned(), b[at..].to_owned());
                let swapped = (pair.1.clone(), pair.0.clone());
                self.always.contains(&pair)
                    || self.always.contains(&swapped)
                    || known && (self.known.contains(&pair) || self.known.contains(&swapped))
            })
    }

    /// Differ by a plural or possessive only.
    pub fn plural(&self, a: &str, b: &str) -> bool {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        long.strip_prefix(short).is_some_and(|rest| matches!(rest, "s" | "es" | "'s"))
            || short.strip_suffix('y').is_some_and(|stem| long.strip_prefix(stem) == Some("ies"))
    }
}
