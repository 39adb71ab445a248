//! What we understand of a draft, computed once and read by every rule.
//!
//! Each file finds one thing and leaves judgement to rules. All of it is linear in the length of the prose.

mod acronym;
mod address;
mod article;
mod attribution;
mod currency;
pub mod date;
mod lexicon;
mod link;
pub mod names;
mod number;
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
pub(crate) use attribution::{Tags, speech_words};
pub use currency::{currencies, rates};
pub use lexicon::{LEXICON_FILES, Lexicon, lexicon};
pub use link::Link;
pub(crate) use number::ordinal_endings;
pub use number::{Hedge, Number, fraction, fraction_expression};
pub use quote::{Marks, Quote};
pub use sentence::Sentence;
pub use time::{Anchor, Moment};
pub use token::{Token, TokenKind};

pub use crate::prose::Zone;
