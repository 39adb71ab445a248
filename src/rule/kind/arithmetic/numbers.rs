//! Numbers in the patterns of `arithmetic`, for which placeholders stand.

use crate::language::Numbers;

/// The pattern with `{name}` replaced by a group for a number, `{fraction}` by one for a fraction in words, and `{hedge}`
/// by one for words such as “about” before a number, with the space after them.
pub fn with_numbers(pattern: &str, numbers: &Numbers) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let (before, inside) = (&rest[..open], &rest[open + 1..]);
        out.push_str(before);
        match inside.split_once('}') {
            Some((name, after)) if name.starts_with(|c: char| c.is_ascii_lowercase()) && !before.ends_with(r"\p") => {
                out.push_str(&match name {
                    "hedge" => format!("(?:(?P<hedge>{}) )?", numbers.hedge_expression()),
                    "fraction" => format!(r"(?P<fraction>{})\b", numbers.fraction_expression()),
                    _ => format!("(?P<{name}>{})", numbers.expression()),
                });
                rest = after;
            }
            _ => {
                out.push('{');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}
