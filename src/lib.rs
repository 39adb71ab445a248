//! x
#![allow(missing_docs, dead_code)]
pub mod analysis;
pub mod config;
pub mod diagnostic;
mod error;
pub mod files;
pub mod format;
pub mod lint;
pub mod prose;
pub mod report;
pub mod rule;
pub mod text;
pub use error::Error;
