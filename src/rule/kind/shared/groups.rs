//! Checks that groups which `mark` and `fix` refer to exist in a rule's patterns.

use crate::rule::{Pattern, Template};
use crate::table::{Problem, meant};
use std::ops::Range;
use toml::Spanned;

/// The names of all groups of `patterns`, and `further` names.
pub(in crate::rule::kind) fn names(patterns: &[Pattern], further: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = further.iter().map(|&name| name.to_owned()).collect();
    for pattern in patterns {
        if let Pattern::Regex(expression) = pattern {
            names.extend_from_slice(expression.names());
        }
    }
    names.sort();
    names.dedup();
    names
}

/// Reads `mark`, whose group must exist in some pattern.
pub(in crate::rule::kind) fn mark(mark: Option<Spanned<String>>, names: &[String]) -> Result<Option<String>, Problem> {
    let Some(mark) = mark else { return Ok(None) };
    known(mark.get_ref(), "`mark`", mark.span(), names)?;
    Ok(Some(mark.into_inner()))
}

/// Reads `fix`, each of whose groups must exist in some pattern.
pub(in crate::rule::kind) fn fix(fix: Option<Spanned<String>>, names: &[String]) -> Result<Option<Template>, Problem> {
    let Some(text) = fix else { return Ok(None) };
    let template = Template::parse(text.get_ref()).map_err(|message| Problem::new(message, text.span()))?;
    for name in template.names() {
        known(name, "the fix", text.span(), names)?;
    }
    Ok(Some(template))
}

fn known(name: &str, what: &str, at: Range<usize>, names: &[String]) -> Result<(), Problem> {
    if names.iter().any(|known| known == name) {
        return Ok(());
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Err(Problem::new(format!("unknown group `{name}` in {what}"), at).with_help_if(meant(name, &names)))
}
