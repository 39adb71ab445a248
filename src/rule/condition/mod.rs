//! [`Condition`]: what a draft must be like, for a rule's `when` and for what the kind `require` asks.
//!
//! A condition is a tree. Each leaf is a [`Test`](test::Test) that one key of the TOML table asks for, together with the
//! [`Bounds`](bounds::Bounds) within which what it finds counts. [`read`] builds the tree, [`tree`] evaluates it, and
//! [`explain`] says for people what was found and what came close. The patterns of all tests go into the one scan.
//!
//! A new key is a file in [`keys`] and an entry in [`keys::KEYS`].

mod bounds;
mod case;
mod explain;
mod grounds;
mod keys;
mod place;
mod read;
mod test;
mod tree;
mod trigger;
mod written;

pub use case::Case;
pub use grounds::{Ground, Grounds};
pub use keys::glob;
pub(super) use keys::host;
pub use tree::{Condition, Judged};
pub use trigger::Trigger;
pub(super) use written::OneOrMany;
