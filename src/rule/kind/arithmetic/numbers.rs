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

/// How many numbers each match of a pattern has, at least. It may say fewer, but not more.
pub fn fewest_numbers(pattern: &str) -> usize {
    let bytes = pattern.as_bytes();
    // Classes within classes, and patterns with comments, would take more to read than they save.
    if ["[[", "[^[", "&&"].iter().any(|of| pattern.contains(of)) {
        return 0;
    }
    let is_optional = |at: usize| matches!(bytes.get(at..), Some([b'?' | b'*', ..] | [b'{', b'0', ..]));
    let mut groups = vec![Alternatives::default()];
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let here = groups.last_mut();
        at += 1;
        match (byte, here) {
            (b'\\', _) => at += if bytes[at..].starts_with(b"p{") { 2 } else { 1 },
            (b'[', _) => at = after_class(bytes, at),
            (b'(', _) => {
                let flags = pattern.get(at..).and_then(|rest| rest.strip_prefix('?'));
                if flags.is_some_and(|flags| flags.split([':', ')', '<']).next().is_some_and(|set| set.contains('x'))) {
                    return 0;
                }
                at += usize::from(flags.is_some());
                groups.push(Alternatives::default());
            }
            (b')', _) => {
                let fewest = groups.pop().map_or(0, Alternatives::fewest);
                if let Some(around) = groups.last_mut().filter(|_| !is_optional(at)) {
                    around.count += fewest;
                }
            }
            (b'|', Some(here)) => {
                here.before = Some(here.fewest());
                here.count = 0;
            }
            (b'{', Some(here)) if bytes.get(at).is_some_and(u8::is_ascii_lowercase) => {
                let name = pattern[at..].split('}').next().unwrap_or_default();
                at += name.len() + 1;
                here.count += usize::from(!matches!(name, "hedge" | "fraction") && !is_optional(at));
            }
            _ => {}
        }
    }
    groups.pop().filter(|_| groups.is_empty()).map_or(0, Alternatives::fewest)
}

/// The place after the class whose bracket opens before the byte `at`.
fn after_class(bytes: &[u8], mut at: usize) -> usize {
    at += usize::from(bytes.get(at) == Some(&b'^'));
    at += usize::from(bytes.get(at) == Some(&b']')); // a bracket that stands first closes nothing
    while bytes.get(at).is_some_and(|byte| *byte != b']') {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at + 1
}

/// The numbers in the alternatives of a group.
#[derive(Clone, Copy, Default)]
struct Alternatives {
    /// The fewest of those that are read.
    before: Option<usize>,
    /// Of the one that is being read.
    count: usize,
}

impl Alternatives {
    fn fewest(self) -> usize {
        self.before.map_or(self.count, |before| before.min(self.count))
    }
}

#[cfg(test)]
mod tests {
    use super::fewest_numbers;

    #[test]
    fn what_may_be_missing_is_not_counted() {
        for (pattern, fewest) in [
            (r"\bfrom {from} to {to}\b", 2),
            (r"\b(?P<said>{percent}(?:%| percent)) of {whole}(?:, or {other})?", 2),
            (r"{a}(?: and {b}| or half|, {c} and {d})", 1),
            (r"{a}|{b} and {c}", 1),
            (r"{hedge}{percent}(?: {b}){0,2} {c}{2}", 2),
            (r"[({|] {a} \({b}\) \p{Lu}{1,3} []({] {c}?", 2),
            (r"(?x: {a} # (", 0),
        ] {
            assert_eq!(fewest_numbers(pattern), fewest, "{pattern}");
        }
    }
}
