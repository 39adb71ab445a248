//! [`HouseNames`]: a register of names that a house keeps, as TOML or as a table; its mistakes are shown where they stand.

use super::register::{File, Kind, Register};
use crate::diagnostic::{Diagnostic, Level};
use crate::text::{Source, Span};

/// A house's register, read.
#[derive(Clone, Debug)]
pub struct HouseNames {
    file: File,
}

impl HouseNames {
    /// Reads `source`: TOML where its name ends so, else a table with a name and its kind in each line, parted by tabs,
    /// semicolons or commas. What is wrong is left out and said.
    #[must_use]
    pub fn read(source: &Source) -> (Self, Vec<Diagnostic>) {
        if source.name.ends_with(".toml") {
            return match toml::from_str(&source.text) {
                Ok(file) => (Self { file }, Vec::new()),
                Err(error) => {
                    let end = source.text.len();
                    let range = error.span().unwrap_or(0..0);
                    let span = Span::new(range.start.min(end), range.end.min(end));
                    let message = error.message().trim().to_owned();
                    (Self { file: File::default() }, vec![Diagnostic::new("register", Level::Error, message, span)])
                }
            };
        }
        Self::table(source)
    }

    fn table(source: &Source) -> (Self, Vec<Diagnostic>) {
        let mut file = File::default();
        let mut problems = Vec::new();
        let mut at = 0;
        let mark = ['\t', ';', ','].into_iter().find(|&c| source.text.contains(c)).unwrap_or(',');
        for (number, raw) in source.text.split_inclusive('\n').enumerate() {
            let line = raw.trim_end().trim_start_matches('\u{feff}');
            let start = at;
            at += raw.len();
            let mut cells = line.split(mark).map(|cell| cell.trim().trim_matches('"'));
            let (name, kind) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            if name.is_empty() || line.starts_with('#') || (number == 0 && name.eq_ignore_ascii_case("name")) {
                continue;
            }
            match kind_called(kind) {
                Some(kind) => file.rows.push((name.to_owned(), kind)),
                None => {
                    let message = format!("“{kind}” is no kind of name");
                    let span = Span::new(start, start + line.len());
                    problems.push(
                        Diagnostic::new("register", Level::Error, message, span)
                            .with_help("kinds are: person, organisation, place, product, law"),
                    );
                }
            }
        }
        (Self { file }, problems)
    }

    pub(super) fn add_to(&self, register: &mut Register) {
        register.add_file(&self.file, true);
    }
}

/// A kind by what tables call it; an organisation where they do not say.
fn kind_called(name: &str) -> Option<Kind> {
    match name.to_lowercase().as_str() {
        "person" | "people" => Some(Kind::Person),
        "" | "organisation" | "organization" | "org" => Some(Kind::Organisation),
        "place" | "location" => Some(Kind::Place),
        "product" => Some(Kind::Product),
        "law" => Some(Kind::Law),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_and_their_mistakes_shown() {
        let source = Source::new("house.csv", "name,kind\nGerda Malinowsky,person\nHarbour Trust\nBrill,colour\n");
        let (house, problems) = HouseNames::read(&source);
        assert_eq!(house.file.rows.len(), 2);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].span().of(&source.text), "Brill,colour");
    }

    #[test]
    fn a_broken_file_says_where() {
        let source = Source::new("house.toml", "names = [\"Anna Feldkamp\"]\nnmaes = []\n");
        let (_, problems) = HouseNames::read(&source);
        assert_eq!(problems[0].span().of(&source.text), "nmaes");
    }
}
