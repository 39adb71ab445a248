//! What several kinds of rule share.

pub(super) mod around;
mod case;
pub(super) mod groups;
mod values;

pub(super) use case::cased_like;
pub(super) use values::{expressions, values};
