//! Options that other linters have and copydesk spells otherwise: what somebody who tries one is told.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use copydesk::report::indented;

/// Where the lines of a hint end: the parser of arguments does not wrap them.
const WIDTH: usize = 60;

/// Options, and what to do instead.
const HINTS: [(&[&str], &str); 7] = [
    (
        &["--fix", "--apply", "--write"],
        "`copydesk fix` makes fixes; `copydesk fix --diff` shows what they would change",
    ),
    (&["--watch"], "copydesk does not wait for changes; run `copydesk check --cache` whenever a file changes"),
    (
        &["--select", "--rule", "--rules", "--only"],
        "`copydesk explain RULE DRAFT` shows what one rule finds; `--extend PACK --no-config` checks one pack",
    ),
    (&["--ignore", "--disable", "--skip"], "`--level RULE=off` turns a rule or a family off"),
    (&["--json"], "the option is `--format json`"),
    (&["--exclude"], "`exclude = [\"archive/**\"]` in copydesk.toml leaves files out"),
    (
        &["--severity", "--min-level"],
        "`--show LEVEL` hides what is below a level, and `--fail-on LEVEL` sets what fails",
    ),
];

/// `error` with a hint in place of clap's guess, if it is about an option of another linter.
pub fn with_hint(mut error: clap::Error) -> clap::Error {
    let Some(ContextValue::String(option)) = error.get(ContextKind::InvalidArg) else { return error };
    let option = option.split('=').next().unwrap_or(option);
    let hint = HINTS.iter().find(|(options, _)| options.contains(&option));
    let Some((_, hint)) = hint.filter(|_| error.kind() == ErrorKind::UnknownArgument) else { return error };
    error.remove(ContextKind::SuggestedArg);
    let hint = indented(hint, "  tip: ".len(), Some(WIDTH)).trim_start().to_owned();
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
    error
}
