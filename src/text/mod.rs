//! Texts and places in them: byte ranges, lines and columns, edits.
//!
//! Uses the standard library only. Knows nothing about prose, rules or files.

mod edit;
mod lines;
mod overlaps;
mod source;
mod span;

pub use edit::{Edit, apply};
pub use lines::{Lines, Position};
pub use overlaps::Overlaps;
pub use source::{Excerpt, Origin, Source, byte_order_mark};
pub use span::Span;
