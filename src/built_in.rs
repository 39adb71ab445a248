//! What the build lays out (`build.rs`), read in place, without parsing.

/// The code page, the most common words, and the built-in expressions. A constant would lie in the binary once for each module
/// that reads it.
pub static TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/expressions.bin"));

/// The packs in `rules/`, parsed, by name; without the examples of their rules.
pub const PACKS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin"));

/// The word lists in `rules/lexicon/`, parsed, by name.
pub const LISTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lists.bin"));

/// The word lists by which speakers are found, by word.
pub const SPEECH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/speech.bin"));

/// The names in `rules/register/`, indexed; empty in a small program.
pub const REGISTER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register.bin"));

/// The files in `rules/register/`, parsed, for a small program to index: they are a tenth of their index.
pub const REGISTER_FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/register-files.bin"));

/// The examples of the rules in these packs, by the id of the rule.
pub const EXAMPLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/examples.bin"));
