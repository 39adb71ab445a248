//! Loads the packs that a configuration asks for: each once, after the packs that it extends.

use super::Origin;
use crate::diagnostic::{Diagnostic, Level};
use crate::language::Language;
use crate::rule::{PACKS, Pack, did_you_mean};
use crate::text::Source;
use std::collections::HashMap;
use std::sync::Arc;

/// Finds packs that are not built in by the name that `extends` gives: a file or a folder. Only the caller knows the disk.
pub trait Library {
    /// The sources of the pack `name`, which the file `by` extends.
    ///
    /// # Errors
    /// A line that says why the pack cannot be found.
    fn find(&self, name: &str, by: &str) -> Result<Vec<Source>, String>;
}

/// A pack with the reason why it is loaded.
pub(super) struct LoadedPack {
    pub pack: Pack,
    pub origin: Origin,
    /// The overrides that ask for it; empty if it holds for all paths.
    pub overrides: Vec<usize>,
}

/// How far the loading of a pack has come.
#[derive(Clone, Copy)]
enum Progress {
    /// The packs that it extends are being loaded.
    Extending,
    /// It is loaded, at this index.
    Done(usize),
}

pub(super) struct Loader<'a> {
    library: &'a dyn Library,
    language: &'a Language,
    packs: Vec<LoadedPack>,
    progress: HashMap<String, Progress>,
}

impl<'a> Loader<'a> {
    pub fn new(library: &'a dyn Library, language: &'a Language) -> Self {
        Self { library, language, packs: Vec::new(), progress: HashMap::new() }
    }

    /// Loads the pack `name` for the file `by`, after the packs that it extends; `within` is the override that asks for it.
    pub fn load(&mut self, name: &str, by: &str, origin: &Origin, within: Option<usize>) -> Result<(), String> {
        let builtin = PACKS.iter().find(|(pack, _)| *pack == name);
        let sources = match builtin {
            Some((_, text)) => vec![Source::new(format!("rules/{name}.toml"), *text)],
            None => self.library.find(name, by).map_err(|message| with_suggestion(message, name))?,
        };
        for source in sources {
            let pack_name = if builtin.is_some() { name.to_owned() } else { source.name.clone() };
            match self.progress.get(&pack_name) {
                Some(Progress::Extending) if pack_name == by => return Err("a pack cannot extend itself".into()),
                // Packs may extend each other in a ring: each is read once.
                Some(Progress::Extending) => {}
                Some(Progress::Done(index)) => self.packs[*index].is_asked_for(within),
                None => self.read(pack_name, source, origin, within),
            }
        }
        Ok(())
    }

    fn read(&mut self, name: String, source: Source, origin: &Origin, within: Option<usize>) {
        let mut pack = Pack::read(&name, Arc::new(source), self.language);
        self.progress.insert(name.clone(), Progress::Extending);
        let origin_of_extended = Origin::Pack(name.clone());
        for (extended, span) in pack.extends.clone() {
            if let Err(message) = self.load(&extended, &pack.source.name, &origin_of_extended, within) {
                pack.problems.push(Diagnostic::new("pack", Level::Error, message, span));
            }
        }
        self.progress.insert(name, Progress::Done(self.packs.len()));
        self.packs.push(LoadedPack { pack, origin: origin.clone(), overrides: within.into_iter().collect() });
    }

    /// The packs in the order in which they hold: a later one overrules an earlier one.
    pub fn finish(self) -> Vec<LoadedPack> {
        self.packs
    }
}

impl LoadedPack {
    /// Notes that the configuration or an override asks for it once more.
    fn is_asked_for(&mut self, within: Option<usize>) {
        match within {
            Some(of) if !self.overrides.is_empty() => self.overrides.push(of),
            Some(_) => {}
            None => self.overrides.clear(),
        }
    }
}

/// The message with the built-in pack whose name is most like `name`.
fn with_suggestion(message: String, name: &str) -> String {
    match did_you_mean(name, PACKS.iter().map(|(pack, _)| *pack)) {
        Some(meant) => format!("{message}; did you mean “{meant}”?"),
        None => message,
    }
}
