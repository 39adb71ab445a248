//! [`Comparison`]: the notes of drafts that are compared with each other, and the findings as a table.

use crate::batch::{FOUND, Table, found};
use copydesk::checker::Checker;
use copydesk::lint::{Comparison as Notes, DraftNotes};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use std::sync::{Mutex, PoisonError};

/// The notes of drafts, each once.
#[pyclass(frozen, module = "copydesk._copydesk")]
pub struct Comparison {
    gathered: Mutex<Gathered>,
}

/// Notes, of which the last to come are put among the others when somebody asks: once, not for each batch.
#[derive(Default)]
struct Gathered {
    notes: Notes,
    new: Vec<DraftNotes>,
}

#[pymethods]
impl Comparison {
    #[new]
    fn new() -> Self {
        Self { gathered: Mutex::default() }
    }

    /// Adds notes, each a line of JSON.
    fn add(&self, py: Python, lines: Vec<String>) -> PyResult<()> {
        py.detach(|| {
            let read = lines.iter().map(|line| DraftNotes::from_json(line).map_err(PyValueError::new_err));
            let read = read.collect::<PyResult<Vec<_>>>()?;
            self.gathered.lock().unwrap_or_else(PoisonError::into_inner).new.extend(read);
            Ok(())
        })
    }

    /// The notes as lines of JSON, sorted.
    fn notes(&self, py: Python) -> Vec<String> {
        py.detach(|| self.with(|notes| notes.drafts().iter().map(DraftNotes::to_json).collect()))
    }

    fn count(&self, py: Python) -> usize {
        py.detach(|| self.with(|notes| notes.drafts().len()))
    }
}

impl Comparison {
    fn with<T>(&self, work: impl FnOnce(&Notes) -> T) -> T {
        let mut gathered = self.gathered.lock().unwrap_or_else(PoisonError::into_inner);
        let new = std::mem::take(&mut gathered.new);
        if !new.is_empty() {
            gathered.notes = std::mem::take(&mut gathered.notes).merge(Notes::new(new));
        }
        work(&gathered.notes)
    }

    /// The findings between the drafts.
    pub fn findings(&self, py: Python, checker: &Checker) -> PyResult<PyTable> {
        let made = py.detach(|| {
            let reports = self.with(|notes| match notes.clash() {
                None => checker.compare(notes).map_err(|error| PyValueError::new_err(error.to_string())),
                Some(id) => Err(PyValueError::new_err(format!("there are different notes of {id}: ids must be unique"))),
            })?;
            let mut table = Table::new(FOUND);
            for report in &reports {
                for cells in found(&report.source, &report.diagnostics) {
                    table.add(Some(&report.source.name), None, cells);
                }
            }
            table.finish()
        })?;
        PyTable::try_new(vec![made.clone()], made.schema())
    }
}
