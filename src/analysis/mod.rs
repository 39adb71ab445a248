//! What we understand of a draft, computed once and read by every rule.
//!
//! Each file finds one thing and leaves judgement to rules. All of it is linear in the length of the prose.

mod acronym;
mod address;
mod article;
mod attribution;
pub mod date;
mod link;
pub mod names;
mod quote;
mod sentence;
mod time;
mod token;
mod transcript;
mod zoning;

pub(crate) use acronym::LENGTHS as ACRONYM_LENGTHS;
pub use acronym::{Acronym, Definition};
pub(crate) use address::in_address;
pub use article::Article;
pub use attribution::{Attributed, Attribution, Form, How, Reason, Step, Verdict};
pub use link::Link;
pub use quote::{Marks, Quote};
pub use sentence::Sentence;
pub use time::{Anchor, Moment};
pub use token::{Token, TokenKind};

pub(crate) use crate::language::Tags;
pub use crate::language::{Hedge, LEXICON_FILES, Number};
pub use crate::prose::Zone;
