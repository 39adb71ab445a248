//! `copydesk names`: the fact-checker's sheet, and `--accept`: two names that look alike are two.

use super::project::{ConfigArguments, drafts, relative, say};
use super::sheet::{self, Sheet};
use super::{End, Streams};
use clap::{Args, ValueEnum};
use copydesk::files::{read, write_whole};
use copydesk::lint::Linter;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Arguments {
    /// Drafts, folders and globs [default: .]
    paths: Vec<PathBuf>,

    /// The form of the sheet
    #[arg(long, short = 'f', value_enum, default_value_t = Form::Table)]
    format: Form,

    /// Write into the house register that these are two names, never one misspelled
    #[arg(long, num_args = 2, value_names = ["NAME", "OTHER"], conflicts_with = "paths")]
    accept: Vec<String>,

    #[command(flatten)]
    config: ConfigArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Table,
    Json,
    Csv,
    Markdown,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    if let [one, other] = arguments.accept.as_slice() {
        return accept(arguments, one, other, streams);
    }
    let (found, errors) = drafts(&arguments.paths);
    for error in &errors {
        say(error, streams.err)?;
    }
    let mut failed = !errors.is_empty();
    let mut linters: BTreeMap<Option<PathBuf>, Linter> = BTreeMap::new();
    let mut sheets: Vec<Sheet> = Vec::new();
    for draft in found {
        let file = arguments.config.file_for(&draft.path);
        if !linters.contains_key(&file) {
            match arguments.config.settings(file.as_deref()) {
                Ok(settings) => {
                    failed |= super::problems::show(&settings, streams)?;
                    linters.insert(file.clone(), Linter::new(settings));
                }
                Err(error) => {
                    say(&error, streams.err)?;
                    return Ok(End::Failed);
                }
            }
        }
        let linter = &linters[&file];
        let here = relative(&draft.path, file.as_deref());
        if !draft.named && !linter.settings().reads(&here) {
            continue;
        }
        match read(&draft.path, &draft.name) {
            Ok(source) => {
                let article = linter.article(&source, &here);
                let named = article.named(linter.settings().allow.names());
                sheets.push(Sheet::new(&source, &article, named));
            }
            Err(error) => {
                say(&error, streams.err)?;
                failed = true;
            }
        }
    }
    match arguments.format {
        Form::Table => sheet::table(&sheets, streams.out)?,
        Form::Json => sheet::json(&sheets, streams.out)?,
        Form::Csv => sheet::csv(&sheets, streams.out)?,
        Form::Markdown => sheet::markdown(&sheets, streams.out)?,
    }
    Ok(if failed { End::Failed } else { End::Clean })
}

/// Adds the pair to the first register in TOML that the configuration names, or begins one beside it.
fn accept(arguments: &Arguments, one: &str, other: &str, streams: &mut Streams) -> io::Result<End> {
    let file = arguments.config.file_for(Path::new("."));
    let Some(settings) = arguments.config.settings_or_say(file.as_deref(), streams.err)? else {
        return Ok(End::Failed);
    };
    let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let named = settings.options.register.iter().map(|(name, _)| name).find(|name| name.ends_with(".toml"));
    let path = folder.join(named.map_or("register.toml", String::as_str));
    let text = if path.exists() {
        match read(&path, &path.to_string_lossy()) {
            Ok(source) => source.text,
            Err(error) => {
                say(&error, streams.err)?;
                return Ok(End::Failed);
            }
        }
    } else {
        String::new()
    };
    if let Err(error) = write_whole(&path, &with_pair(&text, one, other)) {
        say(&error, streams.err)?;
        return Ok(End::Failed);
    }
    writeln!(streams.out, "{}: “{one}” and “{other}” are two names", path.display())?;
    if named.is_none() {
        writeln!(streams.out, "To use it, say in copydesk.toml:\n\n[register]\nfiles = [\"register.toml\"]")?;
    }
    Ok(End::Clean)
}

/// The register with one more pair in `different`, all else as it was.
fn with_pair(text: &str, one: &str, other: &str) -> String {
    let quoted = |word: &str| toml::Value::String(word.to_owned()).to_string();
    let pair = format!("  [{}, {}],\n", quoted(one), quoted(other));
    if text.contains(pair.trim()) {
        return text.to_owned();
    }
    let list = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let open =
        list.filter(|(_, line)| line.starts_with("different")).find_map(|(at, line)| Some(at + line.find('[')? + 1));
    match open {
        Some(at) => format!("{}\n{}{}", &text[..at], pair, text[at..].trim_start_matches('\n')),
        // Keys of the file stand before its tables.
        None => format!("different = [\n{pair}]\n{text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_pair;

    #[test]
    fn a_pair_is_added_and_the_rest_stays() {
        let text = with_pair("kind = \"person\"\nnames = [\"Anna Feldkamp\"]\n", "Reagan", "Regan");
        let text = with_pair(&text, "Brill", "Brull");
        let again = with_pair(&text, "Reagan", "Regan");
        assert_eq!(text, again);
        let table: toml::Table = text.parse().expect("TOML");
        assert_eq!(table["different"].as_array().map(Vec::len), Some(2));
        assert!(text.ends_with("names = [\"Anna Feldkamp\"]\n"));
    }
}
