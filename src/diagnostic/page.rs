//! [`Page`]: a draft as its reader sees it.

use crate::prose::{Prose, Zone};
use crate::text::Span;

/// The words of a draft as they were judged, for forms of report that show them.
#[derive(Clone, Debug)]
pub struct Page {
    /// The words.
    pub prose: Prose,
    /// The zone of each block, in the order of `prose.blocks`.
    pub zones: Vec<Zone>,
    /// The dateline at the head of a body paragraph.
    pub dateline: Option<Span<Prose>>,
}
