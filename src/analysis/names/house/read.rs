//! [`HouseNames`]: a newsroom's own register, written in TOML or as a table. A mistake costs the entry that it stands in and is
//! reported at its place.

use super::entry::File;
use super::{rows, written};
use crate::diagnostic::Diagnostic;
use crate::table::{Problem, problem_in, syntax};
use crate::text::Source;
use std::ops::Range;
use toml::de::DeTable;

/// A newsroom's register as its file has it.
#[derive(Clone, Debug)]
pub struct HouseNames {
    file: File,
}

impl HouseNames {
    /// Reads `source`: TOML if its name ends in `.toml`; otherwise a table with a name and its kind on each line, separated by
    /// tabs, semicolons or commas. Further cells count only if there is a header row, which begins with `name`.
    /// What is wrong is left out and reported.
    #[must_use]
    pub fn read(source: &Source) -> (Self, Vec<Diagnostic>) {
        let (file, problems) = if source.name.ends_with(".toml") {
            let (table, errors) = DeTable::parse_recoverable(&source.text);
            let at = table.span();
            let (file, wrong) = written::read(("a register", &[]), table.into_inner(), &at);
            (file, errors.iter().map(|error| syntax(source, error)).chain(wrong).collect())
        } else {
            rows::read(&source.text)
        };
        let mut problems: Vec<Diagnostic> =
            problems.into_iter().map(|problem| problem_in("register", source, problem)).collect();
        problems.sort_by_key(Diagnostic::span);
        (Self { file }, problems)
    }

    /// Reads the table `[register]` of a configuration, which stands at these bytes of it; its keys in `taken` have been read.
    pub(crate) fn of_table(table: DeTable, taken: &[&str], at: &Range<usize>) -> (Self, Vec<Problem>) {
        let (file, problems) = written::read(("`[register]`", taken), table, at);
        (Self { file }, problems)
    }

    /// What the file says.
    pub(super) const fn file(&self) -> &File {
        &self.file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str) -> (Vec<String>, Vec<String>) {
        let source = Source::new(name, text);
        let (house, problems) = HouseNames::read(&source);
        let names = house.file.names.iter().cloned().chain(house.file.entry.iter().map(|entry| entry.name.clone()));
        let told = |problem: &Diagnostic| {
            let at = source.position(problem.span().start);
            format!("{}:{} {}", at.line, at.column, problem.message)
        };
        (names.collect(), problems.iter().map(told).collect())
    }

    #[test]
    fn a_mistake_costs_its_entry_and_each_is_reported() {
        let text = "nmaes = []\nnames = [\"Anna Feldkamp\", 3]\ndifferent = [[\"Reagan\"], [\"Brill\", \"Brull\"]]\n\
            [[entry]]\nname = \"Lantern Shipping\"\nowner = 4\nkinds = \"place\"\n\
            [[entry]]\nname = \"Nils Abermann\"\nkind = \"persn\"\n\
            [[entry]]\nowner = \"Quay Holdings\"\n\
            [[entry]]\nname = \"Ebb Trust\"\nsince = 2026-03-02\nuntil = 2026-03-01\n\
            [[entry]]\nname = \"Harbour Trust\"\nuntil = \"2026-03-01\"\n\
            [[entry]]\nname = \"Brill\"\n";
        let (names, said) = read("house.toml", text);
        assert_eq!(names, ["Anna Feldkamp", "Brill"]);
        assert_eq!(
            said,
            [
                "1:1 a register has no key `nmaes`",
                "2:27 expected a string in quotation marks, found the number 3",
                "3:14 expected a pair of names: [\"Reagan\", \"Regan\"]",
                "6:9 expected a string or a list of strings, or true",
                "7:1 `[[entry]]` has no key `kinds`",
                "10:8 unknown value `persn`",
                "11:1 missing key `name`",
                "16:9 `until` is before `since`, so it never holds",
                "19:9 expected a day such as 2026-03-02 without quotation marks",
            ]
        );
    }

    #[test]
    fn toml_that_breaks_off_keeps_what_stands_before() {
        let (names, said) = read("house.toml", "[[entry]]\nname = \"Brill\"\n[[entry]]\nname = “Ebb Trust”\n");
        assert_eq!(names[0], "Brill");
        assert!(said[0].starts_with("4:8 "), "{said:?}");
    }

    #[test]
    fn a_quoted_cell_may_hold_the_separator() {
        let text = "# ours\nName,kind,Owner\n\"Lantern, Hull & Co\",organisation,\"Quay \"\"Q\"\" Holdings, Inc\"\n\
            Brill,colour,\nEbb Trust,organisation,Quay, Inc\n,person,\n\"Nils Abermann,person,\nHarbour Trust\n";
        let (names, said) = read("house.csv", text);
        assert_eq!(names, ["Lantern, Hull & Co", "Harbour Trust"]);
        assert_eq!(
            said,
            [
                "4:7 “colour” is not a kind of name",
                "5:30 the row has 4 cells, but the table has 3 columns",
                "6:1 the row has no name",
                "7:1 this quotation mark is not closed on its line",
            ]
        );
    }

    #[test]
    fn columns_say_what_is_known_of_a_name() {
        let text = "name;kind;owner;do not name;listed;since;colour\n\
            Lantern Shipping;;Quay Holdings | Ebb Trust;;;2026-02-30;\nNils Abermann;person;;yes;no;2026-02-03;\n";
        let (house, problems) = HouseNames::read(&Source::new("house.csv", text));
        let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(said, ["unknown column “colour”", "“2026-02-30” is not a date"]);
        let told: Vec<String> = house.file.entry.iter().map(|entry| format!("{entry:?}")).collect();
        let [entry] = told.as_slice() else { panic!("{told:?}") };
        for part in ["do_not_name: Some(Plain(true))", "listed: Some(Plain(false))", "kind: Some(Person)", "2026"] {
            assert!(entry.contains(part), "{part}: {entry}");
        }
    }

    #[test]
    fn a_list_of_names_needs_no_head() {
        let (names, said) = read("house.tsv", "\u{feff}Harbour Trust\nGerda Malinowsky\tperson\t12\n");
        assert_eq!((names.as_slice(), said.len()), (&["Harbour Trust".into(), "Gerda Malinowsky".into()][..], 0));
    }
}
