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
    #[error("{}: not UTF-8: the byte at offset {offset} does not begin a character; {advice}", path.display())]
    NotUtf8 {
        /// The file.
        path: PathBuf,
        /// 0-based offset of the first byte that is not UTF-8.
        offset: usize,
        /// What the text may be, and what to do.
        advice: &'static str,
    },
    /// A file does not have the format that its name promises.
    #[error("{}: not read as {what}: {message}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The format as which it was read.
        what: &'static str,
        /// The reason why it is not well-formed.
        message: String,
    },
    /// A file in a format that copydesk does not read.
    #[error("{}: not read: {advice}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// What the format is, and what to do.
        advice: &'static str,
    },
    /// A folder holds documents, but none that copydesk reads.
    #[error("{}: no drafts that can be read: {}", path.display(), listed(unread))]
    NoDrafts {
        /// The folder.
        path: PathBuf,
        /// The documents, and what to do with each.
        unread: Vec<(PathBuf, &'static str)>,
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

/// The first of some documents, and the number of the others.
fn listed(unread: &[(PathBuf, &'static str)]) -> String {
    let Some((path, advice)) = unread.first() else { return String::new() };
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let more = match unread.len() - 1 {
        0 => String::new(),
        1 => " and 1 other document".to_owned(),
        more => format!(" and {more} other documents"),
    };
    format!("{name}{more} ({advice})")
}
