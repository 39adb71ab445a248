//! [`Demand`]: something that a rule requires of a draft, and why it is met or not.

use super::condition::{Grounds, Trigger};

/// Something that a rule requires of a draft.
#[derive(Clone, Debug)]
pub struct Demand {
    /// What calls for it, where that stands somewhere.
    pub trigger: Option<Trigger>,
    /// Why it is met or not.
    pub grounds: Grounds,
}

/// What a rule requires of a draft, and whether the rule applies at all.
#[derive(Clone, Debug)]
pub struct Account {
    /// Why the rule applies to the draft or does not, where it has a `when`.
    pub when: Option<Grounds>,
    /// What it requires; empty where it does not apply.
    pub demands: Vec<Demand>,
}
