//! What copydesk writes into a document for somebody to review: comments at its findings, and changes to accept or reject.

use crate::text::{Source, Span};

/// The author of comments and changes.
pub const AUTHOR: &str = "copydesk";

/// Why other formats have neither.
pub const ONLY_WORD: &str = "copydesk writes comments and tracked changes only into Word documents (.docx, .docm)";

/// A comment on words of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The words.
    pub span: Span<Source>,
    /// What is said of them.
    pub paragraphs: Vec<String>,
}
