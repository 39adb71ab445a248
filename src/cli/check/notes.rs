//! The notes of drafts in a file, a line for each, for `copydesk compare`.

use copydesk::Error;
use copydesk::files::WholeFile;
use copydesk::lint::DraftNotes;
use std::path::Path;

/// A file of notes, which is there when it is complete.
pub struct File(WholeFile);

impl File {
    pub fn create(path: &Path) -> Result<Self, Error> {
        WholeFile::create(path).map(Self)
    }

    pub fn add(&mut self, notes: &[DraftNotes]) -> Result<(), Error> {
        notes.iter().try_for_each(|notes| self.0.write((notes.to_json() + "\n").as_bytes()))
    }

    pub fn finish(self) -> Result<(), Error> {
        self.0.finish()
    }
}
