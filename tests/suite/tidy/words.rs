//! English words that code compares with: they belong in `rules/`.

use super::code::{File, Violation, group, inside, is_mark, letter, line, literal, word};
use proc_macro2::{Delimiter, TokenTree};
use std::collections::BTreeSet;

/// Modules that understand text, so that an English word in them is a judgement about English. `format` is not one of them: the
/// words in it are those of markup and of publishing systems (elements, classes of HTML, shortcodes, styles of Word).
const READS_ENGLISH: &[&str] = &["analysis/", "language/", "prose/", "text/", "rule/kind/", "rule/condition/"];

/// Methods that look for the text they are given.
const LOOKS_FOR: &[&str] = &[
    "starts_with",
    "ends_with",
    "strip_prefix",
    "strip_suffix",
    "trim_start_matches",
    "trim_end_matches",
    "contains",
    "find",
    "rfind",
    "split_once",
    "rsplit_once",
    "eq_ignore_ascii_case",
];

/// Functions whose lists are names of a file format: the keys and placeholders of rules, columns of tables.
const NAMES_OF_FORMATS: &[&str] = &["keys", "values", "meant", "known", "names", "expected"];

/// Files that read tables with keys: only the ends of words that they look at are judged.
const READS_KEYS: &[&str] =
    &["rule/condition/", "rule/kind/arithmetic", "analysis/names/house", "analysis/names/properties.rs"];

/// Letters of the longest ending that `language` may know, which is “ing”.
const LONGEST_ENDING: usize = 3;

/// Words that are not a judgement about English: the word, and what it is.
const NOT_ENGLISH: &[(&str, &str)] = &[
    ("http", "the beginning of an address"),
    ("https", "the beginning of an address"),
    ("www", "the beginning of an address"),
    ("mailto", "the beginning of an address"),
    ("about", "a key of a word list"),
    ("source", "a key of a word list"),
    ("match", "the placeholder that all kinds of rules have"),
];

/// Words that a file compares with, tests left out.
pub fn english(file: &File) -> Vec<Violation> {
    if !READS_ENGLISH.iter().any(|folder| file.path.starts_with(folder)) || file.is_test() {
        return Vec::new();
    }
    let mut found = BTreeSet::new();
    read(&file.tokens, READS_KEYS.iter().any(|folder| file.path.starts_with(folder)), &mut found);
    if file.path.starts_with("language/") {
        // The endings of English words are at home there.
        found.retain(|(_, word)| word.chars().filter(|letter| letter.is_alphabetic()).count() > LONGEST_ENDING);
    }
    found.retain(|(_, word)| NOT_ENGLISH.iter().all(|(known, _)| *known != word.trim_end_matches(['.', ':'])));
    found.into_iter().map(|(line, word)| file.violation(line, format!("the code knows the word “{word}”"))).collect()
}

fn read(tokens: &[TokenTree], reads_keys: bool, found: &mut BTreeSet<(usize, String)>) {
    let mut at = 0;
    while at < tokens.len() {
        let names = |token| word(token).is_some_and(|word| NAMES_OF_FORMATS.contains(&word.as_str()));
        if word(tokens.get(at)).as_deref() == Some("fn") && names(tokens.get(at + 1)) {
            let body = tokens[at..].iter().position(|token| group(Some(token), Delimiter::Brace).is_some());
            at += body.unwrap_or(1) + 1;
            continue;
        }
        found.extend(compared(tokens, at, reads_keys).into_iter().map(|word| (line(&tokens[at]), word)));
        if let TokenTree::Group(group) = &tokens[at]
            && !(at > 0 && names(tokens.get(at - 1)))
        {
            read(&inside(group), reads_keys, found);
        }
        at += 1;
    }
}

/// Words that the token at `at` is compared with or, if it is a list or an argument, that it holds.
fn compared(tokens: &[TokenTree], at: usize, reads_keys: bool) -> Vec<String> {
    let before = |steps: usize| at.checked_sub(steps).and_then(|at| tokens.get(at));
    let after = |steps: usize| tokens.get(at + steps);
    let alternative = is_mark(before(1), '|') || is_mark(after(1), '|');
    if let Some(arguments) = group(tokens.get(at), Delimiter::Parenthesis)
        && let Some(call) = word(before(1)).filter(|call| is_mark(before(2), '.') && LOOKS_FOR.contains(&call.as_str()))
    {
        return words_in(&inside(arguments), call.contains("end") || call.contains("suffix"));
    }
    if reads_keys {
        return Vec::new();
    }
    if let Some(text) = literal(tokens.get(at)) {
        let equals = is_mark(before(1), '=') && (is_mark(before(2), '=') || is_mark(before(2), '!'));
        let equalled = (is_mark(after(1), '=') || is_mark(after(1), '!')) && is_mark(after(2), '=');
        let arm = is_mark(after(1), '=') && is_mark(after(2), '>');
        // In `\d|\w` no letter is one of a word.
        let plain =
            text.replace("\\\\", "\\").replace("\\d", "").replace("\\b", "").replace("\\w", "").replace("\\s", "");
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let expression = plain
            .match_indices('|')
            .any(|(at, _)| letter(plain[..at].chars().next_back()) || letter(plain[at + 1..].chars().next()));
        let is_compared = (equals || equalled || arm || alternative) && is_word(&text);
        return Vec::from_iter(Some(text).filter(|_| is_compared || expression));
    }
    if let Some(letter) = letter(tokens.get(at)) {
        return Vec::from_iter(Some(letter).filter(|_| alternative));
    }
    if is_mark(before(1), '!')
        && word(before(2)).as_deref() == Some("matches")
        && let Some(arguments) = group(tokens.get(at), Delimiter::Parenthesis).map(inside)
    {
        let pattern = arguments.rsplit(|token| is_mark(Some(token), ',')).find(|part| !part.is_empty());
        return words_in(pattern.unwrap_or_default(), false);
    }
    if let Some(list) = group(tokens.get(at), Delimiter::Bracket).filter(|_| !is_mark(before(1), '#')) {
        let words = words_in(&inside(list), false);
        return if words.len() > 1 { words } else { Vec::new() };
    }
    Vec::new()
}

/// The words among `tokens` and in the lists among them; single letters too, if the end of a word is looked at.
fn words_in(tokens: &[TokenTree], letters: bool) -> Vec<String> {
    let mut found = Vec::new();
    for token in tokens {
        found.extend(literal(Some(token)).filter(|text| is_word(text)));
        found.extend(letter(Some(token)).filter(|_| letters));
        if let Some(list) = group(Some(token), Delimiter::Bracket) {
            found.extend(words_in(&inside(list), letters));
        }
    }
    found
}

/// Whether a literal is a word in lower case or the end of one, such as `’s`.
fn is_word(text: &str) -> bool {
    let letters = text.trim_start_matches([' ', '\'', '’']).trim_end_matches([' ', '.', ':', ',']);
    let inner = |c: char| c.is_lowercase() || matches!(c, '\'' | '’' | ' ');
    letters.chars().next().is_some_and(char::is_alphabetic) && letters.chars().skip(1).all(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_words(code: &str, wanted: &[&str]) {
        let file = File::new("analysis/a.rs", &format!("fn f() {{ {code} }}"));
        let found = english(&file);
        let wanted: Vec<String> =
            wanted.iter().map(|word| format!("src/analysis/a.rs:1: the code knows the word “{word}”")).collect();
        assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), wanted, "{code}");
    }

    #[test]
    fn words_that_are_compared_with_are_found() {
        assert_words(r#"word == "the""#, &["the"]);
        assert_words(r#"if "the" != word {}"#, &["the"]);
        assert_words(r#"matches!(word, "his" | "her")"#, &["her", "his"]);
        assert_words(r#"matches!(word.text(), "i")"#, &["i"]);
        assert_words(r#"match word { "no" => 1, _ => 2 }"#, &["no"]);
        assert_words(r#"word.strip_suffix("’s").or(word.ends_with('s'))"#, &["s", "’s"]);
        assert_words(r#"["which", "who"].contains(&word)"#, &["which", "who"]);
        assert_words(r#"Regex::new("(?:an?|the) [0-9]+|these")"#, &["(?:an?|the) [0-9]+|these"]);
        assert_words(r#"matches!(letter, 'a' | 'e')"#, &["a", "e"]);
    }

    #[test]
    fn messages_keys_and_marks_are_not() {
        assert_words(r#"format!("the rule has no {key}"); panic!("one or two")"#, &[]);
        assert_words(r#"matches!(mark, "-" | "’" | '"'); text.contains("\r\n"); text.find('x')"#, &[]);
        assert_words(r#"values(&["match", "replacement"]); expected("host", &["host", "query"])"#, &[]);
        assert_words(r#"address.starts_with("http"); format!(r"\d+\b|{names}")"#, &[]);
        let keys = "impl Kind for A { fn keys(&self) -> &'static [&'static str] { &[\"of\", \"max\"] } }";
        assert_eq!(english(&File::new("rule/kind/a.rs", keys)), []);
    }

    #[test]
    fn tests_and_other_modules_may_say_words() {
        assert_eq!(english(&File::new("cli/a.rs", r#"fn f() { word == "the" }"#)), []);
        assert_eq!(english(&File::new("language/a.rs", r#"fn f() { word.ends_with("ing") }"#)), []);
        assert_eq!(english(&File::new("language/a.rs", r#"fn f() { ["each", "both"].contains(word) }"#)).len(), 2);
        assert_eq!(english(&File::new("analysis/a/tests.rs", r#"fn f() { word == "the" }"#)), []);
    }
}
