//! `markdown`: a table for each draft, for a comment on a pull request or the summary of a job.

use super::words::{flat, printable};
use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, FileReport, Level, Report, Summary};
use crate::format::markdown::REPORT_HEAD;
use std::io::{self, Write};

/// The form.
pub struct Markdown;

/// Longest report in bytes. GitHub refuses comments of more than 65,536 characters, GitLab those of more than a million.
const MOST: usize = 60_000;

impl Reporter for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "tables, for a comment on a pull request"
    }

    fn write(&self, report: &Report, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut text = format!("{REPORT_HEAD}{}\n", title(report.summary()));
        let mut left: usize = report.files.iter().map(|file| file.diagnostics.len()).sum();
        'files: for file in report.files.iter().filter(|file| !file.diagnostics.is_empty()) {
            let mut head = format!("\n#### {}\n\n", escaped(&file.source.name));
            head.push_str("| Place | Level | Finding | Rule |\n| ---: | :--- | :--- | :--- |\n");
            for (index, found) in file.diagnostics.iter().enumerate() {
                let row = row(file, found);
                let head = if index == 0 { head.as_str() } else { "" };
                if text.len() + head.len() + row.len() > MOST {
                    break 'files;
                }
                text.push_str(head);
                text.push_str(&row);
                left -= 1;
            }
        }
        out.write_all(text.as_bytes())?;
        if left > 0 {
            writeln!(out, "\nand {left} more findings, for which the comment has no room")?;
        }
        Ok(())
    }
}

fn title(summary: Summary) -> String {
    let count = |count: usize, one: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        _ => Some(format!("{count} {one}s")),
    };
    let found: Vec<String> =
        [count(summary.errors, "error"), count(summary.warnings, "warning"), count(summary.notes, "note")]
            .into_iter()
            .flatten()
            .collect();
    let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
    format!("{found} in {}", count(summary.files, "draft").unwrap_or_else(|| "no drafts".into()))
}

fn row(file: &FileReport, found: &Diagnostic) -> String {
    let at = file.source.position(found.span().start);
    let level = match found.level {
        Level::Error => "**error**",
        Level::Warning => "warning",
        Level::Note => "note",
    };
    let mut words = escaped(&found.message);
    if let Some(help) = &found.help {
        words.push_str(&format!("<br>{}", escaped(help)));
    }
    let rule = match &found.url {
        Some(url) => format!("[{}](<{}>)", escaped(&found.rule), address(url)),
        None => escaped(&found.rule),
    };
    format!("| {at} | {level} | {words} | {rule} |\n")
}

/// An address whose characters do not end the link or the table cell.
fn address(url: &str) -> String {
    flat(url).replace('<', "%3C").replace('>', "%3E").replace('|', "%7C").replace('\\', "%5C")
}

/// Escapes words, so that they are neither Markdown nor mentions of people and issues on GitHub.
pub(super) fn escaped(text: &str) -> String {
    let text = flat(&printable(text));
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A zero-width space, so that neither a name nor a number follows directly.
            '@' | '#' => out.extend([c, '\u{200b}']),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{address, escaped};

    #[test]
    fn words_stay_words() {
        assert_eq!(escaped("a|b *c* _d_ <script>"), "a\\|b \\*c\\* \\_d\\_ &lt;script&gt;");
        assert_eq!(escaped("ask @desk about #12\n& go"), "ask @\u{200b}desk about #\u{200b}12 &amp; go");
        assert_eq!(address("https://example.org/a|b>c"), "https://example.org/a%7Cb%3Ec");
    }
}
