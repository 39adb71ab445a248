//! [`Error`]: trouble with the world, always with the path. What is wrong *in* a user's file is a diagnostic.

use std::path::PathBuf;

/// Why copydesk could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {}", path.display(), said(source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file is not text.
    #[error("{}: not UTF-8: the byte at offset {offset} begins no character{}; save the file as UTF-8", path.display(), guess(*offset))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// 0-based offset of the first byte that is not UTF-8.
        offset: usize,
    },
    /// A file is not of the form that its name says.
    #[error("{}: not read as a {what}: {message}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What it was read as.
        what: &'static str,
        /// What is wrong with it.
        message: String,
    },
    /// No file or folder answers to a path that was asked for.
    #[error("{}: no such file or folder", path.display())]
    NotFound {
        /// The path as given.
        path: PathBuf,
    },
    /// A file is no longer what was read from it, so that writing would lose somebody's work.
    #[error("{}: changed since it was read; nothing was written to it", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A glob of the command line is not well-formed.
    #[error("{pattern}: {message}")]
    Glob {
        /// The glob.
        pattern: String,
        /// What is wrong with it.
        message: String,
    },
    /// The command line asks for what cannot be.
    #[error("{0}")]
    Usage(String),
}

/// What the system said, without its number for it.
fn said(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error ").next().unwrap_or(&text).to_owned()
}

/// What a file may be in which the very first byte begins no character.
const fn guess(offset: usize) -> &'static str {
    if offset == 0 { ", as in UTF-16" } else { "" }
}
