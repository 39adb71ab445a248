//! `copydesk explain RULE DRAFT`: whether a rule is for a draft and why, what it asks, and what it found.

use crate::cli::output::Plain;
use crate::cli::project::{ConfigArguments, relative, say, sidecar};
use crate::cli::{End, Streams};
use copydesk::analysis::Article;
use copydesk::files::read;
use copydesk::lint::Linter;
use copydesk::rule::{Ground, Grounds};
use copydesk::text::Source;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// A draft with what is known of its places.
struct Told<'a> {
    source: &'a Source,
    article: &'a Article,
}

/// Prints what rule `id` makes of the draft at `path`. Exits as `check` would: 1 if it found something that fails.
pub fn run(id: &str, path: &str, config: &ConfigArguments, streams: &mut Streams) -> io::Result<End> {
    let draft = Path::new(path);
    let file = config.file_for(draft);
    let Some(settings) = config.settings_or_say(file.as_deref(), streams.err)? else { return Ok(End::Failed) };
    let read = read(draft, path).and_then(|source| sidecar(draft, path).map(|sidecar| (Arc::new(source), sidecar)));
    let (source, sidecar) = match read {
        Ok(read) => read,
        Err(error) => {
            say(&error, streams.err)?;
            return Ok(End::Failed);
        }
    };
    let linter = Linter::new(settings);
    let here = relative(draft, file.as_deref());
    let Some((article, account)) = linter.account(id, &source, &here, sidecar.as_ref()) else {
        writeln!(streams.err, "copydesk: the rule {id} is in no pack that holds for {path}")?;
        return Ok(End::Failed);
    };
    let told = Told { source: &source, article: &article };
    let out = &mut Plain(streams.out);
    writeln!(out, "{id} in {path}")?;
    if let Some(when) = &account.when {
        writeln!(out, "\nit is for this draft: {}", if when.holds { "yes" } else { "no" })?;
        told.grounds(when, 1, out)?;
    }
    for demand in &account.demands {
        let by = demand.trigger.as_ref().map_or(String::new(), |trigger| {
            format!(" for {}", told.ground(&Ground { span: Some(trigger.span), words: quoted(&article, trigger.span) }))
        });
        writeln!(out, "\nit asks{by}: {}", if demand.grounds.holds { "met" } else { "not met" })?;
        told.grounds(&demand.grounds, 1, out)?;
    }
    if linter.settings().rules.iter().any(|rule| rule.id == id && rule.check.is_of_drafts()) {
        writeln!(out, "\nit compares drafts with each other and finds nothing in one alone: check their folder")?;
        return Ok(End::Clean);
    }
    let report = linter.check_beside(Arc::clone(&source), &here, sidecar.as_ref()).report;
    let found: Vec<_> = report.diagnostics.iter().filter(|found| found.rule == id).collect();
    writeln!(out, "\nit finds{}", if found.is_empty() { " nothing" } else { ":" })?;
    for one in &found {
        let at = source.position(one.span().start);
        writeln!(out, "  {at} {}: {}", one.level, one.message)?;
        if let Some(fix) = &one.fix {
            writeln!(out, "      fix ({}): {}", fix.safety.name(), fix.title)?;
        }
    }
    for allowed in report.suppressed.iter().filter(|allowed| allowed.diagnostic.rule == id) {
        let at = source.position(allowed.diagnostic.span().start);
        let reason = if allowed.reason.is_empty() { "no reason is given" } else { &allowed.reason };
        writeln!(out, "  allowed at {at}: {} ({reason})", allowed.diagnostic.message)?;
    }
    Ok(if found.is_empty() { End::Clean } else { End::Found })
}

fn quoted(article: &Article, span: copydesk::text::Span<copydesk::prose::Prose>) -> String {
    format!("“{}”", article.slice(span))
}

impl Told<'_> {
    fn grounds(&self, grounds: &Grounds, depth: usize, out: &mut dyn Write) -> io::Result<()> {
        let mark = if grounds.holds { '+' } else { '-' };
        writeln!(out, "{:depth$}{mark} {}", "", grounds.asked, depth = depth * 2)?;
        for ground in &grounds.seen {
            let near = if grounds.holds || ground.span.is_none() { "" } else { "nearest: " };
            writeln!(out, "{:depth$}{near}{}", "", self.ground(ground), depth = depth * 2 + 4)?;
        }
        grounds.parts.iter().try_for_each(|part| self.grounds(part, depth + 1, out))
    }

    fn ground(&self, ground: &Ground) -> String {
        let Some(span) = ground.span else { return ground.words.clone() };
        let at = self.source.position(self.article.prose.locate(span).span.start);
        format!("{at} {}", ground.words)
    }
}
