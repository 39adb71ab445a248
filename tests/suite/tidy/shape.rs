//! How long functions are, how deep they nest, and how often they copy.

use super::code::{File, Violation, end_line, group, inside, is_mark, line, word};
use proc_macro2::{Delimiter, TokenTree};

/// Lines of a file.
pub const LONGEST_FILE: usize = 400;
/// Lines of a function, from its name to its closing brace.
pub const LONGEST_FUNCTION: usize = 80;
/// Braces inside each other within a function, its own included.
pub const DEEPEST: usize = 5;

/// A function of a file.
#[derive(Debug)]
struct Function {
    name: String,
    line: usize,
    lines: usize,
    /// How many braces are inside each other, its own included.
    depth: usize,
}

/// All functions of a file, those inside others too.
fn functions(file: &File) -> Vec<Function> {
    let mut found = Vec::new();
    file.each_level(&mut |tokens| {
        for (at, token) in tokens.iter().enumerate() {
            let Some(name) = word(tokens.get(at + 1)).filter(|_| word(Some(token)).as_deref() == Some("fn")) else {
                continue;
            };
            let ends = |token: &&TokenTree| is_mark(Some(token), ';') || group(Some(token), Delimiter::Brace).is_some();
            let Some(TokenTree::Group(body)) = tokens[at..].iter().find(ends) else { continue };
            let lines = end_line(body.span()) + 1 - line(token);
            found.push(Function { name, line: line(token), lines, depth: 1 + depth(&inside(body)) });
        }
    });
    found
}

fn depth(tokens: &[TokenTree]) -> usize {
    let groups = tokens.iter().filter_map(|token| match token {
        TokenTree::Group(group) => Some(usize::from(group.delimiter() == Delimiter::Brace) + depth(&inside(group))),
        _ => None,
    });
    groups.max().unwrap_or(0)
}

pub fn long_file(file: &File) -> Option<Violation> {
    let lines = file.text.lines().count();
    (lines > LONGEST_FILE)
        .then(|| file.violation(lines, format!("the file has {lines} lines, not at most {LONGEST_FILE}")))
}

pub fn long_functions(file: &File) -> Vec<Violation> {
    let long = functions(file).into_iter().filter(|function| function.lines > LONGEST_FUNCTION);
    long.map(|Function { name, line, lines, .. }| {
        file.violation(line, format!("`{name}` has {lines} lines, not at most {LONGEST_FUNCTION}"))
    })
    .collect()
}

pub fn deep_functions(file: &File) -> Vec<Violation> {
    let deep = functions(file).into_iter().filter(|function| function.depth > DEEPEST);
    deep.map(|Function { name, line, depth, .. }| {
        file.violation(line, format!("`{name}` nests {depth} braces, not at most {DEEPEST}"))
    })
    .collect()
}

/// How often a file calls `.clone()` and `.to_owned()`.
pub fn copies(file: &File) -> usize {
    let mut count = 0;
    file.each_level(&mut |tokens| {
        count += tokens
            .windows(2)
            .filter(|pair| is_mark(Some(&pair[0]), '.'))
            .filter(|pair| word(Some(&pair[1])).is_some_and(|word| word == "clone" || word == "to_owned"))
            .count();
    });
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(lines: usize) -> File {
        File::new("a.rs", &format!("impl One {{\n    fn long() {{\n{}    }}\n}}\n", "        one();\n".repeat(lines)))
    }

    #[test]
    fn a_long_function_is_found_and_one_at_the_limit_is_not() {
        assert_eq!(long_functions(&body(LONGEST_FUNCTION - 2)), []);
        let found = long_functions(&body(LONGEST_FUNCTION - 1));
        assert_eq!(found[0].to_string(), "src/a.rs:2: `long` has 81 lines, not at most 80");
    }

    #[test]
    fn a_long_file_is_found_and_one_at_the_limit_is_not() {
        assert_eq!(long_file(&File::new("a.rs", &"use a;\n".repeat(LONGEST_FILE))), None);
        assert!(long_file(&File::new("a.rs", &"use a;\n".repeat(LONGEST_FILE + 1))).is_some());
    }

    #[test]
    fn deep_nesting_is_found_in_calls_and_macros_too() {
        let nested = |deep: usize| format!("fn deep() {{ {} one {} }}", "call(if a {".repeat(deep), "})".repeat(deep));
        assert_eq!(deep_functions(&File::new("a.rs", &nested(DEEPEST - 1))), []);
        assert_eq!(deep_functions(&File::new("a.rs", &nested(DEEPEST))).len(), 1);
        let within = format!("fn deep() {{ all![{{ {} }}] }}", "{".repeat(DEEPEST) + &"}".repeat(DEEPEST));
        assert_eq!(deep_functions(&File::new("a.rs", &within)).len(), 1);
    }

    #[test]
    fn copies_are_counted_and_their_like_are_not() {
        let file =
            File::new("a.rs", "fn f() { a.clone(); \"a\".to_owned(); Arc::clone(&a); a.cloned(); all![b.clone()] }");
        assert_eq!(copies(&file), 3);
    }
}
