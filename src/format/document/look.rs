//! [`Look`]: how the words of a run look.

use crate::prose::InlineKind;

/// How the words of a run look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub strong: bool,
    pub emphasis: bool,
    pub hidden: bool,
    /// All other visible properties, as the format writes them.
    pub rest: String,
}

impl Look {
    /// The kinds of inline that the words are in, outermost first.
    pub fn inlines(&self) -> impl Iterator<Item = InlineKind> + use<> {
        let marks = [(self.strong, InlineKind::Strong), (self.emphasis, InlineKind::Emphasis)];
        marks.into_iter().filter_map(|(is_on, kind)| is_on.then_some(kind))
    }
}
