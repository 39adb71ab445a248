//! [`Standing`]: the level of a rule, and how it got it.

use crate::diagnostic::Level;

/// The level of a rule while tables of levels are applied to it, one after the other.
///
/// The level of a family or a pack is for the rules that are on: a rule that is off by itself stays off, so that a house that turns a
/// family down gets no more findings for it. Only its id turns such a rule on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// The level so far, `None` where the rule is off.
    pub level: Option<Level>,
    /// Whether the rule is off by itself, and not because its family is.
    is_off_by_itself: bool,
}

impl Standing {
    /// The level that a rule has by itself.
    pub const fn new(level: Option<Level>) -> Self {
        Self { level, is_off_by_itself: level.is_none() }
    }

    /// Applies what a table says of the rule, by its id or by its family; whether that changes anything.
    pub const fn apply(&mut self, level: Option<Level>, by_id: bool) -> bool {
        if by_id {
            *self = Self::new(level);
        } else if !self.is_off_by_itself || level.is_none() {
            self.level = level;
        } else {
            return false;
        }
        true
    }
}
