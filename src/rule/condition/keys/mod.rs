//! The keys of conditions that ask something of a draft. A new key is a file here and an entry in [`KEYS`].

mod date;
mod dated;
mod embed;
mod family;
mod house;
mod image;
mod link;
mod metadata;
mod names;
mod path;
mod pattern;
mod phrase;
mod shared;
mod words;
mod zone;

pub(in crate::rule) use link::host;
pub use path::glob;

use super::test::Key;

/// All keys, by name.
pub(super) const KEYS: &[&dyn Key] = &[
    &date::Key,
    &dated::Key,
    &embed::Key,
    &family::Key,
    &house::Key,
    &image::Key,
    &link::Key,
    &metadata::Key,
    &names::Key,
    &path::Key,
    &pattern::Key,
    &phrase::Key,
    &shared::Key,
    &zone::Key,
];
