//! The program as it is typed: what it reads, what it writes, and how it ends. A file for each command or concern.

mod check;
mod completions;
mod config;
mod drafts;
mod explain;
mod hints;
mod init;
mod json;
mod packs;
mod paths;
mod rules;
mod stdin;
mod terminal;
mod test;

/// A draft with one finding.
const DRAFT: &str = "Meet at the town hall.\n";

/// The paths of the findings, each once, in the order in which they are written.
fn paths(short: &str) -> Vec<String> {
    let mut paths: Vec<String> = short.lines().filter_map(|line| Some(line.split_once(':')?.0.to_owned())).collect();
    paths.dedup();
    paths
}
