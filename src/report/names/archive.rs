//! The names of a folder: the register that a newsroom already has in what it has written, and names that do not agree.

use super::kind;
use crate::analysis::names::{Archive, Filed, Noted, Status};
use crate::lint::Linter;
use crate::text::{Position, Source};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The sheet of many drafts.
#[derive(Clone, Debug)]
pub struct ArchiveSheet {
    /// Number of drafts.
    pub(super) drafts: usize,
    pub(super) rows: Vec<Row>,
    pub(super) doubts: Vec<Doubted>,
}

/// A name.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub kind: &'static str,
    pub name: String,
    pub status: Status,
    /// Number of drafts that have it.
    pub drafts: usize,
    /// Its spellings, the usual one first.
    pub forms: Vec<Written>,
}

/// One way of writing a name.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub text: String,
    pub mentions: usize,
    pub drafts: Vec<String>,
}

/// A name that one draft writes otherwise than others.
#[derive(Clone, Debug)]
pub(super) struct Doubted {
    pub text: String,
    pub right: String,
    /// Number of other drafts with the right form.
    pub others: usize,
    pub path: String,
    pub at: Position,
}

impl ArchiveSheet {
    /// The names in all drafts, the most frequent first. Each draft of `read` comes with its notes and the index of the
    /// linter that read it.
    #[must_use]
    pub fn new(read: &[(&Source, &[Noted], usize)], linters: &[&Linter]) -> Self {
        let notes = read.iter().map(|(source, noted, _)| (source.name.as_str(), *noted));
        let language = linters.first().map(|linter| Arc::clone(&linter.settings().language)).unwrap_or_default();
        let archive = Archive::new(notes.collect(), &language);
        let status = |name: &Filed| {
            let all = linters.iter().map(|linter| linter.settings().house.names().status(&name.words));
            all.min().unwrap_or(Status::Unknown)
        };
        let row = |name: &Filed| Row {
            kind: kind(name.kind),
            name: name.usual().text.clone(),
            status: status(name),
            drafts: name.drafts().len(),
            forms: name
                .ways
                .iter()
                .map(|way| Written {
                    text: way.text.clone(),
                    mentions: way.uses.iter().map(|of| of.count as usize).sum(),
                    drafts: way.uses.iter().map(|of| archive.drafts[of.draft as usize].clone()).collect(),
                })
                .collect(),
        };
        let mut rows: Vec<Row> = archive.names.iter().map(row).collect();
        rows.sort_by(|one, other| (other.drafts, &one.name).cmp(&(one.drafts, &other.name)));
        Self { drafts: read.len(), rows, doubts: doubts(read, linters, &archive) }
    }
}

/// The findings of the rules that compare drafts.
fn doubts(read: &[(&Source, &[Noted], usize)], linters: &[&Linter], archive: &Archive) -> Vec<Doubted> {
    let by_name: BTreeMap<&str, (&Source, usize)> =
        read.iter().map(|(source, _, linter)| (source.name.as_str(), (*source, *linter))).collect();
    let mut found = Vec::new();
    for (index, linter) in linters.iter().enumerate() {
        let settings = linter.settings();
        for difference in settings.rules.iter().flat_map(|rule| rule.check.compare(archive, &settings.house)) {
            let Some((source, _)) =
                by_name.get(archive.drafts[difference.draft as usize].as_str()).filter(|(_, of)| *of == index)
            else {
                continue;
            };
            let value = |name: &str| difference.values.get(name).unwrap_or_default().to_owned();
            found.push(Doubted {
                text: value("match"),
                right: value("right"),
                others: difference.elsewhere.len(),
                path: source.name.clone(),
                at: source.position(difference.span.start),
            });
        }
    }
    found.sort_by(|one, other| {
        (&one.path, one.at.line, one.at.column).cmp(&(&other.path, other.at.line, other.at.column))
    });
    found
}
