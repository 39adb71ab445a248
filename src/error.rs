//! [`Error`]: problems with files, arguments and the system. A mistake *inside* a user's file is a diagnostic instead.

use std::path::PathBuf;

/// The reason why copydesk could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {}", path.display(), said(source))]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
    /// A file is not text.
    #[error("{}: not UTF-8: the byte at offset {offset} does not begin a character{}; save the file as UTF-8", path.display(), guess(*offset))]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// 0-based offset of the first byte that is not UTF-8.
        offset: usize,
    },
    /// A file does not have the format that its name promises.
    #[error("{}: not read as a {what}: {message}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The format as which it was read.
        what: &'static str,
        /// The reason why it is not well-formed.
        message: String,
    },
    /// A path on the command line names neither a file nor a folder.
    #[error("{}: no such file or folder", path.display())]
    NotFound {
        /// The path as given.
        path: PathBuf,
    },
    /// A file was changed after it was read, so writing it would lose somebody's work.
    #[error("{}: changed since it was read; nothing was written to it", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// A glob on the command line is not well-formed.
    #[error("{pattern}: {message}")]
    Glob {
        /// The glob.
        pattern: String,
        /// The reason why it is not well-formed.
        message: String,
    },
    /// Invalid combination of arguments.
    #[error("{0}")]
    Usage(String),
}

/// The message of a system error without its number.
fn said(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error ").next().unwrap_or(&text).to_owned()
}

/// A guess at the encoding of a file that is not UTF-8 from its very first byte.
const fn guess(offset: usize) -> &'static str {
    if offset == 0 { ", as in UTF-16" } else { "" }
}
