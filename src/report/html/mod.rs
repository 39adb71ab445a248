//! `html`: a page to read: each article as its reader sees it, findings marked in place and listed beside it.
//!
//! The page stands alone. It asks for nothing from anywhere, which its own policy holds it to, and all words of a draft
//! are escaped. Without its script it still shows everything; the script selects, filters and steps.

mod copy;
mod findings;
mod marks;
mod source;

use super::words::counted;
use super::xml::text;
use super::{Look, Reporter};
use crate::diagnostic::{Diagnostic, FileReport, Fingerprint, Level, Report, Summary};
use crate::format::html::REPORT_HEAD;
use std::io::{self, Write};

/// The form.
pub struct Html;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

impl Reporter for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "a page to read: articles with findings marked in place"
    }

    fn shows_pages(&self) -> bool {
        true
    }

    fn write(&self, report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let body = body(report, look.quote_record);
        // Made of all that the page says, so that no draft can name it: only what has it is run or styles anything.
        let nonce = Fingerprint::default().at(&body);
        write!(
            out,
            "{REPORT_HEAD}<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'nonce-{nonce}'; \
             script-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{}</title>\n<style nonce=\"{nonce}\">\n{STYLE}</style>\n</head>\n<body>\n{body}\
             <script nonce=\"{nonce}\">\n{SCRIPT}</script>\n</body>\n</html>\n",
            text(&title(report)),
        )
    }
}

fn title(report: &Report) -> String {
    let about = match report.files.as_slice() {
        [one] => one.source.name.clone(),
        _ => counted(report.summary().files, "draft"),
    };
    format!("{about}: {}", found(report.summary()))
}

/// “2 errors, 1 note”.
fn found(summary: Summary) -> String {
    let parts: Vec<String> = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, one)| counted(count, one))
        .collect();
    if parts.is_empty() { "nothing found".into() } else { parts.join(", ") }
}

fn body(report: &Report, quote_record: bool) -> String {
    // A draft in which nothing was found is not shown, unless it is the only one.
    let shown: Vec<&FileReport> =
        report.files.iter().filter(|file| !file.diagnostics.is_empty() || report.files.len() == 1).collect();
    let mut out = String::new();
    masthead(report, &mut out);
    if report.files.len() > 1 {
        contents(report, &shown, &mut out);
    }
    out.push_str("<main>\n");
    for (index, file) in shown.iter().enumerate() {
        draft(file, index + 1, quote_record, &mut out);
    }
    out.push_str("</main>\n");
    // Where there is no room beside the article, the script shows the finding that is selected here.
    out.push_str("<aside class=\"slip\" hidden aria-live=\"polite\"></aside>\n");
    out
}

fn masthead(report: &Report, out: &mut String) {
    let summary = report.summary();
    out.push_str("<header class=\"masthead\">\n<p class=\"nameplate\">copydesk</p>\n");
    out.push_str(&format!(
        "<p class=\"ears\"><span>{} read</span><span>{}</span></p>\n",
        counted(summary.files, "draft"),
        found(summary)
    ));
    let levels = [
        (Level::Error, summary.errors, "error"),
        (Level::Warning, summary.warnings, "warning"),
        (Level::Note, summary.notes, "note"),
    ];
    out.push_str("<form class=\"filters\" hidden>\n");
    for (level, count, one) in levels.into_iter().filter(|(_, count, _)| *count > 0) {
        out.push_str(&format!(
            "<label class=\"{level}\"><input type=\"checkbox\" name=\"level\" value=\"{level}\" checked> \
             <span>{}</span></label>\n",
            counted(count, one)
        ));
    }
    let mut rules: Vec<&str> =
        report.files.iter().flat_map(|file| &file.diagnostics).map(|found| found.rule.as_str()).collect();
    rules.sort_unstable();
    let all = rules.len();
    out.push_str(&format!(
        "<select name=\"rule\" aria-label=\"Rule\">\n<option value=\"\">all rules ({all})</option>\n"
    ));
    for same in rules.chunk_by(|one, other| one == other) {
        out.push_str(&format!("<option value=\"{0}\">{0} ({1})</option>\n", text(same[0]), same.len()));
    }
    out.push_str("</select>\n</form>\n</header>\n");
}

fn contents(report: &Report, shown: &[&FileReport], out: &mut String) {
    out.push_str("<nav class=\"contents\" aria-label=\"Drafts\">\n<ol>\n");
    for (index, file) in shown.iter().enumerate() {
        let number = index + 1;
        out.push_str(&format!(
            "<li><a href=\"#d{number}\">{}</a> <span>{}</span></li>\n",
            text(&file.source.name),
            found(summary(file))
        ));
    }
    out.push_str("</ol>\n");
    let clean = report.files.iter().filter(|file| file.is_draft && file.diagnostics.is_empty());
    let clean: Vec<String> = clean.map(|file| text(&file.source.name)).collect();
    if !clean.is_empty() {
        out.push_str(&format!("<p>Nothing found in {}.</p>\n", clean.join(", ")));
    }
    out.push_str("</nav>\n");
}

fn summary(file: &FileReport) -> Summary {
    let of = |level: Level| file.diagnostics.iter().filter(|found: &&Diagnostic| found.level == level).count();
    Summary { files: 1, errors: of(Level::Error), warnings: of(Level::Warning), notes: of(Level::Note) }
}

fn draft(file: &FileReport, number: usize, quote_record: bool, out: &mut String) {
    let name = text(&file.source.name);
    out.push_str(&format!(
        "<article class=\"draft\" id=\"d{number}\" aria-label=\"{name}\">\n<p class=\"slug\">{name}</p>\n"
    ));
    let placed = match &file.page {
        Some(page) => copy::write(file, page, number, out),
        None => source::write(file, number, out),
    };
    findings::write(file, number, &placed, quote_record, out);
    out.push_str("</article>\n");
}
