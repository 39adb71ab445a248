//! x
#![allow(missing_docs, dead_code)]
pub mod analysis;
pub mod diagnostic;
pub mod format;
pub mod prose;
pub mod text;
