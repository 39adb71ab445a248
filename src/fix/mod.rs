//! Applies fixes: chooses compatible ones, makes them, and checks the draft again until nothing is left to fix.
//!
//! [`lint`](crate::lint) decides what can be fixed and how safely. The caller decides which fixes it wants, and writes the
//! result. A draft whose paragraphs, quotations or links would change is returned as it was.

mod declined;
mod fixed;
mod pieces;
mod proposal;
mod rounds;
mod structure;
#[cfg(test)]
mod tests;

pub use fixed::{Fixed, Refusal};
pub use proposal::Proposal;
pub use rounds::{MOST_ROUNDS, apply};
