//! What the engine itself has to say, of allowances, of the baseline and of front matter: rules like all others but for how they look.
//!
//! They hold in every configuration and have levels, reasons and help as all rules have, so that a house can turn them
//! off or make them fail. The engine finds what they report, since no draft alone shows it.

use super::{Check, Finding, Reading, Rule, Scope, Template};
use crate::diagnostic::Level;
use crate::text::{Source, Span};
use std::sync::Arc;

/// An allowance that nothing needed.
pub const UNUSED_ALLOWANCE: &str = "copydesk/unused-allowance";
/// An allowance of a rule that is not there.
pub const UNKNOWN_RULE: &str = "copydesk/unknown-rule";
/// An allowance whose last day is over.
pub const EXPIRED_ALLOWANCE: &str = "copydesk/expired-allowance";
/// An allowance that gives no reason.
pub const ALLOWANCE_WITHOUT_REASON: &str = "copydesk/allowance-without-reason";
/// A comment that speaks to copydesk and cannot be understood.
pub const UNREADABLE_ALLOWANCE: &str = "copydesk/unreadable-allowance";
/// Findings that the baseline accepts and that are gone.
pub const STALE_BASELINE: &str = "copydesk/stale-baseline";
/// Front matter that cannot be read.
pub const FRONT_MATTER: &str = "copydesk/front-matter";

/// The pack that these rules are said to be of, and their kind.
pub(super) const PACK: &str = "copydesk";

/// Id, level, message, why, help.
const RULES: [(&str, Level, &str, &str, &str); 7] = [
    (
        UNUSED_ALLOWANCE,
        Level::Warning,
        "nothing here needs the allowance of {rule}",
        "An allowance that outlives its finding waits to hide the next one, and nobody will know.",
        "Take it out.",
    ),
    (
        UNKNOWN_RULE,
        Level::Warning,
        "there is no rule or family “{rule}” to allow",
        "An allowance of a rule that is not there allows nothing, though it looks as if it did.",
        "`copydesk rules` lists the rules.",
    ),
    (
        EXPIRED_ALLOWANCE,
        Level::Warning,
        "the allowance of {rule} ended on {until}",
        "Whoever wrote it wanted it looked at again after that day; until then it hides nothing any more.",
        "Change the copy, or give a new day and say why.",
    ),
    (
        ALLOWANCE_WITHOUT_REASON,
        Level::Warning,
        "the allowance of {rule} gives no reason",
        "The next editor cannot tell a decision from an accident, and will not dare to take it out.",
        "Add `reason:` and a few words, or turn this rule off if your house does not ask for reasons.",
    ),
    (
        UNREADABLE_ALLOWANCE,
        Level::Warning,
        "copydesk cannot read this: {because}",
        "A comment that is misread allows nothing, though it looks as if it did.",
        "Write it as `<!-- copydesk: allow RULE reason: WORDS until: 2027-01-31 -->`; other verbs are allow-file, off and on.",
    ),
    (
        STALE_BASELINE,
        Level::Note,
        "accepted and gone: {count}",
        "An entry that outlives its finding would accept the same fault if it came back.",
        "`copydesk baseline --prune` takes them out.",
    ),
    (
        FRONT_MATTER,
        Level::Error,
        "the front matter cannot be read: {because}",
        "Rules that ask for an author, a date or a disclosure in the front matter ask in vain where it cannot be read.",
        "Mend it: until then the draft counts as one that says nothing of itself, no author, date or type.",
    ),
];

/// The engine's rules, in the order of their constants.
pub(crate) fn own() -> Vec<Rule> {
    let source = Arc::new(Source::new(PACK, ""));
    let rule = |(id, level, message, why, help): (&str, Level, &str, &str, &str)| {
        // The templates stand above; a test reads them all.
        let template = |text: &str| Template::parse(text).ok();
        Some(Rule {
            id: id.to_owned(),
            kind: PACK,
            pack: PACK.to_owned(),
            level: Some(level),
            message: template(message)?,
            why: Some(why.to_owned()),
            help: template(help),
            url: None,
            owner: None,
            since: None,
            catalogue: Vec::new(),
            precision: None,
            scope: Scope::default(),
            once: false,
            when: None,
            examples: Vec::new(),
            source: Arc::clone(&source),
            span: Span::new(0, 0),
            check: Box::new(ByEngine),
        })
    };
    RULES.into_iter().filter_map(rule).collect()
}

/// Finds nothing itself.
struct ByEngine;

impl Check for ByEngine {
    fn values(&self) -> Vec<String> {
        Vec::new()
    }

    fn check(&self, _: &Reading, _: &mut Vec<Finding>) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_engine_can_be_read() {
        let ids: Vec<String> = own().into_iter().map(|rule| rule.id).collect();
        assert_eq!(ids, RULES.map(|(id, ..)| id));
    }
}
