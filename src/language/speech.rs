//! [`SpeechWords`]: the words by which speakers are found.
//!
//! One hash look-up gives everything that the lists have about a word: its [`Tags`] and, for a verb of speech, its entry
//! and form. The lists are in `rules/lexicon`.

use crate::built_in::SPEECH;
use crate::layout::{Map, Reader};
use std::num::NonZeroU16;

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
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name),* }
        impl Tags {
            /// Which list of which file gives which tag, in the order of their bits.
            pub const LISTS: &[(&str, &str)] = &[$(($file, $list)),*];
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
    PERCEIVES = "plain-verbs" "perceives";
    QUOTATIVE = "plain-verbs" "quotative";
    MOOD = "plain-verbs" "moods";
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

/// All lists of the engine, by word: its tags, and the number of cues that start with it, each with its [`CueHit`] and the words
/// that must follow. They are laid out when the program is built (`src/language/lay_out.rs`).
#[derive(Debug)]
pub struct SpeechWords {
    words: Map<'static>,
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

impl SpeechWords {
    /// The words of the longest cue.
    pub const LONGEST_CUE: usize = 4;

    /// The embedded lists.
    pub(super) fn embedded() -> Self {
        Self { words: Map::read(&mut Reader::new(SPEECH, 0)) }
    }

    /// The lists that `lower` is in.
    pub fn tags(&self, lower: &str) -> Tags {
        self.words.get(lower).map_or(Tags(0), |mut word| read_tags(&mut word))
    }

    /// Whether a cue starts with `lower`.
    #[must_use]
    pub fn starts_cue(&self, lower: &str) -> bool {
        self.words.get(lower).is_some_and(|mut word| {
            read_tags(&mut word);
            word.byte() > 0
        })
    }

    /// The longest cue that starts with `lower` and goes on with the words that `next` gives.
    pub fn cue<'a>(&self, lower: &str, next: impl Fn(usize) -> Option<&'a str>) -> Option<CueHit> {
        let mut word = self.words.get(lower)?;
        read_tags(&mut word);
        (0..word.byte()).find_map(|_| {
            let hit = CueHit::read(&mut word);
            let mut fits = true;
            for at in 0..usize::from(hit.words) - 1 {
                let wanted = word.text();
                fits = fits && next(at).is_some_and(|next| next.eq_ignore_ascii_case(wanted));
            }
            fits.then_some(hit)
        })
    }
}

fn read_tags(word: &mut Reader) -> Tags {
    Tags(word.long() as u64 | (word.long() as u64) << 32)
}

/// A [`CueHit`] in two bytes, for those who hold many.
#[derive(Clone, Copy, Debug)]
pub struct PackedCue(NonZeroU16);

impl From<CueHit> for PackedCue {
    fn from(hit: CueHit) -> Self {
        let CueHit { forms, strength, names, noun, reacts, gestures, words } = hit;
        let Forms { base, third, past, done, ing } = forms;
        let flags = [base, third, past, done, ing, names, noun, reacts, gestures];
        let bits = flags.iter().rev().fold(0, |bits, &flag| bits << 1 | u16::from(flag));
        let numbers = u16::from(strength) << STRENGTH_AT | u16::from(words) << WORDS_AT;
        Self(NonZeroU16::MIN.saturating_add((bits | numbers) << 1)) // the lowest bit is always set
    }
}

/// Where the numbers of a cue stand among its bits: the strength takes two, the words, which are at most
/// [`SpeechWords::LONGEST_CUE`], three.
const STRENGTH_AT: u32 = 9;
const WORDS_AT: u32 = 11;

impl From<PackedCue> for CueHit {
    #[inline]
    fn from(packed: PackedCue) -> Self {
        let bits = packed.0.get() >> 1;
        let has = |bit: u32| bits >> bit & 1 != 0;
        Self {
            forms: Forms { base: has(0), third: has(1), past: has(2), done: has(3), ing: has(4) },
            names: has(5),
            noun: has(6),
            reacts: has(7),
            gestures: has(8),
            strength: (bits >> STRENGTH_AT) as u8 & 3,
            words: (bits >> WORDS_AT) as u8 & 7,
        }
    }
}

impl CueHit {
    fn read(from: &mut Reader) -> Self {
        let has = |bits: u8, bit: u8| bits >> bit & 1 != 0;
        let (forms, flags) = (from.byte(), from.byte());
        Self {
            forms: Forms {
                base: has(forms, 0),
                third: has(forms, 1),
                past: has(forms, 2),
                done: has(forms, 3),
                ing: has(forms, 4),
            },
            names: has(flags, 0),
            noun: has(flags, 1),
            reacts: has(flags, 2),
            gestures: has(flags, 3),
            strength: from.byte(),
            words: from.byte().max(1),
        }
    }
}
