//! [`Language`]: everything that the program knows of English, in one value.
//!
//! Word lists and the forms of words are data in `rules/lexicon`, so that an editor can read and question them. Whoever
//! starts the program makes one `Language` and passes it on; [`Article`](crate::analysis::Article) carries it to all
//! that read a draft. Each part is parsed when it is first asked for. A second language would be a second value.

mod article;
mod calendar;
mod currency;
mod evidence;
mod facts;
mod fold;
mod foreign;
mod hash;
mod inflection;
mod lists;
mod morphology;
mod name_tags;
mod names;
mod number;
mod record;
mod source;
mod speech;
mod talk;

pub use article::{Abbreviated, ArticleWords, Field, MetadataFields, Sign, Signs, VagueSources, ZoneWords};
pub use calendar::Calendar;
pub use currency::Currencies;
pub use evidence::{Evidence, Marks};
pub use facts::{KnownWord, ShortKey, WordFacts, WordMemories, WordMemory, next_name_word};
pub use fold::fold;
pub use foreign::{ForeignWords, MostForeign, WordCounter, WordCounts};
pub use hash::{WordMap, WordSet};
pub use inflection::{Inflection, Inflections};
pub use lists::LEXICON_FILES;
pub use morphology::Morphology;
pub use name_tags::NameTags;
pub use names::{NameLexicon, NameWords};
pub use number::{Hedge, Number, Numbers};
pub use record::{RecordWords, Turn};
pub use speech::{CueHit, Forms, PackedCue, SpeechWords, Tags};
pub use talk::TalkWords;

use crate::expression::{Literals, Tables};
use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

/// The words and forms of a language, by what needs them.
pub struct Language {
    /// Words by which the parts of a draft are found: sentences, zones, acronyms, times.
    pub article: LazyLock<ArticleWords>,
    /// Words by which speakers are found: verbs of speech, pronouns, small words of grammar.
    pub speech: LazyLock<SpeechWords>,
    /// Words by which speech without quotation marks is known.
    pub talk: LazyLock<TalkWords>,
    /// Words by which names are compared: titles, particles, nicknames, endings.
    pub names: LazyLock<NameLexicon>,
    /// Endings of words.
    pub morphology: LazyLock<Morphology>,
    /// Which words are surnames, given names or ordinary words.
    pub evidence: LazyLock<Evidence>,
    /// Numbers in words, their scales, and hedges before them.
    pub numbers: LazyLock<Numbers>,
    /// Months and days of the week.
    pub calendar: LazyLock<Calendar>,
    /// Amounts of money.
    pub currencies: LazyLock<Currencies>,
    /// Small words of other languages.
    pub foreign: LazyLock<ForeignWords>,
    /// What differs between a quotation and its record without changing what was said.
    pub record: LazyLock<RecordWords>,
    /// Regular endings of nouns and verbs.
    pub inflections: LazyLock<Inflections>,
    name_tags: OnceLock<WordMap<String, NameTags>>,
    /// The literals of built-in patterns.
    sought: Literals<'static>,
    /// Words that drafts had, with what the parts above say of them.
    pub memories: WordMemories,
}

impl Language {
    /// English as newspapers write it, from the lists that are built into the program. Make one and share it.
    #[must_use]
    pub fn english() -> Arc<Self> {
        Arc::default()
    }
}

impl Default for Language {
    /// English, the only language so far.
    fn default() -> Self {
        Self {
            article: LazyLock::new(ArticleWords::embedded),
            speech: LazyLock::new(SpeechWords::embedded),
            talk: LazyLock::new(TalkWords::embedded),
            names: LazyLock::new(NameLexicon::embedded),
            morphology: LazyLock::new(Morphology::embedded),
            evidence: LazyLock::new(Evidence::embedded),
            numbers: LazyLock::new(Numbers::embedded),
            calendar: LazyLock::new(Calendar::embedded),
            currencies: LazyLock::new(Currencies::embedded),
            foreign: LazyLock::new(ForeignWords::embedded),
            record: LazyLock::new(RecordWords::embedded),
            inflections: LazyLock::new(Inflections::embedded),
            name_tags: OnceLock::new(),
            sought: Tables::built_in().literals,
            memories: WordMemories::default(),
        }
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Language(English)")
    }
}
