//! [`Trigger`]: what in a draft calls for something else to be there; places are measured from it.

use crate::prose::Prose;
use crate::rule::Values;
use crate::text::Span;

/// A place that calls for something, or the first mention of a name that does.
#[derive(Clone, Debug)]
pub struct Trigger {
    /// The place.
    pub span: Span<Prose>,
    /// Values for a message: `match`, and for a name what the register knows about it.
    pub values: Values,
    /// Whether it is a name. The requirement is then checked for each name separately.
    pub is_name: bool,
    /// Other places that belong to it.
    pub also: Vec<Span<Prose>>,
}

impl Trigger {
    /// A trigger at a place that is not a name.
    pub(super) fn at(span: Span<Prose>) -> Self {
        Self { span, values: Values::default(), is_name: false, also: Vec::new() }
    }
}
