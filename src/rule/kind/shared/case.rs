//! Replacements that keep the capitals of the words they replace.

/// `word` with the capitals of `like`: E-mail → Email, E-MAIL → EMAIL.
pub(in crate::rule::kind) fn cased_like(like: &str, word: &str) -> String {
    let mut letters = like.chars().filter(|c| c.is_alphabetic());
    let first_upper = letters.next().is_some_and(char::is_uppercase);
    let mut rest = letters.peekable();
    if first_upper && rest.peek().is_some() && rest.all(char::is_uppercase) {
        return word.to_uppercase();
    }
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if first_upper => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_is_kept() {
        assert_eq!(cased_like("E-mail", "email"), "Email");
        assert_eq!(cased_like("E-MAIL", "email"), "EMAIL");
        assert_eq!(cased_like("e-mail", "email"), "email");
    }
}
