//! Packs and configurations on the disk.

use super::{name_of, read};
use crate::config::{FILE_NAME, Library};
use crate::lint::BASELINE_NAME;
use crate::text::Source;
use std::path::{Component, Path, PathBuf};

/// Packs as files and folders, relative to the file that extends them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Library for Disk {
    fn find(&self, name: &str, by: &str) -> Result<Vec<Source>, String> {
        let base = Path::new(by).parent().unwrap_or(Path::new(""));
        let path = without_dots(&base.join(name));
        if path.is_dir() {
            let mut files: Vec<PathBuf> = std::fs::read_dir(&path)
                .map_err(|error| format!("{}: {error}", path.display()))?
                .filter_map(|entry| entry.ok().map(|entry| entry.path()))
                // Configurations, sidecars and baselines hold no rules.
                .filter(|path| {
                    path.extension().is_some_and(|extension| extension == "toml")
                        && ![FILE_NAME, BASELINE_NAME].iter().any(|name| path.to_string_lossy().ends_with(name))
                })
                .collect();
            files.sort();
            if files.is_empty() {
                return Err(format!("the folder “{name}” has no rule files (*.toml)"));
            }
            return files.iter().map(|path| read(path, &name_of(path)).map_err(|error| error.to_string())).collect();
        }
        if path.is_file() {
            return Ok(vec![read(&path, &name_of(&path)).map_err(|error| error.to_string())?]);
        }
        Err(format!("there is no pack, file or folder “{name}”"))
    }
}

/// A path without `.` components, so that `./house.toml` and `house.toml` are the same file.
fn without_dots(path: &Path) -> PathBuf {
    let without: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if without.as_os_str().is_empty() { path.to_owned() } else { without }
}

/// The configuration for a draft at `path`: the nearest one in its folder or above.
#[must_use]
pub fn configuration_for(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    let start = if absolute.is_dir() { absolute.as_path() } else { absolute.parent()? };
    let found = start.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())?;
    // A configuration below the current folder is named relative to it, so that messages are short.
    let here = std::env::current_dir().ok()?;
    Some(found.strip_prefix(&here).map(Path::to_path_buf).unwrap_or(found))
}
