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
    notes: Mutex<Notes>,
}

#[pymethods]
impl Comparison {
    #[new]
    fn new() -> Self {
        Self { notes: Mutex::default() }
    }

    /// Adds notes, each a line of JSON.
    fn add(&self, py: Python, lines: Vec<String>) -> PyResult<()> {
        py.detach(|| {
            let read = lines.iter().map(|line| DraftNotes::from_json(line).map_err(PyValueError::new_err));
            let more = Notes::new(read.collect::<PyResult<_>>()?);
            self.with(|notes| *notes = std::mem::take(notes).merge(more));
            Ok(())
        })
    }

    /// The notes as lines of JSON, sorted.
    fn notes(&self, py: Python) -> Vec<String> {
        py.detach(|| self.with(|notes| notes.drafts().iter().map(DraftNotes::to_json).collect()))
    }

    fn count(&self) -> usize {
        self.with(|notes| notes.drafts().len())
    }
}

impl Comparison {
    fn with<T>(&self, work: impl FnOnce(&mut Notes) -> T) -> T {
        work(&mut self.notes.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The findings between the drafts.
    pub fn findings(&self, py: Python, checker: &Checker) -> PyResult<PyTable> {
        let made = py.detach(|| {
            let reports = self.with(|notes| checker.compare(notes));
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
