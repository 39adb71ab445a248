//! [`NameLexicon`]: the words by which names are read and compared: titles, particles, endings, nicknames, heads of
//! organisations, look-alikes.

use super::Morphology;
use super::lists::parsed;
use super::{WordMap, WordSet};
use serde::Deserialize;
use std::sync::OnceLock;

#[derive(Deserialize)]
struct Words {
    words: Vec<String>,
}

/// The lists of `name-words.toml`, which says what each is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NameWords {
    /// Words whose full stop is part of the name: “St. Paul”, “Jr.”
    pub abbreviated: WordSet<String>,
    /// Words whose full stop ends no sentence.
    pub stopped: WordSet<String>,
    /// Words after a person's name that are not part of the surname: “Jr.”, “III”.
    pub generations: WordSet<String>,
    /// Letters that are not somebody's initials: “U.S. Court”.
    pub lettered: WordSet<String>,
    /// Small words within a person's name: “Robert de Niro”.
    pub particles: WordSet<String>,
    /// Small words between a neighbour and a name, across which the neighbour still counts: “University of Pennsylvania”.
    pub bridges: WordSet<String>,
    /// Words after the head of a body or a title, with more to come: “Department of”.
    pub links: WordSet<String>,
    /// Words after a link, before the next capital: “Department of the Interior”.
    pub articles: WordSet<String>,
    /// Small words within names of the register.
    pub inside: WordSet<String>,
    /// Small words within the name of a body, by which two bodies cannot be distinguished.
    pub connectors: WordSet<String>,
    /// Words between a degree and its subject: “Master of Science in Global Affairs” does not name a body.
    pub fields: WordSet<String>,
    /// Words that are ordinary before a name, even where a particle is written the same way.
    pub ordinary: WordSet<String>,
    /// Korean syllables that are English words: “Moon Jae-in”.
    pub syllables: WordSet<String>,
    /// Words that make the name after them a thing and not a person: “the Brill”.
    pub definite: WordSet<String>,
    /// Words between two titles of two people: “Mr. and Mrs.”
    pub joint: WordSet<String>,
    /// Words between two names of one surname that make them two people: “his brother”.
    pub kin: WordSet<String>,
    /// A woman's courtesy titles; a person has one of them.
    pub courtesy: WordSet<String>,
    /// A man's courtesy titles.
    #[serde(rename = "courtesy-of-men")]
    pub courtesy_of_men: WordSet<String>,
    /// Courtesy titles, which do not say who somebody is.
    #[serde(rename = "forms-of-address")]
    pub forms_of_address: WordSet<String>,
    /// Titles of a calling, which say less than what follows the name: “Rabbi”.
    pub vocations: WordSet<String>,
    /// Verbs after a bare name that make it a person's.
    pub verbs: WordSet<String>,
    /// Words after a full name that make it a person's; as written, with the comma or blank before.
    pub signs: Vec<String>,
    /// Openings of a role after a name and a comma: “a ”, “the ”.
    pub roles: Vec<String>,
    /// Words between a name and what the person is: “ is ”.
    pub copulas: Vec<String>,
    /// Words that end a description of a person: “ but ”, “ who ”.
    pub turns: Vec<String>,
    /// Words between two descriptions of a person, or two words of one: “ and ”.
    pub joints: Vec<String>,
    /// What opens a clause that may say what somebody does: “who ”.
    pub clauses: Vec<String>,
    /// Words between “who” and the verb: “now ”.
    pub manners: Vec<String>,
    /// Verbs that say what somebody does for a living: “runs”.
    pub occupations: Vec<String>,
    /// Words before which a long description may end: “ at ”.
    #[serde(rename = "places-of-work")]
    pub places_of_work: Vec<String>,
    /// Endings of nouns that say what a person does: “geographer”.
    pub agents: Vec<String>,
    /// Participles that say what somebody is: “acting”.
    #[serde(rename = "in-office")]
    pub in_office: WordSet<String>,
    /// Words between “to” and a title that are no verb: “former”.
    pub attributes: WordSet<String>,
    /// Words for who speaks that are not people: “office”.
    pub impersonal: WordSet<String>,
    /// Words that say who somebody is only right beside the name: “hopeful”.
    callings: WordSet<String>,
    /// Words that open a role before a name: “the”, “his”.
    pub determiners: WordSet<String>,
    /// Heads that many bodies of one kind share, so that one more word must agree.
    pub offices: WordSet<String>,
    spellings: Vec<(String, String)>,
    /// Endings of words for peoples: “African American”.
    pub peoples: Vec<String>,
    /// Second words that are hyphenated or not as a matter of style, whatever the first.
    pub second: WordSet<String>,
    /// Endings that make a word of a name: “Mainers”, “Trumpism”.
    pub coined: Vec<String>,
    /// Words after a word and a full stop that make it part of an address or a file name.
    pub domains: Vec<String>,
    /// Before a capital inside a surname: “MacKerron”.
    pub prefixes: WordSet<String>,
    /// Right before a full name, these show that it names a person who speaks.
    pub cues: WordSet<String>,
    /// Before the name of a place.
    pub locative: WordSet<String>,
    /// Words between two spellings that both stand there on purpose: “Smith or Smyth”.
    pub alternatives: WordSet<String>,
    /// What stands right before a name that is new to the reader: “such as ”.
    pub introductions: Vec<String>,
    /// What stands right after a name to which something else is compared: “-like”.
    pub likenesses: Vec<String>,
    /// Words in brackets that mark the word before as meant.
    pub sic: WordSet<String>,
    familiar: Vec<String>,
    /// Words that open a sentence and are not part of the name after them: “But Clinton”.
    pub openers: WordSet<String>,
    /// Words that have a capital and are not names: “I”.
    pub capitals: WordSet<String>,
    /// Endings that make a plural or possessive.
    pub plurals: Vec<String>,
    /// Endings that change in the plural: “county”, “counties”.
    plural_changes: Vec<(String, String)>,
    /// Letters that misspellings of a long word swap, drop or add most often.
    pub weak: Vec<char>,
    /// Letters that sound alike.
    sounds: Vec<(char, char)>,
    /// Words for what ties a name to the newsroom.
    pub ties: Ties,
}

/// What ties a name to the newsroom, in words for a message; `{house}` and `{owner}` stand for names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ties {
    owns: String,
    funds: String,
    belongs: String,
    funded: String,
    shared: String,
}

impl Ties {
    /// It owns the newsroom.
    pub fn owns(&self, house: &str) -> String {
        self.owns.replace("{house}", house)
    }

    /// It funds the newsroom.
    pub fn funds(&self, house: &str) -> String {
        self.funds.replace("{house}", house)
    }

    /// It belongs to the newsroom.
    pub fn belongs_to(&self, house: &str) -> String {
        self.belongs.replace("{house}", house)
    }

    /// The newsroom funds it.
    pub fn is_funded_by(&self, house: &str) -> String {
        self.funded.replace("{house}", house)
    }

    /// It belongs to somebody who owns the newsroom too.
    pub fn shares_owner(&self, owner: &str, house: &str) -> String {
        self.shared.replace("{owner}", owner).replace("{house}", house)
    }
}

impl NameWords {
    /// Spellings or short forms of one word.
    pub fn spelled_alike(&self, one: &str, other: &str) -> bool {
        self.spellings.iter().any(|(x, y)| (one, other) == (x, y) || (other, one) == (x, y))
    }
}

#[derive(Deserialize)]
struct Callings {
    roles: WordSet<String>,
}
#[derive(Deserialize)]
struct Suffixes {
    always: Vec<(String, String)>,
    known: Vec<(String, String)>,
    adjectives: Vec<(String, String)>,
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

/// The stem of a word with this ending; short stems are words by chance.
fn without<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    word.strip_suffix(ending).filter(|stem| stem.len() > 2)
}

/// The lists, ready for look-up; every word in lower case.
#[derive(Debug, Default)]
pub struct NameLexicon {
    /// The lists of `name-words.toml`.
    pub words: NameWords,
    /// Titles before a name: courtesy titles, offices, ranks.
    pub honorifics: WordSet<String>,
    pub(super) callings: WordSet<String>,
    morphology: Morphology,
    /// Small words within names.
    pub particles: WordSet<String>,
    /// Names of days and months.
    pub calendar: WordSet<String>,
    /// Head word → number of its group.
    pub heads: WordMap<String, usize>,
    always: WordSet<(String, String)>,
    known: WordSet<(String, String)>,
    adjectives: Vec<(String, String)>,
    /// Each word that looks like others, with these.
    lookalikes: WordMap<String, Vec<String>>,
    /// Given name → numbers of the people it may be: Ted and Edward share one. Read when it is first asked for, since many drafts
    /// never ask.
    nicknames: OnceLock<WordMap<String, Vec<u32>>>,
}

impl NameLexicon {
    /// The embedded lists.
    pub fn embedded() -> Self {
        let words = |name| -> WordSet<String> { parsed::<Words>(name).words.into_iter().collect() };
        let mut lexicon = Self {
            words: parsed("name-words"),
            honorifics: words("honorifics"),
            callings: WordSet::default(),
            morphology: Morphology::embedded(),
            particles: words("name-particles"),
            calendar: words("calendar"),
            ..Self::default()
        };
        lexicon.callings = parsed::<Callings>("speaker-titles").roles;
        lexicon.callings.extend(lexicon.words.callings.iter().cloned());
        for (group, entry) in parsed::<Heads>("organisation-heads").entry.into_iter().enumerate() {
            lexicon.heads.extend(entry.heads.into_iter().map(|head| (head, group)));
        }
        let suffixes: Suffixes = parsed("suffix-pairs");
        lexicon.always = suffixes.always.into_iter().collect();
        lexicon.known = suffixes.known.into_iter().collect();
        lexicon.adjectives = suffixes.adjectives;
        for (a, b) in parsed::<Pairs>("lookalikes").pairs {
            let (a, b) = (a.to_lowercase(), b.to_lowercase());
            lexicon.lookalikes.entry(b.clone()).or_default().push(a.clone());
            lexicon.lookalikes.entry(a).or_default().push(b);
        }
        lexicon
    }

    fn nicknames(&self) -> &WordMap<String, Vec<u32>> {
        self.nicknames.get_or_init(|| {
            let mut nicknames: WordMap<String, Vec<u32>> = WordMap::default();
            for (number, entry) in (0_u32..).zip(parsed::<Nicknames>("nicknames").entry) {
                for name in entry.short.into_iter().chain([entry.name]) {
                    nicknames.entry(name).or_default().push(number);
                }
            }
            nicknames
        })
    }

    /// Whether the word says who somebody is: baker, chair, secretary.
    pub fn role(&self, word: &str) -> bool {
        self.callings.contains(word) || self.honorifics.contains(word)
    }

    /// Whether the two are heads of the same kind of body, such as *Institute* and *Institution*.
    pub fn same_head(&self, a: &str, b: &str) -> bool {
        self.heads.get(a).is_some_and(|head| self.heads.get(b) == Some(head))
    }

    /// Whether both are forms of one given name: Ted and Edward, Bob and Robert.
    pub fn nickname(&self, a: &str, b: &str) -> bool {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        if self.words.familiar.iter().any(|end| {
            long.strip_suffix(end.as_str()).is_some_and(|stem| stem == short || short.strip_suffix('e') == Some(stem))
        }) {
            return true;
        }
        let nicknames = self.nicknames();
        match (nicknames.get(a), nicknames.get(b)) {
            (Some(a), Some(b)) => a.iter().any(|n| b.contains(n)),
            _ => false,
        }
    }

    /// Whether two words look alike but are different words: Iran and Iraq.
    pub fn lookalike(&self, a: &str, b: &str) -> bool {
        self.lookalikes.get(a).is_some_and(|others| others.iter().any(|other| other == b))
    }

    /// Whether one word is derived from the other by an ending, as “Iranian” is from “Iran”. With `known`, which says that the
    /// lists have both words, rarer endings count too.
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
                    || (known && (self.known.contains(&pair) || self.known.contains(&swapped)))
            })
    }

    /// Whether `word` is the adjective of `base` or the people of it: Kashmiri of Kashmir, Indic of India.
    pub fn is_adjective_of(&self, word: &str, base: &str) -> bool {
        self.adjectives.iter().any(|(of_base, of_word)| match (without(base, of_base), without(word, of_word)) {
            (Some(stem), Some(other)) => stem == other,
            _ => false,
        })
    }

    /// What `word` may be the adjective of: Islam and Islama of Islamic.
    pub fn bases<'l>(&'l self, word: &'l str) -> impl Iterator<Item = String> + 'l {
        self.adjectives
            .iter()
            .filter_map(move |(of_base, of_word)| without(word, of_word).map(|stem| format!("{stem}{of_base}")))
    }

    /// A word without the ending that makes it possessive: *Feldkamp* of *Feldkamp's*.
    pub fn without_possessive<'w>(&self, word: &'w str) -> &'w str {
        self.morphology.without_possessive(word)
    }

    /// Whether one of the words before the last is possessive, in the singular or plural: St. Anselm's College, Veterans' Affairs.
    pub fn has_possessive(&self, name: &str) -> bool {
        let possessive = |word: &str| self.morphology.without_genitive(word) != word;
        name.rsplit(' ').skip(1).any(possessive)
    }

    /// Whether two words differ by a plural or possessive only.
    pub fn plural(&self, a: &str, b: &str) -> bool {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        long.strip_prefix(short).is_some_and(|ending| self.words.plurals.iter().any(|plural| plural == ending))
            || self.words.plural_changes.iter().any(|(one, many)| {
                short.strip_suffix(one.as_str()).is_some_and(|stem| long.strip_prefix(stem) == Some(many.as_str()))
            })
    }

    /// The letters that are heard in a folded word, doubles and weak letters left out: what Mohamed and Mohammed, Sara and Sarah
    /// share.
    pub fn sound(&self, word: &str) -> String {
        let mut sound = String::new();
        for letter in word.chars().filter(|letter| !self.words.weak.contains(letter)) {
            let alike = self.words.sounds.iter().find(|(written, _)| *written == letter);
            let heard = alike.map_or(letter, |(_, heard)| *heard);
            if !sound.ends_with(heard) {
                sound.push(heard);
            }
        }
        sound
    }
}
