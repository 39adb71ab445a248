//! `copydesk --version`: the version, the commit that it was built from, and the packs built in. `-V` says the version alone.

use copydesk::rule::PACKS;

/// What follows the name of the program. The first line is for scripts: the version, and the commit in brackets.
pub fn long() -> String {
    let commit = option_env!("COPYDESK_COMMIT").filter(|commit| !commit.is_empty());
    let commit = commit.map_or(String::new(), |commit| format!(" ({commit})"));
    let packs: Vec<&str> = PACKS.iter().map(|(name, _)| *name).collect();
    format!("{}{commit}\npacks: {}", env!("CARGO_PKG_VERSION"), packs.join(", "))
}
