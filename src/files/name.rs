//! The name of a path in messages and reports.

use std::path::{MAIN_SEPARATOR, Path};

/// A path as text, with `/` between folders on every system and U+FFFD for bytes that are not UTF-8.
#[must_use]
pub fn name_of(path: &Path) -> String {
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(MAIN_SEPARATOR, "/") }
}
