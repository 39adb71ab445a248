//! `gitlab`: a Code Quality report, which GitLab shows in merge requests.

use super::lazy::Lazy;
use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::text::Source;
use serde::Serialize;
use std::io::{self, Write};

/// The form.
pub struct GitLab;

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Reporter for GitLab {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn about(&self) -> &'static str {
        "a Code Quality report, for merge requests on GitLab"
    }

    fn write(&self, report: &Report, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let found = || report.files.iter().flat_map(|file| file.diagnostics.iter().map(|found| (&*file.source, found)));
        let issues = Lazy(|| found().map(|(source, found)| issue(source, found)));
        serde_json::to_writer_pretty(&mut *out, &issues)?;
        writeln!(out)
    }
}

fn issue<'a>(source: &'a Source, found: &'a Diagnostic) -> Issue<'a> {
    let span = found.span();
    Issue {
        description: &found.message,
        check_name: &found.rule,
        // GitLab counts two issues with the same fingerprint as one, even in different files.
        fingerprint: found.fingerprint.at(&source.name).to_string(),
        // GitLab has info, minor, major, critical and blocker.
        severity: match found.level {
            Level::Error => "major",
            Level::Warning => "minor",
            Level::Note => "info",
        },
        location: Location {
            path: &source.name,
            lines: Lines { begin: source.position(span.start).line, end: source.position(span.end).line },
        },
    }
}
