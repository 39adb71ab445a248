//! `sarif`: the Static Analysis Results Interchange Format 2.1.0, for GitHub code scanning and other dashboards.

mod wire;

use super::lazy::Lazy;
use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, FileReport, Fix, Label, Recorded, Report, Suppressed, Suppressor};
use crate::text::{Source, Span};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeSet;
use std::io::{self, Write};
use wire::{
    Artifact, ArtifactLocation, Change, Configuration, Driver, Fingerprints, FixProperties, Found, Location, Log,
    Message, PhysicalLocation, Region, Replacement, Rule, RuleProperties, Run, Suppression, Tool,
};

/// The form.
pub struct Sarif;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

impl Reporter for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn about(&self) -> &'static str {
        "SARIF 2.1.0, for code scanning"
    }

    fn write(&self, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let ids: BTreeSet<&str> = report.files.iter().flat_map(all).map(|(found, _)| found.rule.as_str()).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        let places = || {
            report
                .files
                .iter()
                .enumerate()
                .map(|(index, file)| (Place { source: &file.source, index: Some(index) }, file))
        };
        let results = || {
            places().flat_map(|(place, file)| {
                all(file).into_iter().map(move |(found, suppressed)| (place, found, suppressed))
            })
        };
        let driver = Driver {
            name: env!("CARGO_PKG_NAME"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            information_uri: env!("CARGO_PKG_REPOSITORY"),
            rules: ids.iter().map(|id| rule(id, report)).collect(),
        };
        let run = Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            artifacts: Lazy(|| places().map(|(place, _)| Artifact { location: place.artifact() })),
            results: Lazy(|| {
                results().map(|(place, found, suppressed)| result(place, found, suppressed, (&ids, look.quote_record)))
            }),
        };
        serde_json::to_writer_pretty(&mut *out, &Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
        writeln!(out)
    }
}

/// All findings in a file, suppressed or not, in order of their place.
fn all(file: &FileReport) -> Vec<(&Diagnostic, Option<&Suppressed>)> {
    let suppressed = file.suppressed.iter().map(|suppressed| (&suppressed.diagnostic, Some(suppressed)));
    let mut all: Vec<_> = file.diagnostics.iter().map(|found| (found, None)).chain(suppressed).collect();
    all.sort_by(|(one, _), (other, _)| (one.span(), &one.rule).cmp(&(other.span(), &other.rule)));
    all
}

/// A file and, if it is a draft, its index among the artifacts.
#[derive(Clone, Copy)]
struct Place<'a> {
    source: &'a Source,
    index: Option<usize>,
}

impl Place<'_> {
    fn artifact(self) -> ArtifactLocation {
        ArtifactLocation { uri: uri(&self.source.name), index: self.index }
    }

    fn region(self, span: Span<Source>) -> Region {
        let (start, end) = (self.source.position(span.start), self.source.position(span.end));
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
            snippet: None,
        }
    }

    fn location(self, label: &Label, id: Option<usize>) -> Location {
        let snippet = Some(Message { text: self.source.slice(label.span).to_owned() });
        Location {
            id,
            physical_location: PhysicalLocation {
                artifact_location: self.artifact(),
                region: Region { snippet, ..self.region(label.span) },
            },
            message: (!label.text.is_empty()).then(|| message(&label.text)),
        }
    }
}

fn rule<'a>(id: &'a str, report: &'a Report) -> Rule<'a> {
    let policy = report.policy(id);
    // Findings of the engine itself, such as an unused allowance, have no policy.
    let title = policy.map_or(id, |policy| &policy.title);
    let why = policy.and_then(|policy| policy.why.as_deref()).unwrap_or(title);
    Rule {
        id,
        short_description: message(title),
        full_description: message(why),
        help: message(why),
        help_uri: policy.and_then(|policy| policy.url.as_deref()),
        default_configuration: policy
            .and_then(|policy| policy.level)
            .map(|level| Configuration { level: level.name() }),
        properties: RuleProperties { tags: [id.split('/').next().unwrap_or(id)] },
    }
}

fn result<'a>(
    place: Place,
    found: &'a Diagnostic,
    suppressed: Option<&'a Suppressed>,
    (ids, quote_record): (&[&str], bool),
) -> Found<'a> {
    let words = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    let mut labels = found.labels.iter();
    let primary = labels.next().map(|label| place.location(label, None));
    Found {
        rule_id: &found.rule,
        rule_index: ids.binary_search(&found.rule.as_str()).unwrap_or_default(),
        level: found.level.name(),
        message: message(&words),
        locations: [primary.unwrap_or_else(|| place.location(&whole(), None))],
        related_locations: (labels.enumerate().map(|(index, label)| place.location(label, Some(index + 1))))
            .chain(found.elsewhere.iter().enumerate().filter_map(|(index, of)| {
                Some(recorded(of.recorded.as_ref()?, found.labels.len() + index, quote_record))
            }))
            .collect(),
        partial_fingerprints: Fingerprints {
            github: format!("{}:1", found.fingerprint),
            own: found.fingerprint.to_string(),
        },
        fixes: found.fix.iter().map(|of| fix(place, of)).collect(),
        suppressions: suppressed.into_iter().map(suppression).collect(),
    }
}

/// A place in a file of the record, with its words if they may leave the machine.
fn recorded(of: &Recorded, id: usize, quote_record: bool) -> Location {
    let place = Place { source: &of.source, index: None };
    let told = of.told();
    let words = if quote_record { format!("{told}: “{}”", of.words) } else { told };
    Location {
        id: Some(id),
        physical_location: PhysicalLocation { artifact_location: place.artifact(), region: place.region(of.span) },
        message: (!words.is_empty()).then(|| message(&words)),
    }
}

fn suppression(of: &Suppressed) -> Suppression<'_> {
    let kind = match of.by {
        Suppressor::Draft => "inSource",
        Suppressor::Sidecar | Suppressor::Baseline => "external",
    };
    let justification = Some(of.reason.as_str()).filter(|reason| !reason.is_empty());
    Suppression { kind, status: "accepted", justification }
}

/// The start of a draft, for a finding without a place.
fn whole() -> Label {
    Label { span: Span::new(0, 0), text: String::new() }
}

fn fix(place: Place, fix: &Fix) -> wire::Fix {
    let replacements = fix.edits.iter().map(|edit| Replacement {
        deleted_region: place.region(edit.span),
        inserted_content: Message { text: edit.text.clone() },
    });
    wire::Fix {
        description: message(&fix.title),
        artifact_changes: [Change { artifact_location: place.artifact(), replacements: replacements.collect() }],
        properties: FixProperties { safety: fix.safety.name() },
    }
}

/// Escapes words in which SARIF would see a link: `[…](…)` is one in its messages (3.11.6).
fn message(text: &str) -> Message {
    let text = if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text.to_owned() };
    Message { text }
}

/// A path as a URI reference: a relative path stays relative, an absolute one becomes a `file:` URI.
fn uri(path: &str) -> String {
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    let encoded = utf8_percent_encode(path, PLAIN).to_string();
    let drive = path.as_bytes().get(1..3) == Some(b":/") && path.as_bytes()[0].is_ascii_alphabetic();
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else if drive {
        format!("file:///{}", encoded.replacen("%3A", ":", 1))
    } else {
        encoded
    }
}

#[cfg(test)]
mod tests {
    use super::{message, uri};

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("drafts/über 100%.md"), "drafts/%C3%BCber%20100%25.md");
        assert_eq!(uri("/desk/a#b.md"), "file:///desk/a%23b.md");
        assert_eq!(uri("C:/desk/a.md"), "file:///C:/desk/a.md");
        assert_eq!(uri("a:b.md"), "a%3Ab.md", "no scheme is seen in a name");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }

    #[test]
    fn words_of_a_draft_are_no_link() {
        assert_eq!(message("“[sic]” is fine").text, "“[sic]” is fine");
        assert_eq!(message("see [this](0)").text, "see \\[this\\](0)");
    }
}
