//! State of the whole process.

use super::code::{File, Violation, is_mark, line, word};

/// Statics that there may be: file, name, and why it is one. At most three.
pub const STATICS: &[(&str, &str, &str)] = &[
    (
        "built_in.rs",
        "TABLES",
        "a constant lies in the binary once for each module that reads it, and this has five megabytes",
    ),
    ("cli/gather.rs", "START", "the moment at which the program began, for its progress line"),
    ("main.rs", "ALLOCATOR", "there is one allocator, and Rust wants it as a static"),
];

pub fn statics(file: &File) -> Vec<Violation> {
    let mut found = Vec::new();
    file.each_level(&mut |tokens| {
        for (at, token) in tokens.iter().enumerate() {
            // The lifetime `'static` is a mark and the same word.
            let lifetime = at > 0 && is_mark(tokens.get(at - 1), '\'');
            if lifetime || word(Some(token)).as_deref() != Some("static") {
                continue;
            }
            let next = word(tokens.get(at + 1)).filter(|next| next != "mut").or_else(|| word(tokens.get(at + 2)));
            let Some(name) = next else { continue };
            if !STATICS.iter().any(|(path, known, _)| *path == file.path && *known == name) {
                found.push(file.violation(line(token), format!("the static {name} is not one of those that may be")));
            }
        }
    });
    found
}

#[test]
fn a_static_is_found_and_a_lifetime_is_not() {
    let text = "fn f<T>(a: &'static str, b: &'static T) { static ONE: LazyLock<A> = LazyLock::new(|| a); }\nstatic TWO: u8 = 2;";
    let names: Vec<String> = statics(&File::new("a.rs", text)).iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert!(names[0].starts_with("src/a.rs:2: the static TWO"), "{names:?}");
}
