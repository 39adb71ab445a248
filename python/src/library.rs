//! [`Kept`]: the files that a checker was made of, so that it can be made again where they are not.

use copydesk::config::Library;
use copydesk::files::Disk;
use copydesk::text::Source;
use std::cell::RefCell;
use std::rc::Rc;

/// What was asked for: a name, the file that names it, the files found, each with its name and text, and why there are none.
pub type File = (String, String, Vec<(String, String)>, Option<String>);

/// The disk, which keeps what it gave; or what another such library gave.
#[derive(Clone)]
pub struct Kept {
    files: Rc<RefCell<Vec<File>>>,
    has_disk: bool,
}

impl Kept {
    /// The disk.
    pub fn disk() -> Self {
        Self { files: Rc::default(), has_disk: true }
    }

    /// These files and no others.
    pub fn of(files: Vec<File>) -> Self {
        Self { files: Rc::new(RefCell::new(files)), has_disk: false }
    }

    /// All that was asked for so far.
    pub fn files(&self) -> Vec<File> {
        self.files.borrow().clone()
    }
}

impl Library for Kept {
    fn find(&self, name: &str, by: &str) -> Result<Vec<Source>, String> {
        let mut files = self.files.borrow_mut();
        if let Some((_, _, found, why)) = files.iter().find(|(of, from, ..)| of == name && from == by) {
            let found = || found.iter().map(|(name, text)| Source::new(name.as_str(), text.as_str())).collect();
            return why.clone().map_or_else(|| Ok(found()), Err);
        }
        if !self.has_disk {
            return Err(format!("there is no pack or file `{name}` among those that came with the checker"));
        }
        let found = Disk.find(name, by);
        let texts = found.iter().flatten().map(|of| (of.name.clone(), of.text.clone())).collect();
        files.push((name.to_owned(), by.to_owned(), texts, found.as_ref().err().cloned()));
        found
    }
}
