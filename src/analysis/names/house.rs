//! [`HouseNames`]: a register that a house keeps, as TOML or as a table: names, and what is known of them. Its mistakes are
//! shown where they stand.

use super::properties::Said;
use super::register::{Entry, File, Kind, Register};
use crate::diagnostic::{Diagnostic, Level};
use crate::text::{Source, Span};
use serde::Deserialize;

/// A house's register, read.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct HouseNames {
    file: File,
}

impl HouseNames {
    /// Reads `source`: TOML where its name ends so, else a table with a name and its kind in each line, parted by tabs,
    /// semicolons or commas; a first line that begins with `name` names the columns. What is wrong is left out and said.
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
        let mut columns: Vec<String> = COLUMNS[..2].iter().map(|&name| name.to_owned()).collect();
        for (number, raw) in source.text.split_inclusive('\n').enumerate() {
            let line = raw.trim_end().trim_start_matches('\u{feff}');
            let start = at + (raw.len() - raw.trim_start_matches('\u{feff}').len());
            at += raw.len();
            let cells: Vec<&str> = line.split(mark).map(|cell| cell.trim().trim_matches('"')).collect();
            let name = cells.first().copied().unwrap_or_default();
            if name.is_empty() || line.starts_with('#') {
                continue;
            }
            let span = Span::new(start, start + line.len());
            let mut problem = |message: String, help: String| {
                problems.push(Diagnostic::new("register", Level::Error, message, span).with_help(help));
            };
            if number == 0 && name.eq_ignore_ascii_case("name") {
                columns = cells.iter().map(|cell| cell.to_lowercase().replace([' ', '-'], "_")).collect();
                for column in columns.iter().filter(|column| !COLUMNS.contains(&column.as_str())) {
                    problem(
                        format!("a register has no column “{column}”"),
                        format!("columns are: {}", COLUMNS.join(", ")),
                    );
                }
                continue;
            }
            let mut entry = Entry { name: name.to_owned(), kind: Some(Kind::Organisation), ..Entry::default() };
            for (column, cell) in columns.iter().zip(&cells).skip(1).filter(|(_, cell)| !cell.is_empty()) {
                if let Err((message, help)) = set(&mut entry, column, cell) {
                    problem(message, help);
                    entry.kind = None;
                }
            }
            if entry.kind.is_some() {
                file.entry.push(entry);
            }
        }
        (Self { file }, problems)
    }

    pub(super) fn add_to(&self, register: &mut Register) {
        register.add_file(&self.file, true);
    }
}

/// The columns of a table.
const COLUMNS: &[&str] = &[
    "name",
    "kind",
    "owner",
    "funder",
    "label",
    "leaning",
    "listed",
    "do_not_name",
    "pronouns",
    "since",
    "until",
    "variants",
];

/// Puts a cell into its place; several values are parted by `|`.
fn set(entry: &mut Entry, column: &str, cell: &str) -> Result<(), (String, String)> {
    let said = || {
        let yes = matches!(cell.to_lowercase().as_str(), "yes" | "true" | "x");
        Some(if yes { Said::Plain(true) } else { Said::Many(cell.split('|').map(str::to_owned).collect()) })
    };
    let day = || {
        let wrong = || (format!("“{cell}” is no day"), "days are written 2026-03-02".to_owned());
        cell.parse().map(Some).map_err(|_| wrong())
    };
    match column {
        "kind" => {
            let help = "kinds are: person, organisation, place, product, law";
            let kind = kind_called(cell).ok_or_else(|| (format!("“{cell}” is no kind of name"), help.to_owned()))?;
            entry.kind = Some(kind);
        }
        "owner" => entry.owner = said(),
        "funder" => entry.funder = said(),
        "label" => entry.label = Some(cell.to_owned()),
        "leaning" => entry.leaning = said(),
        "listed" => entry.listed = said(),
        "do_not_name" => entry.do_not_name = said(),
        "pronouns" => entry.pronouns = Some(cell.to_owned()),
        "since" => entry.since = day()?,
        "until" => entry.until = day()?,
        "variants" => entry.variants = cell.split('|').map(|form| form.trim().to_owned()).collect(),
        _ => {} // said of the head of the table already
    }
    Ok(())
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
        assert_eq!(house.file.entry.len(), 2);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].span().of(&source.text), "Brill,colour");
    }

    #[test]
    fn columns_say_what_is_known_of_a_name() {
        let table = "name;kind;owner;do not name;since;colour\nLantern Shipping;;Quay Holdings | Ebb Trust;;2026-02-30;\n\
            Nils Abermann;person;;yes;2026-02-03;\n";
        let source = Source::new("house.csv", table);
        let (house, problems) = HouseNames::read(&source);
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(said, ["a register has no column “colour”", "“2026-02-30” is no day"]);
        let [entry] = house.file.entry.as_slice() else { panic!("{:?}", house.file.entry) };
        assert!(matches!(entry.do_not_name, Some(Said::Plain(true))));
        assert_eq!(
            (entry.kind, entry.since.map(|day| day.to_string()).as_deref()),
            (Some(Kind::Person), Some("2026-02-03"))
        );
    }

    #[test]
    fn a_broken_file_says_where() {
        let source = Source::new("house.toml", "names = [\"Anna Feldkamp\"]\nnmaes = []\n");
        let (_, problems) = HouseNames::read(&source);
        assert_eq!(problems[0].span().of(&source.text), "nmaes");
    }
}
