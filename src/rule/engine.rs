//! Rules for what the engine itself reports: stale allowances, stale baseline entries, unreadable front matter.
//!
//! They apply in every configuration. They have levels, reasons and help as ordinary rules do, so that a newsroom can
//! turn them off or make them errors. The engine finds what they report, since no check of a draft alone can.

use super::{Check, Origin, Rule, Template};
use crate::diagnostic::Level;
use crate::text::{Source, Span};
use std::sync::Arc;

/// An allowance that nothing needed.
pub const UNUSED_ALLOWANCE: &str = "copydesk/unused-allowance";
/// An allowance of a rule that does not exist.
pub const UNKNOWN_RULE: &str = "copydesk/unknown-rule";
/// An allowance whose last day has passed.
pub const EXPIRED_ALLOWANCE: &str = "copydesk/expired-allowance";
/// An allowance that gives no reason.
pub const ALLOWANCE_WITHOUT_REASON: &str = "copydesk/allowance-without-reason";
/// A comment addressed to copydesk that cannot be read.
pub const UNREADABLE_ALLOWANCE: &str = "copydesk/unreadable-allowance";
/// Baseline entries whose findings are gone.
pub const STALE_BASELINE: &str = "copydesk/stale-baseline";
/// Front matter that cannot be read.
pub const FRONT_MATTER: &str = "copydesk/front-matter";

/// Text in another language.
pub const NOT_ENGLISH: &str = "copydesk/not-english";

/// The pack and the kind that lists of rules show for them.
const PACK: &str = "copydesk";

/// Id, level, message, why, help.
const RULES: [(&str, Level, &str, &str, &str); 8] = [
    (
        UNUSED_ALLOWANCE,
        Level::Warning,
        "nothing here needs the allowance of {rule}",
        "An allowance that outlives its finding will silently hide the next one.",
        "Remove it.",
    ),
    (
        UNKNOWN_RULE,
        Level::Warning,
        "there is no rule or family “{rule}” to allow",
        "An allowance of a rule that does not exist allows nothing, though it looks as if it did.",
        "`copydesk rules` lists the rules.",
    ),
    (
        EXPIRED_ALLOWANCE,
        Level::Warning,
        "the allowance of {rule} ended on {until}",
        "It was to be reviewed after that date; it no longer suppresses anything.",
        "Change the copy, or set a new date and say why.",
    ),
    (
        ALLOWANCE_WITHOUT_REASON,
        Level::Warning,
        "the allowance of {rule} gives no reason",
        "The next editor cannot tell a decision from an accident, and will not dare to remove it.",
        "Add `reason:` and a few words, or turn this rule off if your newsroom does not ask for reasons.",
    ),
    (
        UNREADABLE_ALLOWANCE,
        Level::Warning,
        "copydesk cannot read this comment: {because}",
        "A comment that cannot be read allows nothing, though it looks as if it did.",
        "Write it as `<!-- copydesk: allow RULE reason: WORDS until: 2027-01-31 -->`; the other verbs are allow-file, off and on.",
    ),
    (
        STALE_BASELINE,
        Level::Note,
        "baseline entries that no longer match a finding: {count}",
        "An entry that outlives its finding would accept the same fault if it came back.",
        "`copydesk baseline --prune` removes them.",
    ),
    (
        FRONT_MATTER,
        Level::Error,
        "the front matter cannot be read: {because}",
        "Rules that look for an author, a date or a disclosure in the front matter find nothing if it cannot be read.",
        "Fix the front matter. Until then the draft is treated as one without author, date or type.",
    ),
    (
        NOT_ENGLISH,
        Level::Note,
        "this is written in {language}; the rules for English do not apply to it",
        "The rules know English words and grammar. In another language they would report faults that are not there and miss those that are.",
        "Have it read by somebody who knows the language.",
    ),
];

/// The engine's rules, in the order of their constants.
pub(crate) fn rules() -> Vec<Rule> {
    let source = Arc::new(Source::new(PACK, ""));
    let rule = |(id, level, message, why, help): (&str, Level, &str, &str, &str)| {
        // A test parses all templates above.
        let template = |text: &str| Template::parse(text).ok();
        Some(Rule {
            level: Some(level),
            why: Some(why.to_owned()),
            help: template(help),
            origin: Origin::Engine,
            ..Rule::new(id, (PACK, PACK), template(message)?, Check::Engine, (Arc::clone(&source), Span::new(0, 0)))
        })
    };
    RULES.into_iter().filter_map(rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_the_engine_can_be_read() {
        let ids: Vec<String> = rules().into_iter().map(|rule| rule.id).collect();
        assert_eq!(ids, RULES.map(|(id, ..)| id));
    }
}
