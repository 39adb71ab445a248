//! The names of a draft: who and what it speaks of, and where one name is written two ways or not as the register has it.
//!
//! Files, in the order in which a draft goes through them: `evidence`, `lexicon` and `register` (what is known before),
//! `word` (words with their neighbourhood), `mention` (runs of capitalised words), `slip` (how far two words are apart),
//! `near` (pairs to be judged), `properties` (what the register knows of a name), `facts` and `judge` (one spelling or two names?), `form` (hyphens, accents, capitals,
//! acronyms, heads of organisations), `absent` (headlines), `miss` (what is not as the register has it) and `run`,
//! `join`, `role` and `entity` (mentions joined). Over many drafts: `noted` (the names of one), `archive` (of all) and
//! `stray` (what one draft writes otherwise than the others).
//!
//! The engine never says more than that two places disagree: 59 % of the wrong forms of people's names in printed corrections
//! are themselves real surnames, so a list of names shifts the burden of proof, it neither convicts nor acquits. It keeps no
//! state and goes through maps in a fixed order: the same draft gives the same doubts.

mod absent;
mod archive;
mod entity;
mod facts;
mod form;
mod house;
mod join;
mod judge;
mod mention;
mod miss;
mod near;
mod noted;
mod properties;
mod register;
mod role;
mod run;
mod single;
mod slip;
mod stray;
mod word;

pub use archive::{Archive, Filed, Use, Way};
pub(crate) use entity::Form as EntityForm;
pub use entity::{Entity, Form, Place, Status};
pub use house::HouseNames;
pub use noted::Noted;
pub use properties::{PROPERTIES, Properties, TIE};
pub use register::Kind as NameKind;
pub use stray::{Bar, Stray, strays};

use super::{Article, Zone};
use crate::language::{Evidence, NameLexicon as Lexicon};
use crate::prose::Prose;
use crate::text::Span;
use register::Register;
use std::sync::{Arc, LazyLock};

/// What a name is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Against {
    /// Another place of the draft.
    Draft,
    /// The register.
    Register,
}

/// A place where a name is not written as elsewhere in the draft, or not as the register has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What it disagrees with.
    pub against: Against,
    /// First byte of the place, in the prose.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What the place would say.
    pub suggest: Option<String>,
    /// Where the draft has the other form, in bytes; `None` against the register.
    pub other: Option<(usize, usize)>,
    /// The other form, or the register's name.
    pub right: String,
    /// By how much the evidence is for the other form, in hundredths of a logit; 0 where either may be right.
    pub margin: i32,
    /// What kind of difference it is.
    pub reason: &'static str,
}

/// What was read in a draft.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Disagreements, in order of their place; none overlaps another.
    pub doubts: Vec<Doubt>,
    /// People and organisations, in order of their first mention.
    pub entities: Vec<Entity>,
    /// Names in a headline that the text below it has not, in bytes.
    pub absent: Vec<(usize, usize)>,
}

/// What the engine knows before it reads a draft. Built once; threads share it.
#[derive(Clone)]
pub struct Names {
    evidence: Arc<Evidence>,
    lexicon: Arc<Lexicon>,
    register: Register,
}

impl std::fmt::Debug for Names {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Names({} in the register)", self.register.names.len())
    }
}

impl Names {
    /// What is known out of the box.
    #[must_use]
    pub fn built_in() -> &'static Arc<Self> {
        static NAMES: LazyLock<Arc<Names>> = LazyLock::new(|| {
            let mut register = Register::default();
            for (name, text) in register::REGISTER_FILES {
                register.read(text).unwrap_or_else(|error| panic!("rules/register/{name}.toml: {error}"));
            }
            Arc::new(Names {
                evidence: Arc::new(Evidence::embedded()),
                lexicon: Arc::new(Lexicon::embedded()),
                register,
            })
        });
        &NAMES
    }

    /// The same, with the names of a house on top.
    #[must_use]
    pub fn with_house(&self, houses: &[HouseNames]) -> Self {
        let mut names = self.clone();
        for house in houses {
            house.add_to(&mut names.register);
        }
        names
    }

    /// What the register says of a name, given its words as an [`Archive`] has them.
    #[must_use]
    pub fn status(&self, words: &[String]) -> Status {
        join::status(self.register.find(&words.join(" ")).filter(|name| name.wrong_for.is_none()))
    }

    /// Whether the register holds a word, in lower case, for a place; governments are called by theirs.
    pub(crate) fn is_place(&self, word: &str) -> bool {
        self.register.place(word)
    }

    /// Reads a draft. Code and the furniture of a page are left out.
    #[must_use]
    pub fn read_article(&self, article: &Article) -> Named {
        let read = article.prose.blocks.iter().zip(&article.zones);
        let read = read.filter(|(_, zone)| !matches!(zone, Zone::Code | Zone::Furniture));
        let (blocks, headline): (Vec<(usize, usize)>, Vec<bool>) =
            read.map(|(block, zone)| ((block.span.start, block.span.end), *zone == Zone::Headline)).unzip();
        let mut words = word::words(&article.prose.text, &blocks, &self.lexicon);
        for word in &mut words {
            word.mute |= article.in_code(word.start);
        }
        let draft = mention::Draft::new(&article.prose.text, words, self);
        let absent = absent::absent(&draft, &headline);
        Named { doubts: doubts(&draft), entities: join::entities(&draft), absent }
    }

    /// The doubts of a plain text whose paragraphs are `blocks`: ascending and apart, in bytes.
    #[cfg(test)]
    fn read(&self, text: &str, blocks: &[(usize, usize)]) -> Vec<Doubt> {
        let words = word::words(text, blocks, &self.lexicon);
        doubts(&mention::Draft::new(text, words, self))
    }
}

/// All doubts of a draft; where two meet, that within the draft stands.
fn doubts(draft: &mention::Draft) -> Vec<Doubt> {
    let mut found = Vec::new();
    judge::judge(draft, &mut found);
    form::judge(draft, &mut found);
    miss::judge(draft, &mut found);
    found.sort_by_key(|doubt| (doubt.start, doubt.end, doubt.against));
    let mut kept: Vec<Doubt> = Vec::new();
    for doubt in found {
        if kept.last().is_none_or(|last| doubt.start >= last.end) {
            kept.push(doubt);
        }
    }
    kept
}

/// Bytes of the prose as a span.
#[must_use]
pub const fn span((start, end): (usize, usize)) -> Span<Prose> {
    Span::new(start, end)
}

#[cfg(test)]
mod tests;
