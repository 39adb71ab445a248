//! Lists that most kinds read or give: their expressions, and the names of the values of their messages.

use crate::rule::Pattern;
use crate::table::Problem;
use toml::Spanned;

/// The regular expressions of a rule; a mistake is shown at the expression that has it.
pub(in crate::rule::kind) fn expressions(
    options: &[Spanned<String>],
    match_case: bool,
) -> Result<Vec<Pattern>, Problem> {
    let read = |text: &Spanned<String>| {
        Pattern::regex(text.get_ref(), match_case).map_err(|message| Problem::new(message, text.span()))
    };
    options.iter().map(read).collect()
}

/// `names` as owned strings.
pub(in crate::rule::kind) fn values(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}
