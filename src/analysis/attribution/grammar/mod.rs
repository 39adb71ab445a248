//! A paragraph, read for grammar once, from left to right; the passes look up what they need.
//!
//! Each step holds the one before it and adds what it found, stored by the position of the item:
//!
//! | Step | Adds |
//! |---|---|
//! | [`Frame`](frame::Frame) | items and sentences |
//! | [`Chunks`](chunk::Chunks) | which words are verbs, and how far each noun phrase reaches |
//! | [`Clauses`](clause::Clauses) | subjects with their finite verbs, and where main clauses begin |
//! | [`Verbs`](verb::Verbs) | for every verb its group of words and its subject |
//! | [`Paragraph`] | ties: cues of speech with the words that name who speaks |

pub mod chunk;
pub mod clause;
pub mod cue;
pub mod frame;
pub mod idle;
pub mod item;
pub mod pieces;
pub mod relative;
pub mod subject;
pub mod tie;
pub mod verb;
pub mod word;

mod paragraph;

pub use crate::language::{CueHit, Tags};
pub use chunk::REACH;
pub use paragraph::Paragraph;
