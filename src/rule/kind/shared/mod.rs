//! What several kinds of rule share.

pub(super) mod around;
pub(super) mod groups;
mod values;

pub(super) use values::{expressions, values};
