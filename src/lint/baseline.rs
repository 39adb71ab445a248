//! [`Baseline`]: findings that existed when copydesk was adopted, accepted as they are.
//!
//! An entry is identified by its fingerprint: rule, words, the words around them in their sentence, and a number if several
//! findings share those. The words are written next to it for people. Entries are sorted, one on each line, so that two
//! branches rarely change the same line. Findings about a whole document are identified by their rule alone, since any edit
//! may change the words at which they are shown.

use crate::config::Settings;
use crate::diagnostic::{Diagnostic, FileReport, Fingerprint, Label, Reach, fingerprint};
use crate::rule::{Values, engine};
use crate::table::{Problem, deserialize_named, problem_in, syntax};
use crate::text::{Source, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The default name of a baseline.
pub const BASELINE_NAME: &str = "copydesk-baseline.toml";

const HEAD: &str = "# Findings that copydesk accepts: they were there before it was turned on. Each line is one finding, known by its rule,
# its words and the words around them. `copydesk baseline --prune` takes out those that are gone; only
# `copydesk baseline --accept` adds any.
version = 1
";

/// Accepted findings by file.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// The file as written.
    pub source: Arc<Source>,
    /// Mistakes in it.
    pub problems: Vec<Diagnostic>,
    files: BTreeMap<String, Vec<Entry>>,
}

/// One accepted finding.
#[derive(Clone, Debug)]
struct Entry {
    fingerprint: Fingerprint,
    rule: String,
    words: String,
    near: String,
    /// Its line in the baseline.
    at: Span<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    rule: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    near: String,
}

/// Which findings match which entries of a baseline.
pub struct Matching {
    /// Whether each finding is accepted, by file.
    pub accepted: Vec<Vec<bool>>,
    /// Places in the baseline of entries that no longer match a finding.
    pub stale: Vec<Span<Source>>,
    used: BTreeMap<String, Vec<bool>>,
}

impl Matching {
    /// The number of accepted findings, and of others.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let accepted = self.accepted.iter().flatten().filter(|accepted| **accepted).count();
        (accepted, self.accepted.iter().map(Vec::len).sum::<usize>() - accepted)
    }
}

impl Baseline {
    /// Reads a baseline. Mistakes are collected in [`Baseline::problems`]; all other entries apply.
    #[must_use]
    pub fn read(source: Arc<Source>) -> Self {
        let mut baseline = Self { source: Arc::clone(&source), problems: Vec::new(), files: BTreeMap::new() };
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        for error in errors {
            baseline.problem(syntax(&source, &error));
        }
        for (path, value) in table.into_inner() {
            baseline.add(path.get_ref(), value);
        }
        baseline.problems.sort_by_key(Diagnostic::span);
        baseline
    }

    /// Reads the value of one key: the version, or the entries of a file.
    fn add(&mut self, key: &str, value: Spanned<DeValue>) {
        let at = value.span();
        match value.into_inner() {
            DeValue::Integer(version) if key == "version" => {
                if version.as_str() != "1" {
                    let problem = Problem::new("baselines of this version cannot be read", at);
                    self.problem(problem.with_help("a newer version of copydesk wrote it"));
                }
            }
            DeValue::Table(entries) => {
                for (fingerprint, written) in entries {
                    match entry(fingerprint, written) {
                        Ok(entry) => self.files.entry(key.to_owned()).or_default().push(entry),
                        Err(problem) => self.problem(problem),
                    }
                }
            }
            _ => self.problem(Problem::new("expected a table for each file", at)),
        }
    }

    /// A baseline that accepts nothing, to be written to a file called `name`.
    #[must_use]
    pub fn empty(name: &str) -> Self {
        Self::read(Arc::new(Source::new(name, "")))
    }

    /// The number of findings that it accepts, and of their files.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        (self.files.values().map(Vec::len).sum(), self.files.len())
    }

    /// The files that it has entries for.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Finds an entry for each finding of `files`, which are in order of their paths; these are relative to the
    /// baseline, with `/` between folders. `is_gone` is whether a path no longer exists: its entries are looked for in other
    /// files, since it may have been moved. `can_tell` is whether one draft alone shows that a finding of a rule is gone.
    #[must_use]
    pub fn matching(
        &self,
        files: &[(String, &FileReport)],
        is_gone: &dyn Fn(&str) -> bool,
        can_tell: &dyn Fn(&str) -> bool,
    ) -> Matching {
        let checked: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
        let gone: BTreeSet<&str> = self.paths().filter(|path| !is_checked(&checked, path) && is_gone(path)).collect();
        let mut used: BTreeMap<String, Vec<bool>> =
            self.files.iter().map(|(path, entries)| (path.clone(), vec![false; entries.len()])).collect();
        let mut moved: HashMap<Fingerprint, Vec<(&str, usize)>> = HashMap::new();
        for path in &gone {
            for (index, entry) in self.files[*path].iter().enumerate() {
                moved.entry(entry.fingerprint).or_default().push((path, index));
            }
        }
        let mut accepted = Vec::with_capacity(files.len());
        for (path, report) in files {
            let entries = self.files.get(path).map_or(&[][..], Vec::as_slice);
            let by_print: HashMap<Fingerprint, usize> =
                entries.iter().enumerate().map(|(index, entry)| (entry.fingerprint, index)).collect();
            let mut take = |path: &str, index: usize| {
                let free = used.get_mut(path).and_then(|used| used.get_mut(index)).filter(|used| !**used);
                free.map(|used| *used = true).is_some()
            };
            let mut here: Vec<bool> = report
                .diagnostics
                .iter()
                .map(|found| {
                    let index = by_print.get(&found.fingerprint).filter(|index| entries[**index].rule == found.rule);
                    index.is_some_and(|index| take(path, *index))
                })
                .collect();
            for (found, accepted) in report.diagnostics.iter().zip(&mut here).filter(|(_, accepted)| !**accepted) {
                let of_rule = |(_, entry): &(usize, &Entry)| entry.rule == found.rule;
                *accepted = (found.reach == Reach::Document
                    && entries.iter().enumerate().filter(of_rule).any(|(index, _)| take(path, index)))
                    || moved.get(&found.fingerprint).is_some_and(|places| {
                        let of_rule = |place: &&(&str, usize)| self.files[place.0][place.1].rule == found.rule;
                        places.iter().filter(of_rule).any(|(path, index)| take(path, *index))
                    });
            }
            accepted.push(here);
        }
        let mut stale = Vec::new();
        for (path, entries) in &self.files {
            let is_gone = gone.contains(path.as_str());
            if is_gone || is_checked(&checked, path) {
                let free = entries.iter().zip(&used[path]);
                let free = free.filter(|(entry, used)| !**used && (is_gone || can_tell(&entry.rule)));
                stale.extend(free.map(|(entry, _)| entry.at));
            }
        }
        stale.sort_unstable();
        Matching { accepted, stale, used }
    }

    /// The baseline to write. Entries that match stay, those of moved files under the new path; others stay unless `prune`.
    /// Findings that have no entry get one if `accept`. `files` are those of the matching.
    #[must_use]
    pub fn rewritten(&self, files: &[(String, &FileReport)], matching: &Matching, prune: bool, accept: bool) -> String {
        let mut next: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
        for ((path, report), accepted) in files.iter().zip(&matching.accepted) {
            let kept = report.diagnostics.iter().zip(accepted).filter(|(_, accepted)| **accepted || accept);
            next.entry(path).or_default().extend(kept.map(|(found, _)| Entry::of(found, &report.source)));
        }
        for (path, entries) in &self.files {
            let free = entries.iter().zip(&matching.used[path]).filter(|(_, used)| !**used);
            let stays = |entry: &Entry| !prune || matching.stale.binary_search(&entry.at).is_err();
            next.entry(path).or_default().extend(free.map(|(entry, _)| entry.clone()).filter(stays));
        }
        let mut text = HEAD.to_owned();
        for (path, mut entries) in next {
            if entries.is_empty() {
                continue;
            }
            entries.sort_by(|one, other| one.order().cmp(&other.order()));
            let mut seen = HashSet::new();
            entries.retain(|entry| seen.insert(entry.fingerprint));
            let _ = writeln!(text, "\n[{}]", quoted(path)); // writing to a String cannot fail
            for entry in entries {
                let (rule, words, near) = (quoted(&entry.rule), quoted(&entry.words), quoted(&entry.near));
                let _ =
                    writeln!(text, "\"{}\" = {{ rule = {rule}, words = {words}, near = {near} }}", entry.fingerprint);
            }
        }
        text
    }

    fn problem(&mut self, problem: Problem) {
        self.problems.push(problem_in("baseline", &self.source, problem));
    }
}

fn is_checked(checked: &[String], path: &str) -> bool {
    checked.binary_search_by(|of| of.as_str().cmp(path)).is_ok()
}

fn entry(key: Spanned<std::borrow::Cow<'_, str>>, value: Spanned<DeValue>) -> Result<Entry, Problem> {
    let at = Span::new(key.span().start, value.span().end);
    let digits = key.get_ref();
    let number = (digits.len() == 16).then(|| u64::from_str_radix(digits, 16).ok()).flatten();
    let Some(number) = number else {
        return Err(Problem::new("a fingerprint has 16 hexadecimal digits", key.span()));
    };
    let written: Written = deserialize_named("an entry of a baseline", value)?;
    Ok(Entry { fingerprint: Fingerprint(number), rule: written.rule, words: written.words, near: written.near, at })
}

impl Entry {
    fn of(found: &Diagnostic, source: &Source) -> Self {
        let span = found.span();
        let line = source.lines().range(source.lines().index(span.start));
        let before: Vec<&str> = source.text[line.start..span.start].split_whitespace().rev().take(WORDS_NEAR).collect();
        let line_end = source.lines().range(source.lines().index(span.end)).end;
        let after: Vec<&str> =
            source.text[span.end..line_end.max(span.end)].split_whitespace().take(WORDS_NEAR).collect();
        let before: Vec<&str> = before.into_iter().rev().collect();
        let near = [before.join(" "), "…".into(), after.join(" ")].join(" ").trim().to_owned();
        Self {
            fingerprint: found.fingerprint,
            rule: found.rule.clone(),
            words: short(source.slice(span)),
            near: short(&near),
            at: Span::new(0, 0),
        }
    }

    fn order(&self) -> (&str, &str, &str, Fingerprint) {
        (&self.rule, &self.words, &self.near, self.fingerprint)
    }
}

/// Words of context written on each side of a finding.
const WORDS_NEAR: usize = 5;

/// The maximum number of characters of a finding's words that are written.
const LONGEST: usize = 80;

/// Words with single spaces, shortened to [`LONGEST`] characters.
fn short(words: &str) -> String {
    let mut folded = String::new();
    for word in words.split_whitespace() {
        if folded.chars().count() > LONGEST {
            return folded.chars().take(LONGEST).chain(['…']).collect();
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    if folded.chars().count() > LONGEST { folded.chars().take(LONGEST).chain(['…']).collect() } else { folded }
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The built-in finding that entries at `places` of the baseline no longer match anything; `None` if there are no such
/// entries or the rule is off.
#[must_use]
pub fn stale_entries(settings: &Settings, baseline: &Baseline, places: &[Span<Source>]) -> Option<FileReport> {
    let index = settings.rules.iter().position(|rule| rule.id == engine::STALE_BASELINE)?;
    let (rule, level, first) = (&settings.rules[index], settings.levels[index].0?, *places.first()?);
    let values = Values::from([("count", places.len().to_string())]);
    let mut diagnostic = Diagnostic::new(&rule.id, level, rule.message.fill(&values), first);
    diagnostic.labels.extend(places[1..].iter().map(|&span| Label { span, text: String::new() }));
    diagnostic.why.clone_from(&rule.why);
    diagnostic.help = rule.help.as_ref().map(|help| help.fill(&values));
    diagnostic.fingerprint = fingerprint(&rule.id, &baseline.source.text, first.range(), first.range(), 0);
    Some(FileReport::beside(Arc::clone(&baseline.source), vec![diagnostic]))
}
