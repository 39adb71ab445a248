//! copydesk for Python. `copydesk/__init__.py` is the interface; here is what it calls, without Python's lock where it takes long.

mod batch;
mod comparison;
mod draft;
mod library;

use comparison::Comparison;
use copydesk::checker::{self, Options};
use copydesk::config::Day;
use copydesk::diagnostic::{FileReport, Level, Report, Safety};
use copydesk::fix;
use copydesk::report::{self, Look, names, quotes};
use copydesk::rule::Rule;
use draft::{Draft, draft};
use library::{File, Kept};
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use rayon::prelude::*;

/// Checks drafts by one configuration.
#[pyclass(frozen, module = "copydesk._copydesk")]
struct Checker {
    checker: checker::Checker,
    /// The files that it was made of.
    files: Vec<File>,
}

/// The text, the name and the metadata of a draft, which is a JSON object.
type Given = (String, String, Option<String>);

#[pymethods]
impl Checker {
    #[new]
    fn new(
        configuration: Option<(String, String)>,
        packs: Vec<String>,
        registers: Vec<String>,
        levels: Vec<(String, String)>,
        today: Option<String>,
        files: Option<Vec<File>>,
    ) -> PyResult<Self> {
        let library = files.map_or_else(Kept::disk, Kept::of);
        let mut options = Options::new().library(library.clone());
        if let Some((name, text)) = configuration {
            options = options.configuration(name, text);
        }
        options = packs.into_iter().fold(options, Options::pack);
        options = registers.into_iter().fold(options, Options::register);
        for (selector, level) in levels {
            options = options.level(selector, level_of(&level)?);
        }
        if let Some(today) = today {
            let day = Day::parse(&today).ok_or_else(|| PyValueError::new_err(format!("not a day: {today}")))?;
            options = options.today(day);
        }
        let checker = checker::Checker::new(options).map_err(|error| PyValueError::new_err(error.to_string()))?;
        Ok(Self { checker, files: library.files() })
    }

    /// The packs and registers that the checker was made of: what was asked for, by which file, and what was found or why not.
    fn files(&self) -> Vec<File> {
        self.files.clone()
    }

    fn compare(&self, py: Python, comparison: &Comparison) -> PyResult<PyTable> {
        comparison.findings(py, &self.checker)
    }

    fn problems(&self) -> Vec<String> {
        let told = self.checker.problems().iter().flat_map(|(source, problems)| {
            problems.iter().map(move |problem| {
                let at = source.position(problem.span().start);
                format!("{}:{at}: {}", source.name, problem.message)
            })
        });
        told.collect()
    }

    fn check(&self, py: Python, of: Given) -> PyResult<String> {
        let of = draft(of)?;
        py.detach(|| json(vec![self.reading(of).report()]))
    }

    fn check_many(&self, py: Python, drafts: Vec<Given>, threads: usize) -> PyResult<Vec<String>> {
        let drafts: Vec<Draft> = drafts.into_iter().map(draft).collect::<PyResult<_>>()?;
        let check = |of| json(vec![self.reading(of).report()]);
        py.detach(|| pool(threads)?.install(|| drafts.into_par_iter().map(check).collect()))
    }

    fn report(&self, py: Python, drafts: Vec<Given>, form: &str) -> PyResult<String> {
        let Some(form) = report::by_name(form) else {
            let known: Vec<&str> = report::REPORTERS.iter().map(|form| form.name()).collect();
            return Err(PyValueError::new_err(format!("{form}: forms are {}", known.join(", "))));
        };
        let drafts: Vec<Draft> = drafts.into_iter().map(draft).collect::<PyResult<_>>()?;
        py.detach(|| {
            let files = drafts.into_par_iter().map(|of| {
                let reading = self.reading(of);
                let report = reading.report();
                let page = form.shows_pages().then(|| Box::new(reading.into_page()));
                FileReport { page, ..report }
            });
            written(|out| form.write(&self.report_of(files.collect()), Look::default(), out))
        })
    }

    fn quotes(&self, py: Python, of: Given) -> PyResult<String> {
        let of = draft(of)?;
        py.detach(|| {
            let sheet = quotes::Sheet::new(&self.reading(of));
            let form = quotes::by_name("json").ok_or_else(no_form)?;
            written(|out| form.quotes(&[sheet], Look::default(), out))
        })
    }

    fn names(&self, py: Python, of: Given) -> PyResult<String> {
        let of = draft(of)?;
        py.detach(|| {
            let sheet = names::Sheet::new(&self.reading(of));
            let form = names::by_name("json").ok_or_else(no_form)?;
            written(|out| form.drafts(&[sheet], Look::default(), out))
        })
    }

    fn fix(&self, py: Python, of: Given, suggested: bool) -> PyResult<String> {
        let of = draft(of)?;
        let fixed = py
            .detach(|| fix::apply(&self.reading(of), &mut |proposal| suggested || proposal.fix.safety == Safety::Safe));
        Ok(fixed.source().text.clone())
    }

    #[expect(clippy::too_many_arguments, reason = "each is an argument of the method in Python")]
    fn batch(
        &self,
        py: Python,
        table: PyTable,
        what: &str,
        text: String,
        id: Option<String>,
        meta: Vec<(String, String)>,
        extension: &str,
        threads: usize,
    ) -> PyResult<PyTable> {
        let columns = batch::Columns::new(text, id, meta, extension)?;
        let (batches, _) = table.into_inner();
        let made = py.detach(|| pool(threads)?.install(|| batch::make(&self.checker, what, &batches, &columns)))?;
        PyTable::try_new(vec![made.clone()], made.schema())
    }
}

impl Checker {
    fn reading(&self, of: Draft) -> copydesk::lint::Reading {
        self.checker.read(of.source, of.sidecar)
    }

    fn report_of(&self, files: Vec<FileReport>) -> Report {
        let mut report = Report { files, ..Report::default() };
        report.add_policies(self.checker.settings().rules.iter().map(Rule::policy));
        report
    }
}

/// Drafts as `json` writes them.
fn json(files: Vec<FileReport>) -> PyResult<String> {
    let form = report::by_name("json").ok_or_else(no_form)?;
    written(|out| form.write(&Report { files, ..Report::default() }, Look::default(), out))
}

/// What `write` writes.
fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> PyResult<String> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    String::from_utf8(bytes).map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

fn no_form() -> PyErr {
    PyRuntimeError::new_err("there is no form json")
}

fn level_of(name: &str) -> PyResult<Option<Level>> {
    match Level::ALL.into_iter().find(|level| level.name() == name) {
        None if name != "off" => Err(PyValueError::new_err(format!("{name}: levels are off, note, warning, error"))),
        level => Ok(level),
    }
}

/// Threads for a call: one for each core, or as many as it asks for.
fn pool(threads: usize) -> PyResult<rayon::ThreadPool> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

#[pymodule]
fn _copydesk(module: &Bound<PyModule>) -> PyResult<()> {
    module.add_class::<Checker>()?;
    module.add_class::<Comparison>()?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}
