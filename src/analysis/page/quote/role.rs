//! What a quotation mark can be, from the characters beside it.

/// What a mark may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Open,
    Close,
    Either,
}

/// Characters after which a quotation may open.
pub(super) fn opens_after(c: char) -> bool {
    c.is_whitespace() || "([{—–-/“‘\"'«*_".contains(c)
}

/// Characters that follow the mark that closes a quotation, where no space does.
const AFTER_CLOSE: &str = ".,;:!?)]—–-…";

/// What a mark can be, from the characters beside it; `None` for an apostrophe inside a word.
pub(super) fn role(c: char, before: &str, after: &str) -> Option<Role> {
    let previous = before.chars().next_back();
    let next = after.chars().next();
    let spaced_before = previous.is_none_or(opens_after);
    let word_before = previous.is_some_and(char::is_alphanumeric);
    let word_after = next.is_some_and(char::is_alphanumeric);
    let head_after = word_after || next.is_some_and(|c| "[(…$£€#@".contains(c));
    let tail_after = next.is_none_or(|c| c.is_whitespace() || AFTER_CLOSE.contains(c) || "”’\"'".contains(c));
    match c {
        // German, Danish and Swedish copy sets guillemets the other way round, or both the same way.
        '»' if spaced_before && word_after => Some(Role::Open),
        '«' if !spaced_before && tail_after => Some(Role::Close),
        '‘' | '’' | '\'' if word_before && word_after => None,
        // ’08 and ’em: a mark after a space closes nothing.
        '’' if word_after && previous.is_none_or(char::is_whitespace) => None,
        // 'He said "no,"' – after the inner mark, before a space.
        '\'' if previous == Some('"') && next.is_none_or(|c| c.is_whitespace() || AFTER_CLOSE.contains(c)) => {
            Some(Role::Close)
        }
        '“' | '«' | '„' | '‟' | '‚' | '‛' | '`' | '‘' => Some(Role::Open),
        // “ and ” are mixed up often enough: a closer at the head of a word may open.
        '”' if spaced_before && word_after => Some(Role::Either),
        '”' | '»' | '’' => Some(Role::Close),
        '\'' => Some(if spaced_before && !(previous.is_some() && next.is_none()) { Role::Open } else { Role::Close }),
        _ => Some(
            match (spaced_before, head_after || next.is_some_and(|c| !c.is_whitespace() && !AFTER_CLOSE.contains(c))) {
                (true, true) => Role::Open,
                (false, false) => Role::Close,
                _ => Role::Either,
            },
        ),
    }
}
