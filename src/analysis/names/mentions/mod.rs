//! What a draft mentions: its words, the forms of its names with their company, and the people and bodies they name.
//!
//! In the order in which a draft goes through them: `word` (a word with its neighbourhood), `words` (all of them), `cut` (the
//! walk that finds them), `mute` (words that are never judged), `uses` and `form` (each form of a capitalised word, with all
//! its uses), `between` (what is between words), `run` (words that make one name), `role` (who somebody is), `speakers` (who is
//! quoted), `heard` (surnames that are quoted), `tail` (people named right after a body or a post), `join` (runs that name one
//! person or body), `kind` (which of the two), `shown` (people whom no list has), `entity` (what comes out), `noted` (what is
//! kept of a draft for comparison with others).

mod between;
mod cut;
mod entity;
mod form;
mod heard;
mod join;
mod kind;
mod mute;
mod noted;
mod role;
mod run;
mod shown;
mod speakers;
mod tail;
mod uses;
mod word;
mod words;

pub use entity::{Entity, Part, Place};
pub use form::Draft;
pub use join::entities;
pub use noted::{Noted, What};
pub use uses::{Form, Use};
pub use word::{Case, Word};
