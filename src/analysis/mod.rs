//! What we understand of a draft, computed once and read by every rule.
//!
//! Each file finds one thing and leaves judgement to rules. All of it is linear in the length of the prose.

mod acronym;
mod article;
mod attribution;
pub mod date;
pub mod names;
mod page;
mod time;
pub mod unnamed;

pub(crate) use acronym::LENGTHS as ACRONYM_LENGTHS;
pub use acronym::{Acronym, Definition};
pub use article::Article;
pub use attribution::{Attributed, Attribution, Certainty, Confidence, Form, How, Reason, Step, Verdict, reported};
pub(crate) use page::in_address;
pub use page::{Letters, Link, Marks, Page, Quote, Sentence, Token, TokenKind, Vocabulary, WordId};
pub use time::{Anchor, Moment};

pub(crate) use crate::language::Tags;
pub use crate::language::{Hedge, LEXICON_FILES, Number};
pub use crate::prose::Zone;
