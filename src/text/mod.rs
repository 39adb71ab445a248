//! Places and positions in text: what a byte range is, and on which line it stands.
//!
//! Uses the standard library alone and knows nothing of prose, rules or files.

mod edit;
mod lines;
mod source;
mod span;

pub use edit::{Edit, apply};
pub use lines::{Lines, Position};
pub use source::Source;
pub use span::Span;
