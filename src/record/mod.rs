//! The record: what the reporter has of what was said, and each quotation of a draft compared with it.
//!
//! ```text
//! files ─transcript─▶ Transcript ─index─▶ Record ─seek─▶ candidates ─align─▶ steps ─differ─▶ differences ─compare─▶ Compared
//! ```
//!
//! A [`Transcript`] is the words of a file with their speakers and times. A [`Record`] indexes the words of all files. For a
//! quotation, the rarest words find places that may hold it, an alignment of each place with the quotation finds the best
//! one, and what differs there gives the [`Verdict`]. `docs/record.md` explains the verdicts to reporters.

mod align;
mod amount;
mod compare;
mod differ;
mod file;
mod fit;
mod index;
mod item;
mod kept;
mod model;
mod others;
mod query;
mod said_by;
mod seek;
mod shelf;
mod speaker;
#[cfg(test)]
mod tests;
mod time;
mod transcript;
mod word;
mod words;

pub use compare::{Query, SHORTEST};
pub use file::File;
pub use index::{Part, Record};
pub use kept::{read, write};
pub use model::{Compared, Difference, DifferenceKind, Passage, Place, Verdict, Weight};
pub use query::queries;
pub use shelf::Shelf;
pub use speaker::{Certainty, Named, PersonName};
pub use time::clock;
pub use transcript::{Address, Transcript, Turn, is_readable};
