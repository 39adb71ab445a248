//! A file of `src` as tokens with their lines: what the checks of the source look at.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use std::ops::RangeInclusive;

/// A file of `src`, parsed.
pub struct File {
    /// Its path below `src`, with `/` between folders.
    pub path: String,
    pub text: String,
    /// Its tokens without the code of its tests.
    pub tokens: Vec<TokenTree>,
    /// Lines that hold the code of its tests.
    tests: Vec<RangeInclusive<usize>>,
}

/// Something that breaks a limit.
#[derive(Debug, PartialEq)]
pub struct Violation {
    pub path: String,
    pub line: usize,
    pub message: String,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "src/{}:{}: {}", self.path, self.line, self.message)
    }
}

impl File {
    pub fn new(path: &str, text: &str) -> Self {
        let stream: TokenStream = text.parse().unwrap_or_else(|error| panic!("src/{path}: {error}"));
        let mut tests = Vec::new();
        let tokens = without_tests(stream, &mut tests);
        Self { path: path.to_owned(), text: text.to_owned(), tokens, tests }
    }

    /// Whether the whole file is tests.
    pub fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Lines that are neither tests nor comments, with their numbers.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines
            .filter(|(number, _)| !self.tests.iter().any(|lines| lines.contains(number)))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// How many lines it has without its tests.
    pub fn lines(&self) -> usize {
        let tests: usize = self.tests.iter().map(|lines| lines.end() + 1 - lines.start()).sum();
        self.text.lines().count() - tests
    }

    /// The first folder of its path, or the file without its extension.
    pub fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    pub fn violation(&self, line: usize, message: impl Into<String>) -> Violation {
        Violation { path: self.path.clone(), line, message: message.into() }
    }

    /// Calls `look` with every list of tokens that stands between the same delimiters, outermost first.
    pub fn each_level<'a>(&'a self, look: &mut dyn FnMut(&'a [TokenTree])) {
        each_level(&self.tokens, look);
    }
}

fn each_level<'a>(tokens: &'a [TokenTree], look: &mut dyn FnMut(&'a [TokenTree])) {
    look(tokens);
    for token in tokens {
        if let TokenTree::Group(group) = token {
            // Groups own their stream; one copy of each lives as long as the test.
            let inner: Vec<TokenTree> = group.stream().into_iter().collect();
            each_level(Vec::leak(inner), look);
        }
    }
}

/// The line on which a token begins.
pub fn line(token: &TokenTree) -> usize {
    token.span().start().line
}

/// The tokens inside a group.
pub fn inside(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

/// The word, if the token is an identifier or a keyword.
pub fn word(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(word)) => Some(word.to_string()),
        _ => None,
    }
}

/// Whether the token is this one character of punctuation.
pub fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// The group, if the token is one with these delimiters.
pub fn group(token: Option<&TokenTree>, delimiter: Delimiter) -> Option<&Group> {
    match token {
        Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Some(group),
        _ => None,
    }
}

/// The text of a string literal, as it is written between its quotation marks.
pub fn literal(token: Option<&TokenTree>) -> Option<String> {
    let Some(TokenTree::Literal(literal)) = token else { return None };
    let text = literal.to_string();
    let text = text.trim_start_matches(['b', 'r', '#']).trim_end_matches('#');
    text.strip_prefix('"')?.strip_suffix('"').map(str::to_owned)
}

/// The letter of the English alphabet that a character literal is.
pub fn letter(token: Option<&TokenTree>) -> Option<String> {
    let Some(TokenTree::Literal(literal)) = token else { return None };
    let text = literal.to_string();
    let inner = text.strip_prefix('\'')?.strip_suffix('\'')?;
    (inner.len() == 1 && inner.chars().all(char::is_alphabetic)).then(|| inner.to_owned())
}

/// The tokens of a stream without items under `#[cfg(test)]`, whose lines go to `tests`.
fn without_tests(stream: TokenStream, tests: &mut Vec<RangeInclusive<usize>>) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut tokens = stream.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let attribute = is_mark(Some(&token), '#')
            && group(tokens.peek(), Delimiter::Bracket)
                .is_some_and(|group| group.stream().to_string().replace(' ', "") == "cfg(test)");
        if attribute {
            let start = line(&token);
            let item_ends =
                |token: &TokenTree| is_mark(Some(token), ';') || group(Some(token), Delimiter::Brace).is_some();
            let end = tokens.find(item_ends).map_or(start, |token| end_line(token.span()));
            tests.push(start..=end);
        } else if let TokenTree::Group(inner) = &token {
            let mut stripped =
                Group::new(inner.delimiter(), without_tests(inner.stream(), tests).into_iter().collect());
            stripped.set_span(inner.span());
            kept.push(TokenTree::Group(stripped));
        } else {
            kept.push(token);
        }
    }
    kept
}

/// The line on which a span ends.
pub fn end_line(span: Span) -> usize {
    span.end().line
}

#[test]
fn tests_of_a_file_are_left_out() {
    let file = File::new("a.rs", "fn one() {}\n\n#[cfg(test)]\nmod tests {\n    fn two() {}\n}\n");
    assert_eq!(file.lines(), 2);
    assert_eq!(file.code().map(|(number, _)| number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(file.tokens.len(), 4);
}
