//! The tables that the build lays out (`build.rs`), read where they lie.

/// The code page, the most common words, and the built-in expressions.
pub const TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/expressions.bin"));
