//! Regular expressions: read, known about before they run, and run cheaply.
//!
//! What is known of the built-in expressions is worked out when the program is built (`build.rs`) and read in place
//! (`built_in`): groups, what a text must have for a match ([`Formula`]), and instructions (`program`) over a code page
//! (`page`) that makes them small. The first runs follow these instructions; an expression that runs much gets an automaton.

mod anchors;
mod begins;
mod collector;
mod compiled;
mod facts;
mod formula;
mod frequency;
mod instruction;
mod keys;
mod literal;
mod literals;
mod needs;
mod page;
mod program;
mod reach;
mod repeat;
mod search;
mod table;
mod tables;
mod trigrams;
mod word;

pub use anchors::{Anchor, Anchors};
pub use collector::Collector;
pub use compiled::{Coded, Expression, cuts_a_word};
pub use formula::Formula;
pub use frequency::Frequencies;
pub use literal::Literal;
pub use literals::{Literals, Selection};
pub use needs::{Needs, Seen};
pub use program::Storage;
pub use reach::Reach;
pub use search::Known;
pub use tables::{Tables, lay_out};
