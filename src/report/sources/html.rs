//! `html`: the whole audit as one page with bars, for a phone as well as for a wall.
//!
//! The page stands alone and has no script: it asks for nothing from anywhere, and all words of drafts are escaped.

use super::shares::{per_cent, tenths};
use super::{Audit, By, Counted, Form, Group, Kind, Part, Share, shares};
use crate::diagnostic::Fingerprint;
use crate::format::html::REPORT_HEAD;
use crate::report::Look;
use crate::report::words::counted;
use crate::report::xml::text;
use std::io::{self, Write};

/// The form.
pub struct Html;

const STYLE: &str = include_str!("page.css");

/// Sources of a kind that stand in the open; the others follow folded away.
const OPEN: usize = 20;

impl Form for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "one page with bars, for a browser"
    }

    fn is_whole(&self) -> bool {
        true
    }

    fn write(&self, audit: &Audit, _: &Part, _: Look, out: &mut dyn Write) -> io::Result<()> {
        let body = body(audit);
        // Made of all that the page says, so that no draft can name it.
        let nonce = Fingerprint::default().at(&body);
        write!(
            out,
            "{REPORT_HEAD}<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'nonce-{nonce}'; \
             base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>Sources of {}</title>\n<style nonce=\"{nonce}\">\n{STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n",
            counted(audit.drafts, "draft"),
        )
    }
}

fn body(audit: &Audit) -> String {
    let mut out = format!("<h1>Sources</h1>\n<p class=\"faint\">{}", counted(audit.drafts, "draft"));
    if let Some((first, last)) = days(audit) {
        out.push_str(&format!(", {} to {}", text(first), text(last)));
    }
    out.push_str(". Bars show words quoted.</p>\n");
    of_shares(audit, &By::Kind, "Named, unnamed, organisations, documents", &mut out);
    for field in audit.fields() {
        of_shares(audit, &By::Field(field.into()), field, &mut out);
    }
    for (group, heading) in [(Group::Month, "By month"), (Group::Section, "By section"), (Group::Author, "By author")] {
        of_shares(audit, &By::Group(group), heading, &mut out);
    }
    for (kind, heading) in Kind::ALL.into_iter().zip(["People", "Without a name", "Organisations", "Documents"]) {
        list(audit, kind, heading, &mut out);
    }
    unnamed(audit, &mut out);
    if audit.open.quotations > 0 {
        let (quotations, words) = (counted(audit.open.quotations, "quotation"), counted(audit.open.words, "word"));
        out.push_str(&format!(
            "<p class=\"faint\">Not counted: {quotations} ({words}) of pronouns that stand for nobody whom the draft names.</p>\n"
        ));
    }
    out
}

/// The first and the last day of any source.
fn days(audit: &Audit) -> Option<(&str, &str)> {
    let days = || audit.sources.values().filter_map(|counted| counted.days.as_ref());
    let first = days().map(|(first, _)| first.as_str()).min()?;
    Some((first, days().map(|(_, last)| last.as_str()).max()?))
}

fn bar(tenths: usize, out: &mut String) {
    let width = per_cent(tenths.min(1_000));
    out.push_str(&format!(
        "<svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{width}\" height=\"1\"/></svg>\n"
    ));
}

fn of_shares(audit: &Audit, by: &By, heading: &str, out: &mut String) {
    let shares = shares(audit, by);
    // Where nothing is known, there is nothing to compare.
    if shares.iter().all(|share: &Share| share.value.is_none()) {
        return;
    }
    out.push_str(&format!("<h2>{}</h2>\n<ol>\n", text(heading)));
    for share in &shares {
        let part = tenths(share.tally.words, &shares);
        let value = share.value.as_deref().map_or("not known".into(), text);
        out.push_str(&format!(
            "<li><div class=\"head\"><span class=\"name\">{value}</span><span class=\"words\">{} %</span></div>\n",
            per_cent(part)
        ));
        bar(part, out);
        let unnamed = share.sources[Kind::Unnamed as usize];
        let mut of = vec![counted(share.all_sources(), "source")];
        if *by != By::Kind {
            of.push(format!("{unnamed} without a name"));
        }
        of.extend([counted(share.tally.words, "word"), counted(share.tally.quotations, "quotation")]);
        if share.tally.indirect > 0 {
            of.push(format!("{} in indirect speech", counted(share.tally.indirect, "sentence")));
        }
        out.push_str(&format!("<div class=\"of\">{}</div></li>\n", of.join(" · ")));
    }
    out.push_str("</ol>\n");
}

fn list(audit: &Audit, kind: Kind, heading: &str, out: &mut String) {
    let ranked = audit.ranked(kind);
    let most = ranked.first().map_or(0, |first| first.total.words);
    let Some((open, folded)) = ranked.split_at_checked(OPEN.min(ranked.len())).filter(|(open, _)| !open.is_empty())
    else {
        return;
    };
    out.push_str(&format!("<h2>{heading} ({})</h2>\n<ol>\n", ranked.len()));
    open.iter().for_each(|of| source(of, most, out));
    out.push_str("</ol>\n");
    if !folded.is_empty() {
        out.push_str(&format!("<details><summary>{} more</summary>\n<ol>\n", folded.len()));
        folded.iter().for_each(|of| source(of, most, out));
        out.push_str("</ol>\n</details>\n");
    }
}

fn source(of: &Counted, most: usize, out: &mut String) {
    let total = of.total;
    out.push_str(&format!(
        "<li><div class=\"head\"><span class=\"name\">{}</span><span class=\"words\">{}</span></div>\n",
        text(of.name()),
        counted(total.words, "word")
    ));
    bar((total.words * 1_000).checked_div(most).unwrap_or(0), out);
    let mut facts = Vec::new();
    facts.extend(of.role().map(text));
    facts.push(counted(total.quotations, "quotation"));
    if total.indirect > 0 {
        facts.push(format!("{} in indirect speech", counted(total.indirect, "sentence")));
    }
    facts.push(counted(total.drafts, "draft"));
    facts.extend(
        of.days.as_ref().map(|(first, last)| if first == last { first.clone() } else { format!("{first} to {last}") }),
    );
    for (field, values) in &of.fields {
        let values = values.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        facts.push(text(&format!("{field}: {values}")));
    }
    out.push_str(&format!("<div class=\"of\">{}</div></li>\n", facts.join(" · ")));
}

fn unnamed(audit: &Audit, out: &mut String) {
    let all = audit.unnamed_by_month();
    if all.is_empty() {
        return;
    }
    out.push_str("<h2>Where a name is withheld</h2>\n<ul>\n");
    for of in all {
        let month = of.month.as_deref().unwrap_or("month not known");
        let told = |label: &str, what: &Option<String>| match what {
            Some(what) => format!("<div class=\"of\">{label}: {}</div>\n", text(what)),
            None => format!("<div class=\"of\"><span class=\"missing\">no {label}</span></div>\n"),
        };
        out.push_str(&format!(
            "<li><div class=\"head\"><span class=\"name\">{}</span><span class=\"words\">{}</span></div>\n\
             <div class=\"of\">{}:{}</div>\n{}{}</li>\n",
            text(&of.words),
            text(month),
            text(&of.path),
            of.at,
            told("reason", &of.reason),
            told("approval", &of.approval),
        ));
    }
    out.push_str("</ul>\n");
}
