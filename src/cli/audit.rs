//! `copydesk audit`: what a rule does to an archive, before it is turned on for everybody.

use super::project::{ConfigArguments, drafts, relative, say, sidecar};
use super::{End, Streams, plural, problems};
use clap::{Args, ValueEnum};
use copydesk::config::Settings;
use copydesk::diagnostic::{Diagnostic, Level};
use copydesk::files::read;
use copydesk::lint::{Linter, Sidecar};
use copydesk::prose::Prose;
use copydesk::report::csv_row;
use copydesk::rule::{PACKS, did_you_mean};
use copydesk::text::{Source, Span};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
pub struct Arguments {
    /// The rule, as in style/preferred-terms; it may be off
    #[arg(long)]
    rule: String,

    /// Drafts, folders and globs [default: .]
    paths: Vec<PathBuf>,

    /// How many findings are shown in context; csv has all
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    sample: usize,

    /// The form of the audit
    #[arg(long, short = 'f', value_enum, default_value_t = Form::Table)]
    format: Form,

    #[command(flatten)]
    config: ConfigArguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Table,
    Csv,
}

/// A draft, and what the rule finds in it.
struct Audited {
    source: Arc<Source>,
    words: usize,
    found: Vec<Diagnostic>,
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let (found, errors) = drafts(&arguments.paths);
    for error in &errors {
        say(error, streams.err)?;
    }
    let mut failed = !errors.is_empty();
    let mut groups = arguments.config.grouped(found);
    if groups.is_empty() {
        groups.insert(arguments.config.file_for(Path::new(".")), Vec::new()); // a rule that is not there is told all the same
    }
    let mut audited: Vec<Audited> = Vec::new();
    for (file, drafts) in groups {
        let Some(settings) = alone(arguments, file.as_deref(), streams)? else { return Ok(End::Failed) };
        failed |= problems::show(&settings, streams)?;
        let linter = Linter::new(settings);
        let here = |path: &Path| relative(path, file.as_deref());
        let wanted = drafts.iter().filter(|draft| draft.named || linter.settings().reads(&here(&draft.path)));
        let done: Vec<Result<Audited, copydesk::Error>> = wanted
            .collect::<Vec<_>>()
            .par_iter()
            .map(|draft| {
                let source = read(&draft.path, &draft.name)?;
                let beside = sidecar(&draft.path, &source.name)?;
                Ok(audit(&linter, source, &here(&draft.path), beside.as_ref()))
            })
            .collect();
        for result in done {
            match result {
                Ok(draft) => audited.push(draft),
                Err(error) => {
                    say(&error, streams.err)?;
                    failed = true;
                }
            }
        }
    }
    audited.sort_by(|one, other| one.source.name.cmp(&other.source.name));
    match arguments.format {
        Form::Table => table(arguments, &audited, streams)?,
        Form::Csv => csv(&audited, streams)?,
    }
    Ok(if failed { End::Failed } else { End::Clean })
}

/// The settings with this rule on and all others off; none, and it has been said why, where there is no such rule.
fn alone(arguments: &Arguments, file: Option<&Path>, streams: &mut Streams) -> io::Result<Option<Settings>> {
    let mut config = arguments.config.clone();
    let Some(mut settings) = config.settings_or_say(file, streams.err)? else { return Ok(None) };
    let is_there = |settings: &Settings| settings.rules.iter().any(|rule| rule.id == arguments.rule);
    if !is_there(&settings) {
        config.packs.extend.extend(PACKS.iter().map(|(name, _)| (*name).to_owned()));
        let Some(all) = config.settings_or_say(file, streams.err)? else { return Ok(None) };
        settings = all;
    }
    if !is_there(&settings) {
        let meant = did_you_mean(&arguments.rule, settings.rules.iter().map(|rule| rule.id.as_str()));
        let meant = meant.map_or(String::new(), |meant| format!("; did you mean {meant}?"));
        writeln!(streams.err, "copydesk: there is no rule {}{meant}", arguments.rule)?;
        return Ok(None);
    }
    let families: BTreeSet<&str> = settings.rules.iter().map(|rule| rule.family()).collect();
    config.levels = families.into_iter().map(|family| (family.to_owned(), None)).collect();
    config.levels.push((arguments.rule.clone(), Some(Level::Warning)));
    config.settings_or_say(file, streams.err)
}

fn audit(linter: &Linter, source: Source, path: &str, sidecar: Option<&Sidecar>) -> Audited {
    let article = linter.article(&source, path, sidecar);
    let words = article.words_in(Span::<Prose>::new(0, article.prose.text.len()));
    let source = Arc::new(source);
    let found = linter.check_beside(Arc::clone(&source), path, sidecar).report.diagnostics;
    Audited { words, found, source }
}

fn table(arguments: &Arguments, audited: &[Audited], streams: &mut Streams) -> io::Result<()> {
    let out = &mut streams.out;
    let count: usize = audited.iter().map(|draft| draft.found.len()).sum();
    let words: usize = audited.iter().map(|draft| draft.words).sum();
    let hit: Vec<&Audited> = audited.iter().filter(|draft| !draft.found.is_empty()).collect();
    let rate = 1_000.0 * count as f64 / words.max(1) as f64;
    writeln!(
        out,
        "{}: {} in {} of {}, {rate:.2} per 1,000 words",
        arguments.rule,
        plural(count, "finding"),
        hit.len(),
        plural(audited.len(), "draft")
    )?;
    let fixes = |draft: &Audited| draft.found.iter().filter(|found| found.fix.is_some()).count();
    let changed = hit.iter().filter(|draft| fixes(draft) > 0).count();
    if changed > 0 {
        let places: usize = hit.iter().map(|draft| fixes(draft)).sum();
        writeln!(out, "its fixes would change {} in {}", plural(places, "place"), plural(changed, "draft"))?;
    }
    let all: Vec<(&Audited, &Diagnostic)> =
        hit.iter().flat_map(|draft| draft.found.iter().map(move |found| (*draft, found))).collect();
    let shown = arguments.sample.min(all.len());
    if shown > 0 {
        writeln!(out, "\n{shown} of {}:", plural(all.len(), "finding"))?;
    }
    for index in 0..shown {
        // Evenly spread, so that the same archive gives the same sample.
        let (draft, found) = all[index * all.len() / shown];
        let at = draft.source.position(found.span().start);
        let (before, match_, after) = context(&draft.source, found.span());
        writeln!(out, "\n  {}:{}:{}: {}", draft.source.name, at.line, at.column, found.message)?;
        writeln!(out, "    {before}[{match_}]{after}")?;
    }
    if !hit.is_empty() {
        writeln!(out, "\nfindings and fixes by draft:")?;
    }
    for draft in &hit {
        writeln!(out, "{:>6} {:>4}  {}", draft.found.len(), fixes(draft), draft.source.name)?;
    }
    Ok(())
}

fn csv(audited: &[Audited], streams: &mut Streams) -> io::Result<()> {
    writeln!(streams.out, "path,line,column,message,before,match,after,fix")?;
    for draft in audited {
        for found in &draft.found {
            let at = draft.source.position(found.span().start);
            let (before, match_, after) = context(&draft.source, found.span());
            let fix = found.fix.as_ref().map_or(String::new(), |fix| fix.title.clone());
            let (line, column) = (at.line.to_string(), at.column.to_string());
            let name = draft.source.name.clone();
            csv_row(&[name, line, column, found.message.clone(), before, match_, after, fix], streams.out)?;
        }
    }
    Ok(())
}

/// So many bytes to each side of a finding are shown.
const CONTEXT: usize = 60;

/// The words before a place, in it and after it, on one line; whole words where there are spaces.
fn context(source: &Source, span: Span<Source>) -> (String, String, String) {
    let text = source.text.as_str();
    let start =
        (span.start.saturating_sub(CONTEXT)..span.start).find(|&at| text.is_char_boundary(at)).unwrap_or(span.start);
    let end = (span.end..=(span.end + CONTEXT).min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(span.end);
    let before = &text[start..span.start];
    let before =
        if start > 0 { before.split_once(char::is_whitespace).map_or(before, |(_, rest)| rest) } else { before };
    let after = &text[span.end..end];
    let after =
        if end < text.len() { after.rsplit_once(char::is_whitespace).map_or(after, |(rest, _)| rest) } else { after };
    let line = |words: &str| words.replace(['\n', '\r', '\t'], " ");
    (line(before), line(&text[span.range()]), line(after))
}
