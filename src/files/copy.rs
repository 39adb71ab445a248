//! The names of the copies that `copydesk mark` writes: `draft.marked.docx`, next to `draft.docx`.

use std::path::{Path, PathBuf};

/// What the name of a copy has before its extension.
const MARKED: &str = "marked";

/// The path of the marked copy of the draft at `path`.
#[must_use]
pub fn copy_of(path: &Path) -> PathBuf {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    path.with_extension(format!("{MARKED}.{extension}"))
}

/// The path of the draft whose marked copy is at `path`, by its name; `None` if copies are called otherwise.
#[must_use]
pub fn original_of(path: &Path) -> Option<PathBuf> {
    let (stem, extension) = (Path::new(path.file_stem()?), path.extension()?);
    (stem.extension()? == MARKED).then(|| path.with_file_name(stem.with_extension(extension)))
}
