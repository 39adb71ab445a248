//! `copydesk audit`: the findings of one rule in an archive, before the rule is turned on for everybody.

use super::output::Plain;
use super::project::{ConfigArguments, RuleSettings, sidecar};
use super::run::{Input, Run};
use super::{End, Streams, known, plural};
use clap::{Args, ValueEnum};
use copydesk::config::Settings;
use copydesk::diagnostic::{Diagnostic, Level, Safety};
use copydesk::lint::{Checked, compare};
use copydesk::prose::Prose;
use copydesk::report::{csv_row, indented};
use copydesk::rule::did_you_mean;
use copydesk::text::{Source, Span};
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Args)]
pub struct Arguments {
    /// The rule, as in style/preferred-terms; it may be off
    #[arg(long, value_parser = known::rules(), hide_possible_values = true)]
    rule: String,

    /// Drafts, folders and globs [default: .]
    paths: Vec<PathBuf>,

    /// Number of findings to show in context; csv has all
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    sample: usize,

    /// Format of the audit
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

/// A draft, and the findings of the rule in it.
struct Audited {
    source: Arc<Source>,
    words: usize,
    found: Vec<Diagnostic>,
}

impl Audited {
    /// The number of its findings with a fix of this safety.
    fn fixes(&self, safety: Safety) -> usize {
        let has = |found: &&Diagnostic| found.fix.as_ref().is_some_and(|fix| fix.safety == safety);
        self.found.iter().filter(has).count()
    }
}

pub fn run(arguments: &Arguments, streams: &mut Streams) -> io::Result<End> {
    let Arguments { paths, config, .. } = arguments;
    let input = Input::of(paths, config);
    let mut load = |file: Option<&Path>, streams: &mut Streams| alone(arguments, file, streams);
    let Some(mut run) = Run::plan_with(&input, &mut load, streams)? else { return Ok(End::Failed) };
    // Without drafts no settings were loaded; an unknown rule is an error all the same.
    if run.groups.is_empty() && alone(arguments, config.file_for(Path::new(".")).as_deref(), streams)?.is_none() {
        return Ok(End::Failed);
    }
    let results = run.each(false, streams, |run, task| {
        let source = task.source()?;
        let sidecar = sidecar(&task.path, &source.name)?;
        let reading = run.read(task, source, sidecar);
        let article = reading.article();
        Ok((reading.checked(), article.words_in(Span::<Prose>::new(0, article.prose.text.len()))))
    })?;
    let groups: Vec<usize> = results.iter().map(|(index, _)| run.tasks[*index].group).collect();
    let mut drafts: Vec<(Checked, usize)> = results.into_iter().map(|(_, draft)| draft).collect();
    let linters: Vec<_> = run.groups.iter().map(|group| &group.linter).collect();
    compare(&linters, groups.into_iter().zip(drafts.iter_mut().map(|(draft, _)| draft)));
    let audited = drafts.into_iter().map(|(draft, words)| Audited {
        source: draft.report.source,
        words,
        found: draft.report.diagnostics.into_iter().filter(|found| found.rule == arguments.rule).collect(),
    });
    let audited: Vec<Audited> = audited.collect();
    match arguments.format {
        Form::Table => table(arguments, &audited, streams)?,
        Form::Csv => csv(&audited, streams)?,
    }
    Ok(if run.failed { End::Failed } else { End::Clean })
}

/// The settings with this rule on and all others off; `None` if there is no such rule, which has been printed.
fn alone(arguments: &Arguments, file: Option<&Path>, streams: &mut Streams) -> io::Result<Option<(Settings, String)>> {
    let found = arguments.config.settings_with_rule_or_say(&arguments.rule, file, streams.err)?;
    let Some(RuleSettings { settings, mut config, .. }) = found else { return Ok(None) };
    if !settings.rules.iter().any(|rule| rule.id == arguments.rule) {
        let of_family = settings.rules.iter().find(|rule| rule.family() == arguments.rule);
        let meant = did_you_mean(&arguments.rule, settings.rules.iter().map(|rule| rule.id.as_str()));
        let meant = match (of_family, meant) {
            (Some(one), _) => format!("; it is a family: audit one of its rules, such as {}", one.id),
            (None, Some(meant)) => format!("; did you mean {meant}?"),
            (None, None) => String::new(),
        };
        writeln!(streams.err, "copydesk: there is no rule {}{meant}", arguments.rule)?;
        return Ok(None);
    }
    let families: BTreeSet<&str> = settings.rules.iter().map(|rule| rule.family()).collect();
    config.levels = families.into_iter().map(|family| (family.to_owned(), None)).collect();
    config.levels.push((arguments.rule.clone(), Some(Level::Warning)));
    config.settings_and_inputs_or_say(file, streams.err)
}

fn table(arguments: &Arguments, audited: &[Audited], streams: &mut Streams) -> io::Result<()> {
    let width = streams.look.0.width;
    let out = &mut Plain(streams.out);
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
    for safety in [Safety::Safe, Safety::Suggested] {
        let fixes: Vec<usize> = hit.iter().map(|draft| draft.fixes(safety)).filter(|&count| count > 0).collect();
        if !fixes.is_empty() {
            let (places, drafts) = (plural(fixes.iter().sum(), "finding"), plural(fixes.len(), "draft"));
            writeln!(out, "{} fixes would fix {places} in {drafts}", safety.name())?;
        }
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
        let message = format!("{}:{at}: {}", draft.source.name, found.message);
        writeln!(out, "\n{}", indented(&message, 2, width))?;
        writeln!(out, "{}", indented(&format!("{before}[{match_}]{after}"), 4, width))?;
    }
    if !hit.is_empty() {
        writeln!(out, "\n{:>10} {:>6} {:>10}", "findings", "safe", "suggested")?;
    }
    for draft in &hit {
        let (safe, suggested) = (draft.fixes(Safety::Safe), draft.fixes(Safety::Suggested));
        writeln!(out, "{:>10} {safe:>6} {suggested:>10}  {}", draft.found.len(), draft.source.name)?;
    }
    Ok(())
}

fn csv(audited: &[Audited], streams: &mut Streams) -> io::Result<()> {
    writeln!(streams.out, "path,line,column,message,before,match,after,fix,safety")?;
    for draft in audited {
        for found in &draft.found {
            let at = draft.source.position(found.span().start);
            let (before, match_, after) = context(&draft.source, found.span());
            let fix = found.fix.as_ref().map_or(String::new(), |fix| fix.title.clone());
            let safety = found.fix.as_ref().map_or("", |fix| fix.safety.name()).to_owned();
            let (line, column) = (at.line.to_string(), at.column.to_string());
            let name = draft.source.name.clone();
            csv_row(&[name, line, column, found.message.clone(), before, match_, after, fix, safety], streams.out)?;
        }
    }
    Ok(())
}

/// Bytes of context shown on each side of a finding.
const CONTEXT: usize = 60;

/// The text before a place, in it and after it, on one line, cut between words.
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
    (in_a_line(before), in_a_line(&text[span.range()]), in_a_line(after))
}

/// The same words on one line, spaces and line ends as one space.
fn in_a_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for c in words.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    line
}
