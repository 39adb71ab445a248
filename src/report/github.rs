//! `github`: annotations on the lines of a pull request, as workflow commands of GitHub Actions.
//!
//! The limits are those of the runner: in each step it annotates the first ten findings of each level, and cuts a message
//! after 4,096 UTF-16 code units (`_maxCountPerIssueType` and `_maxIssueMessageLength` in actions/runner; the counts are
//! documented in actions/toolkit, `docs/problem-matchers.md`). Further findings are listed in the log.

use super::words::{flat, printable};
use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, Level, Report};
use crate::text::Source;
use std::borrow::Cow;
use std::io::{self, Write};

/// The form.
pub struct GitHub;

/// The maximum number of annotations of one level in one step.
const MOST_OF_A_LEVEL: usize = 10;

/// The maximum number of UTF-16 code units of one message.
const LONGEST: usize = 4096;

impl Reporter for GitHub {
    fn name(&self) -> &'static str {
        "github"
    }

    fn about(&self) -> &'static str {
        "annotations on a pull request, for GitHub Actions"
    }

    fn write(&self, report: &Report, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut rest = Vec::new();
        for level in Level::ALL.into_iter().rev() {
            let found = report.files.iter().flat_map(|file| {
                let of_level = file.diagnostics.iter().filter(move |found| found.level == level);
                of_level.map(|found| (&*file.source, found))
            });
            for (index, (source, found)) in found.enumerate() {
                if index < MOST_OF_A_LEVEL {
                    annotation(source, found, out)?;
                } else {
                    rest.push((source, found));
                }
            }
        }
        if rest.is_empty() {
            return Ok(());
        }
        writeln!(out, "::group::{} more than GitHub takes as annotations", rest.len())?;
        for (source, found) in rest {
            log_line(source, found, out)?;
        }
        writeln!(out, "::endgroup::")
    }
}

fn annotation(source: &Source, found: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let command = match found.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let span = found.span();
    let (start, end) = (source.position(span.start), source.position(span.end));
    write!(out, "::{command} title={},file={},line={}", property(&found.rule), property(&source.name), start.line)?;
    write!(out, ",endLine={}", end.line)?;
    // GitHub accepts columns only if start and end are on the same line.
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    let words = match &found.help {
        Some(help) => format!("{}\n{help}", found.message),
        None => found.message.clone(),
    };
    writeln!(out, "::{}", message(super::words::cut(&words, LONGEST)))
}

/// Writes a line of the log that the runner does not take for a command, whatever the draft contains: a command begins a
/// line with `::`, or is `##[…]` anywhere in it.
fn log_line(source: &Source, found: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let at = source.position(found.span().start);
    let words = format!("{}:{at}: {}[{}]: {}", source.name, found.level, found.rule, found.message);
    writeln!(out, "- {}", printable(&flat(&words)).replace("##[", "# #["))
}

/// Escapes the message of a command.
fn message(text: &str) -> Cow<'_, str> {
    escaped(text, &[])
}

/// Escapes the value of a property of a command.
fn property(text: &str) -> Cow<'_, str> {
    escaped(text, &[':', ','])
}

fn escaped<'a>(text: &'a str, more: &[char]) -> Cow<'a, str> {
    let text = printable(text);
    let special = |c: char| matches!(c, '%' | '\r' | '\n') || more.contains(&c);
    if !text.contains(special) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if special(c) {
            out.push_str(&format!("%{:02X}", u32::from(c))); // all five are ASCII
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{log_line, message, property};
    use crate::diagnostic::{Diagnostic, Level};
    use crate::text::{Source, Span};

    #[test]
    fn what_means_something_to_the_runner_is_escaped_and_nothing_else() {
        assert_eq!(message("50 % ::error::, “so”\r\nnew 👩‍🚀"), "50 %25 ::error::, “so”%0D%0Anew 👩‍🚀");
        assert_eq!(property("a,b:c%0A👍.txt"), "a%2Cb%3Ac%250A👍.txt");
        assert_eq!(message("%25"), "%2525", "what is escaped already is not taken for an escape");
    }

    #[test]
    fn a_line_of_the_log_is_no_command() {
        let source = Source::new("::error::.txt", "x");
        let found = Diagnostic::new("a/b", Level::Note, "##[error]no\n::warning::no", Span::new(0, 1));
        let mut out = Vec::new();
        log_line(&source, &found, &mut out).expect("memory can be written to");
        let line = String::from_utf8(out).expect("UTF-8");
        assert_eq!(line, "- ::error::.txt:1:1: note[a/b]: # #[error]no ::warning::no\n");
    }
}
