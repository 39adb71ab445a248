//! What a path is called.

use std::path::{MAIN_SEPARATOR, Path};

/// A path in words, with `/` between folders on every system. What is no UTF-8 in it is U+FFFD.
#[must_use]
pub fn name_of(path: &Path) -> String {
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(MAIN_SEPARATOR, "/") }
}
