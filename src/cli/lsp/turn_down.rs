//! “Turn this rule down for this folder”: a level in the configuration, one lower than now.

use super::analyst::{Analysed, Analyst};
use super::edits::{put, text};
use crate::cli::project::relative;
use copydesk::config::FILE_NAME;
use copydesk::diagnostic::{Diagnostic, Level};
use std::path::{Path, PathBuf};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// The title of the action.
pub fn title(analysed: &Analysed, found: &Diagnostic) -> String {
    let folder = folder(analysed);
    let place = if folder.is_empty() { "here".to_owned() } else { format!("in {folder}/") };
    match lower(found.level) {
        "off" => format!("Turn {} off {place}", found.rule),
        level => format!("Turn {} down to {level} {place}", found.rule),
    }
}

const fn lower(level: Level) -> &'static str {
    match level {
        Level::Error => Level::Warning.name(),
        Level::Warning => Level::Note.name(),
        Level::Note => "off",
    }
}

/// The folder of the draft, relative to its configuration; empty if it is the same.
fn folder(analysed: &Analysed) -> String {
    let path = relative(&analysed.document.path, analysed.project.group.file.as_deref());
    let has_configuration = analysed.project.group.file.is_some() && !Path::new(&path).is_absolute();
    path.rsplit_once('/').filter(|_| has_configuration).map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// Writes the lower level. Without a configuration, one is begun in the folder of the workspace.
///
/// # Errors
/// If it cannot be written.
pub fn turn_down(analyst: &Analyst, analysed: &Analysed, found: &Diagnostic) -> Result<(), String> {
    let path = analysed.project.group.file.as_deref().map(Path::to_path_buf).or_else(|| begun(analyst, analysed));
    let path = path.ok_or("there is no folder for a configuration")?;
    let old = text(analyst, &path)?.unwrap_or_default();
    let new = lowered(&old, &folder(analysed), &found.rule, lower(found.level))
        .map_err(|why| format!("{}: {why}", path.display()))?;
    put(analyst, "Turn this rule down", &path, &new)
}

/// Where a configuration is begun if there is none.
fn begun(analyst: &Analyst, analysed: &Analysed) -> Option<PathBuf> {
    let above = analyst.queue.folders().into_iter().find(|folder| analysed.document.path.starts_with(folder));
    let folder = above.or_else(|| analysed.document.path.parent().map(Path::to_path_buf))?;
    Some(folder.join(FILE_NAME))
}

/// The configuration with a level for `rule` in `folder`; in all of it if that is empty.
fn lowered(old: &str, folder: &str, rule: &str, level: &str) -> Result<String, String> {
    let mut options: DocumentMut = old.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    if folder.is_empty() {
        let levels = options.entry("levels").or_insert_with(|| Item::Table(Table::new()));
        levels.as_table_like_mut().ok_or("`levels` is not a table")?.insert(rule, value(level));
        return Ok(options.to_string());
    }
    let all = options.entry("override").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let all = all.as_array_of_tables_mut().ok_or("write overrides as [[override]]")?;
    let glob = format!("{}/**", globset::escape(folder));
    let is_of_folder = |of: &Table| {
        let paths: Vec<&str> = match of.get("paths").and_then(Item::as_value) {
            Some(toml_edit::Value::Array(paths)) => paths.iter().filter_map(toml_edit::Value::as_str).collect(),
            Some(toml_edit::Value::String(path)) => vec![path.value()],
            _ => Vec::new(),
        };
        paths == [glob.as_str()]
    };
    // The last override that fits a path counts.
    let last = all.len().checked_sub(1).filter(|last| all.get(*last).is_some_and(is_of_folder));
    let index = last.unwrap_or_else(|| {
        let mut of = Table::new();
        of["paths"] = value(Array::from_iter([glob.as_str()]));
        all.push(of);
        all.len() - 1
    });
    let of = all.get_mut(index).ok_or("there is no such override")?;
    let levels = of.entry("levels").or_insert_with(|| Item::Value(toml_edit::InlineTable::new().into()));
    levels.as_table_like_mut().ok_or("`levels` is not a table")?.insert(rule, value(level));
    Ok(options.to_string())
}

#[cfg(test)]
mod tests {
    use super::lowered;

    #[test]
    fn a_level_is_added_and_the_rest_stays() {
        let old = "extends = [\"news\"] # ours\n";
        let all = lowered(old, "", "style/try-and", "note").expect("TOML");
        assert_eq!(all, "extends = [\"news\"] # ours\n\n[levels]\n\"style/try-and\" = \"note\"\n");
        let again = lowered(&all, "", "style/try-and", "off").expect("TOML");
        assert_eq!(again, all.replace("\"note\"", "\"off\""));
    }

    #[test]
    fn a_folder_has_one_override() {
        let one = lowered("", "opinion/old", "style/try-and", "note").expect("TOML");
        assert_eq!(one, "[[override]]\npaths = [\"opinion/old/**\"]\nlevels = { \"style/try-and\" = \"note\" }\n");
        let two = lowered(&one, "opinion/old", "style/between-to", "off").expect("TOML");
        assert_eq!(two.matches("[[override]]").count(), 1, "{two}");
        assert!(two.contains("\"style/between-to\" = \"off\""), "{two}");
        assert!(lowered("levels = 3", "", "a/b", "off").is_err() && lowered("[[", "", "a/b", "off").is_err());
    }
}
