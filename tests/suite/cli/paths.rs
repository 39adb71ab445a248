//! Which drafts the paths of a command line mean, and the order of their findings.

use super::{DRAFT, paths};
use crate::suite::desk::Desk;

#[test]
fn globs_that_the_shell_left_alone_are_expanded() {
    let desk = Desk::new(&[("d/a.txt", DRAFT), ("d/b.md", DRAFT), ("d/deep/c.txt", DRAFT)]);
    assert_eq!(paths(&desk.short(&["d/*.txt"])), ["d/a.txt"]);
    assert_eq!(paths(&desk.short(&["d/**/*.txt"])), ["d/a.txt", "d/deep/c.txt"]);
    assert_eq!(paths(&desk.short(&["d/*.{md,txt}"])), ["d/a.txt", "d/b.md"]);
    let seen = desk.run(&["d/*.markdown"]).exits(2);
    assert!(seen.err.contains("d/*.markdown"), "{}", seen.err);
    let seen = desk.run(&["-q", "nowhere/*.md"]).exits(2);
    assert_eq!(seen.err, "copydesk: nowhere/*.md: no such file or folder\n", "one error for one path");
    let seen = desk.run(&["d/[a"]).exits(2);
    assert!(seen.err.contains("d/[a"), "{}", seen.err);
}

#[test]
fn folders_are_read_in_order_and_as_git_sees_them() {
    let desk = Desk::new(&[
        ("b.txt", DRAFT),
        ("a/z.md", DRAFT),
        ("a/y.txt", DRAFT),
        ("c.rs", DRAFT),
        ("README", DRAFT),
        (".hidden/x.txt", DRAFT),
        ("old/x.txt", DRAFT),
        ("keep/x.txt", DRAFT),
        ("keep/draft.tmp.txt", DRAFT),
        (".gitignore", "old/\n*.tmp.txt\n"),
    ]);
    assert_eq!(paths(&desk.short(&["."])), ["a/y.txt", "a/z.md", "b.txt", "keep/x.txt"]);
    assert_eq!(paths(&desk.short(&["keep", "a"])), ["a/y.txt", "a/z.md", "keep/x.txt"]);
    // What is named is read, whatever a filter says, and once.
    assert_eq!(paths(&desk.short(&["old/x.txt", "./b.txt", "b.txt", "c.rs"])), ["b.txt", "c.rs", "old/x.txt"]);
}

#[test]
fn findings_stand_in_order_of_path_and_place() {
    let draft = "The murderer of Kiev is the murderer. A very big town hall in Kyiv, in Kyiv.\n\nA town hall.\n";
    let desk = Desk::new(&[("b.txt", draft), ("a.txt", draft)]);
    let seen = desk.short(&["."]);
    let places: Vec<(String, usize, usize)> = seen
        .lines()
        .map(|line| {
            let parts: Vec<&str> = line.splitn(4, ':').collect();
            (parts[0].into(), parts[1].parse().expect("a line"), parts[2].parse().expect("a column"))
        })
        .collect();
    assert_eq!(places.len(), 12, "{seen}");
    assert!(places.is_sorted(), "{seen}");
    let again = desk.short(&["b.txt", "a.txt"]);
    assert_eq!(seen, again, "same input, same bytes out");
}

#[test]
fn include_and_exclude_are_relative_to_the_configuration() {
    let desk = Desk::new(&[("in/a.txt", DRAFT), ("in/old/b.txt", DRAFT), ("out/c.txt", DRAFT)]);
    let text = "extends = [\"house.toml\"]\ninclude = [\"in/**\"]\nexclude = [\"in/old/**\"]\n";
    desk.write("copydesk.toml", text);
    assert_eq!(paths(&desk.short(&["."])), ["in/a.txt"]);
    assert_eq!(paths(&desk.short_in("in", &["."])), ["a.txt"], "from a folder beneath");
    assert_eq!(paths(&desk.short(&["in/old/b.txt"])), ["in/old/b.txt"], "named itself");
}
