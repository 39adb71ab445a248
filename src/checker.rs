//! [`Checker`]: copydesk for other programs, such as an editor's server, a binding or a page.
//!
//! It needs no disk: configuration, packs and registers are given as text, or found by a [`Library`] of the caller.
//!
//! ```
//! use copydesk::checker::{Checker, Options};
//!
//! let house = r#"
//! [[rule]]
//! id      = "house/city-hall"
//! kind    = "terms"
//! level   = "warning"
//! message = "“{match}” is written “{replacement}”"
//! terms   = { "town hall" = "city hall" }
//! "#;
//! let options = Options::new()
//!     .configuration("copydesk.toml", "extends = [\"news\", \"house.toml\"]")
//!     .file("house.toml", house);
//! let checker = Checker::new(options)?;
//! assert!(checker.problems().is_empty());
//!
//! let report = checker.check("The vote at the town hall is on Monday.", "draft.md");
//! let found = report.diagnostics.iter().find(|found| found.rule == "house/city-hall").expect("it is found");
//! assert_eq!(report.source.slice(found.span()), "town hall");
//! assert_eq!(report.source.position(found.span().start).to_string(), "1:17");
//! # Ok::<(), copydesk::Error>(())
//! ```

use crate::Error;
use crate::config::{self, Day, Flags, Library, Settings};
use crate::diagnostic::{Diagnostic, FileReport, Level};
use crate::fix::{self, Fixed, Proposal};
use crate::lint::{Comparison, Linter, Reading, Sidecar};
use crate::report::{names, quotes};
use crate::rule::Account;
use crate::text::Source;
use std::sync::Arc;

/// Settings of a [`Checker`]. Without any it uses the default profile, as `copydesk check --no-config` does.
#[derive(Default)]
pub struct Options {
    configuration: Option<Source>,
    files: Vec<Source>,
    library: Option<Box<dyn Library>>,
    flags: Flags,
}

impl Options {
    /// The default profile.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The text of a `copydesk.toml`; its mistakes are reported under `name`.
    #[must_use]
    pub fn configuration(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.configuration = Some(Source::new(name, text));
        self
    }

    /// The text of a file that the configuration, a pack or these options name: a pack or a register.
    #[must_use]
    pub fn file(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.files.push(Source::new(name, text));
        self
    }

    /// A library that finds all other files, such as [`files::Disk`](crate::files::Disk).
    #[must_use]
    pub fn library(mut self, library: impl Library + 'static) -> Self {
        self.library = Some(Box::new(library));
        self
    }

    /// A further pack, by its name or file.
    #[must_use]
    pub fn pack(mut self, name: impl Into<String>) -> Self {
        self.flags.extends.push(name.into());
        self
    }

    /// A further register of names, by its file.
    #[must_use]
    pub fn register(mut self, name: impl Into<String>) -> Self {
        self.flags.register.push(name.into());
        self
    }

    /// The level of a rule, a family or a pack; `None` turns it off.
    #[must_use]
    pub fn level(mut self, selector: impl Into<String>, level: Option<Level>) -> Self {
        self.flags.levels.push((selector.into(), level));
        self
    }

    /// The day by which allowances end and embargoes pass. Without one they never do: the checker has no clock.
    #[must_use]
    pub const fn today(mut self, day: Day) -> Self {
        self.flags.today = Some(day);
        self
    }
}

/// The files of [`Options`], then those of its library.
struct Files {
    files: Vec<Source>,
    library: Option<Box<dyn Library>>,
}

impl Library for Files {
    fn find(&self, name: &str, by: &str) -> Result<Vec<Source>, String> {
        match (self.files.iter().find(|file| file.name == name), &self.library) {
            (Some(file), _) => Ok(vec![Source::new(file.name.as_str(), file.text.as_str())]),
            (None, Some(library)) => library.find(name, by),
            (None, None) => Err(format!("there is no pack or file `{name}`")),
        }
    }
}

/// Checks drafts, on any number of threads. A clone is cheap and shares everything.
///
/// Each method takes the text of a draft and its name, whose extension says the format: `draft.md`, `page.html`, or plain
/// text. A name with folders is matched against the paths of the configuration. To ask several questions about one draft,
/// or to check a Word document, [`read`](Checker::read) it and ask the [`Reading`].
#[derive(Clone)]
pub struct Checker {
    linter: Linter,
}

impl Checker {
    /// A checker with these options.
    ///
    /// # Errors
    /// If a pack or register that the options name cannot be found. Mistakes within files are in [`Checker::problems`].
    pub fn new(options: Options) -> Result<Self, Error> {
        let Options { configuration, files, library, flags } = options;
        let configuration =
            configuration.map_or_else(config::Options::none, |source| config::Options::read(Arc::new(source)));
        let settings = Settings::resolve(configuration, flags, &Files { files, library }).map_err(Error::Usage)?;
        Ok(Self { linter: Linter::new(settings) })
    }

    /// The rules, their levels, and everything else that follows from the options.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.linter.settings()
    }

    /// Mistakes in the configuration, packs and registers, by file. Everything that was understood still applies.
    #[must_use]
    pub fn problems(&self) -> &[(Arc<Source>, Vec<Diagnostic>)] {
        &self.linter.settings().problems
    }

    /// The findings in a draft, in order of their place.
    ///
    /// Any form of report can be written of them:
    ///
    /// ```
    /// use copydesk::checker::{Checker, Options};
    /// use copydesk::diagnostic::Report;
    /// use copydesk::report::{Look, by_name};
    ///
    /// let checker = Checker::new(Options::new())?;
    /// let report = Report { files: vec![checker.check("Send an e-mail.", "draft.txt")], ..Report::default() };
    /// let mut page = Vec::new();
    /// by_name("html").expect("there is such a form").write(&report, Look::default(), &mut page).expect("memory");
    /// assert!(String::from_utf8_lossy(&page).contains("Send an "));
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn check(&self, text: impl Into<String>, name: &str) -> FileReport {
        self.linter.check(Arc::new(Source::new(name, text)), name)
    }

    /// The quotations of a draft and their speakers.
    ///
    /// ```
    /// use copydesk::checker::{Checker, Options};
    ///
    /// let checker = Checker::new(Options::new())?;
    /// let sheet = checker.quotes("“The bridge is not safe,” said Anna Holm, an engineer.", "draft.txt");
    /// assert_eq!(sheet.quotes[0].speaker(), Some("Anna Holm"));
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn quotes(&self, text: impl Into<String>, name: &str) -> quotes::Sheet {
        quotes::Sheet::new(&self.reading(text, name))
    }

    /// The people and organisations that a draft names, and names that may be misspelled.
    ///
    /// ```
    /// use copydesk::checker::{Checker, Options};
    /// use copydesk::report::{Look, names};
    ///
    /// let checker = Checker::new(Options::new())?;
    /// let sheet = checker.names("Anna Holm spoke first. Holm left early.", "draft.txt");
    /// let mut csv = Vec::new();
    /// let form = names::by_name("csv").expect("there is such a form");
    /// form.drafts(&[sheet], Look::default(), &mut csv).expect("memory");
    /// assert!(String::from_utf8_lossy(&csv).contains("Anna Holm"));
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn names(&self, text: impl Into<String>, name: &str) -> names::Sheet {
        names::Sheet::new(&self.reading(text, name))
    }

    /// Why rule `id` applies to a draft or does not, and which of its demands are met; `None` if there is no such rule.
    ///
    /// ```
    /// use copydesk::checker::{Checker, Options};
    ///
    /// let checker = Checker::new(Options::new())?;
    /// let account = checker.explain("structure/date", "The Bridge Is Shut\n\nIt rained.", "draft.txt");
    /// assert!(account.expect("it is a rule of the default profile").demands.iter().any(|demand| !demand.grounds.holds));
    /// assert!(checker.explain("no/rule", "It rained.", "draft.txt").is_none());
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn explain(&self, id: &str, text: impl Into<String>, name: &str) -> Option<Account> {
        self.reading(text, name).account(id)
    }

    /// Makes the fixes of a draft that `wanted` accepts, and checks the draft again until there are no more.
    ///
    /// ```
    /// use copydesk::checker::{Checker, Options};
    /// use copydesk::diagnostic::Safety;
    ///
    /// let checker = Checker::new(Options::new())?;
    /// let fixed = checker.fix("Send an e-mail.", "draft.txt", |proposal| proposal.fix.safety == Safety::Safe);
    /// assert_eq!(fixed.source().text, "Send an email.");
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn fix(&self, text: impl Into<String>, name: &str, mut wanted: impl FnMut(&Proposal) -> bool) -> Fixed {
        fix::apply(&self.reading(text, name), &mut wanted)
    }

    /// What the rules find between drafts: a report for each draft in which they find something, with the words of findings only.
    /// The notes of a draft are taken from [`Reading::checked`]; they can be written down, sent, and put together in any order.
    ///
    /// ```
    /// use copydesk::checker::{Checker, Options};
    /// use copydesk::lint::Comparison;
    /// use copydesk::text::Source;
    ///
    /// let checker = Checker::new(Options::new())?;
    /// let notes = |(number, name): (usize, &str)| {
    ///     let draft = Source::new(format!("{number}.txt"), format!("{name} opened the fair in May."));
    ///     checker.read(draft, None).checked().take_notes()
    /// };
    /// let names = ["Mohammed Elmasry", "Mohammed Elmasry", "Mohammed Elmasry", "Mohammed Elmasry", "Mohamed Elmasry"];
    /// let (one, other) = names.split_at(2);
    /// let one = Comparison::new(one.iter().copied().enumerate().map(notes).collect());
    /// let other = Comparison::new((2..).zip(other.iter().copied()).map(notes).collect());
    /// let reports = checker.compare(&other.merge(one))?;
    /// assert_eq!((reports.len(), reports[0].source.name.as_str()), (1, "4.txt"));
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// If there are different notes of one draft ([`Comparison::clash`]): nothing shows which of them hold.
    pub fn compare(&self, comparison: &Comparison) -> Result<Vec<FileReport>, Error> {
        match comparison.clash() {
            Some(name) => Err(Error::Usage(format!("{name}: there are different notes of this draft"))),
            None => Ok(comparison.reports(&[&self.linter], |_| 0).collect()),
        }
    }

    /// Reads a draft, which may be a Word document that [`format::open`](crate::format::open) has opened, with its sidecar
    /// if it has one.
    ///
    /// ```
    /// use copydesk::checker::{Checker, Options};
    /// use copydesk::report::quotes;
    /// use copydesk::text::Source;
    ///
    /// let checker = Checker::new(Options::new())?;
    /// let reading = checker.read(Source::new("draft.md", "“It is shut,” said Anna Holm."), None);
    /// let (report, sheet) = (reading.report(), quotes::Sheet::new(&reading));
    /// assert_eq!((report.source.name.as_str(), sheet.quotes.len()), ("draft.md", 1));
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn read(&self, source: Source, sidecar: Option<Sidecar>) -> Reading {
        let path = source.name.clone();
        self.linter.read(Arc::new(source), &path, sidecar.map(Arc::new))
    }

    fn reading(&self, text: impl Into<String>, name: &str) -> Reading {
        self.read(Source::new(name, text), None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Does not compile for a type that threads cannot share.
    const fn shared_by_threads<T: Send + Sync>() {}
    const _: () = shared_by_threads::<Checker>();
    const _: () = shared_by_threads::<Reading>();
    const _: () = shared_by_threads::<FileReport>();

    #[test]
    fn a_missing_pack_is_an_error_and_a_mistake_in_one_is_a_problem() {
        let missing = Checker::new(Options::new().pack("nowhere.toml"));
        assert_eq!(
            missing.err().map(|error| error.to_string()).as_deref(),
            Some("there is no pack or file `nowhere.toml`")
        );
        let wrong = Options::new().pack("house.toml").file("house.toml", "[[rule]]\nid = \"house/x\"\n");
        let checker = Checker::new(wrong).expect("the pack is there");
        assert_eq!(checker.problems().len(), 1);
        assert!(!checker.check("Send an e-mail.", "a.txt").diagnostics.is_empty(), "the other rules apply");
    }

    #[test]
    fn different_notes_of_one_draft_are_not_compared() {
        let checker = Checker::new(Options::new()).expect("the built-in rules");
        let notes = |text: &str| checker.reading(text, "a.txt").checked().take_notes();
        let comparison = Comparison::new(vec![notes("Ida Moen opened the fair."), notes("Per Rud opened the fair.")]);
        let error = checker.compare(&comparison).expect_err("the draft was changed in between");
        assert_eq!(error.to_string(), "a.txt: there are different notes of this draft");
        let twice = Comparison::new(vec![notes("Ida Moen opened the fair."), notes("Ida Moen opened the fair.")]);
        assert!(checker.compare(&twice).expect("the same notes count once").is_empty());
    }

    #[test]
    fn levels_registers_and_days_are_options() {
        let register = "kind = \"person\"\nnames = [\"Mohammed Elmasry\"]\n";
        let today = Day::parse("2027-01-31").expect("a day");
        let options = Options::new().file("people.toml", register).register("people.toml").today(today);
        let checker = Checker::new(options.level("style", None).level("style/preferred-terms", Some(Level::Error)));
        let checker = checker.expect("the register is there");
        let found = checker.check("Mohammed Elmasri sent an e-mail to the desk on Monday.", "a.txt").diagnostics;
        let level = |id: &str| found.iter().find(|found| found.rule == id).map(|found| found.level);
        assert_eq!(level("style/preferred-terms"), Some(Level::Error));
        assert!(level("names/register").is_some(), "{found:?}");
    }
}
