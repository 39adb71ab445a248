//! `copydesk names --accept`: two names that look alike are two, written into the house register and, where it is new,
//! its file into the configuration. All else in both files stays as it was.

use crate::cli::project::{ConfigArguments, say};
use crate::cli::{End, Streams};
use copydesk::Error;
use copydesk::config::FILE_NAME;
use copydesk::files::{read, with_folder_lock, write_whole};
use std::io;
use std::path::{Path, PathBuf};
use toml_edit::{Array, DocumentMut, Item, Table, value};

/// What a register is called where the house has none.
const REGISTER: &str = "register.toml";

pub fn run(config: &ConfigArguments, one: &str, other: &str, streams: &mut Streams) -> io::Result<End> {
    match written(config, one.trim(), other.trim()) {
        Ok(Done { register, configuration }) => {
            writeln!(streams.out, "{}: “{}” and “{}” are two names", register.display(), one.trim(), other.trim())?;
            if let Some(path) = configuration {
                writeln!(streams.out, "{}: reads {REGISTER} from now on", path.display())?;
            }
            Ok(End::Clean)
        }
        Err(error) => {
            say(&error, streams.err)?;
            Ok(End::Failed)
        }
    }
}

/// The files that were written.
pub struct Done {
    pub register: PathBuf,
    configuration: Option<PathBuf>,
}

fn written(config: &ConfigArguments, one: &str, other: &str) -> Result<Done, Error> {
    if one.is_empty() || other.is_empty() || one == other {
        return Err(Error::Usage("--accept needs two names that differ".into()));
    }
    if config.packs.no_config {
        let why = "--accept writes into the register of a configuration, and --no-config asks for none";
        return Err(Error::Usage(why.into()));
    }
    let file = config.file_for(Path::new("."));
    let folder = file.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    with_folder_lock(folder, || write_pair(config, file.as_deref(), folder, (one, other)))
}

/// Writes the pair, while nobody else writes one, into the register of the configuration in `file` or, without one, of a new
/// configuration in `folder`.
pub fn write_pair(
    config: &ConfigArguments,
    file: Option<&Path>,
    folder: &Path,
    (one, other): (&str, &str),
) -> Result<Done, Error> {
    let settings = config.settings(file)?;
    // The first register in TOML that the configuration or the command line names; a table has no room for pairs.
    let named = settings.options.register.iter().map(|(name, _)| folder.join(name));
    let named = named.chain(config.register.iter().map(PathBuf::from));
    let known = named.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "toml"));
    let register = known.clone().unwrap_or_else(|| folder.join(REGISTER));
    let mut pairs = document(&register)?;
    add_pair(&mut pairs, one, other).map_err(|message| at(&register, &message))?;
    let configuration = match known {
        Some(_) => None,
        None => {
            let path = file.map_or_else(|| folder.join(FILE_NAME), Path::to_path_buf);
            let mut options = document(&path)?;
            add_file(&mut options, REGISTER).map_err(|message| at(&path, &message))?;
            Some((path, options))
        }
    };
    write_whole(&register, pairs.to_string())?;
    if let Some((path, options)) = &configuration {
        write_whole(path, options.to_string())?;
    }
    Ok(Done { register, configuration: configuration.map(|(path, _)| path) })
}

fn at(path: &Path, message: &str) -> Error {
    Error::Usage(format!("{}: {message}", path.display()))
}

/// The TOML at `path`; an empty one where nothing is.
fn document(path: &Path) -> Result<DocumentMut, Error> {
    let text = match path.exists() {
        true => read(path, &path.to_string_lossy())?.text,
        false => String::new(),
    };
    text.parse().map_err(|error: toml_edit::TomlError| at(path, error.to_string().trim()))
}

/// One more pair in `different`.
fn add_pair(register: &mut DocumentMut, one: &str, other: &str) -> Result<(), String> {
    let pairs = register.entry("different").or_insert_with(|| value(Array::new()));
    let pairs = pairs.as_array_mut().ok_or("`different` is not a list of pairs")?;
    let is_pair = |item: &toml_edit::Value| {
        let names: Vec<&str> = item.as_array().into_iter().flatten().filter_map(toml_edit::Value::as_str).collect();
        names == [one, other] || names == [other, one]
    };
    if !pairs.iter().any(is_pair) {
        let mut pair = toml_edit::Value::from(Array::from_iter([one, other]));
        pair.decor_mut().set_prefix("\n  ");
        pairs.push_formatted(pair);
        pairs.set_trailing("\n");
        pairs.set_trailing_comma(true);
    }
    Ok(())
}

/// One more file in `[register]`.
fn add_file(options: &mut DocumentMut, name: &str) -> Result<(), String> {
    let register = options.entry("register").or_insert_with(|| Item::Table(Table::new()));
    let register = register.as_table_like_mut().ok_or("`register` is not a table")?;
    let files = register.entry("files").or_insert_with(|| value(Array::new()));
    files.as_array_mut().ok_or("`register.files` is not a list")?.push(name);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{add_file, add_pair};
    use toml_edit::DocumentMut;

    fn parsed(text: &str) -> DocumentMut {
        text.parse().expect("TOML")
    }

    #[test]
    fn a_pair_is_added_once_and_the_rest_stays() {
        let mut file =
            parsed("# ours\nkind = \"person\"\nnames = [\"Anna Feldkamp\"]\n\n[[entry]]\nname = \"Brill\"\n");
        for (one, other) in [("Reagan", "Regan"), ("Brill", "Brull"), ("Regan", "Reagan")] {
            add_pair(&mut file, one, other).expect("a list");
        }
        assert_eq!(
            file.to_string(),
            "# ours\nkind = \"person\"\nnames = [\"Anna Feldkamp\"]\ndifferent = [\n  [\"Reagan\", \"Regan\"],\n  [\"Brill\", \"Brull\"],\n]\n\n[[entry]]\nname = \"Brill\"\n"
        );
    }

    #[test]
    fn a_file_joins_those_of_the_configuration() {
        let mut options = parsed("extends = [\"news\"]\n\n[register]\nfiles = [\"people.csv\"] # the desk's\n");
        add_file(&mut options, "register.toml").expect("a list");
        let text = options.to_string();
        assert!(text.contains("files = [\"people.csv\", \"register.toml\"] # the desk's"), "{text}");
        assert!(add_pair(&mut parsed("different = 3"), "a", "b").is_err());
    }
}
