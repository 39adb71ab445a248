//! The engine: a draft in, its diagnostics out.
//!
//! What is found goes through filters in this order, each of which counts what it keeps back: allowances, the baseline,
//! changed copy, the level that is shown.

mod across;
mod allowance;
mod baseline;
mod changes;
mod insert;
mod passes;
mod sidecar;
mod stats;
mod suppress;

pub use baseline::{BASELINE_NAME, Baseline, Matching, stale_entries};
pub use changes::{Change, Changes};
pub use sidecar::{SIDECAR_SUFFIX, Sidecar};
pub use stats::{Clock, Measured, Stats};
pub use suppress::Standing;

pub use across::{Checked, Group, Notes, compare};

use crate::analysis::{Article, in_address};
use crate::config::{PathSettings, Settings};
use crate::diagnostic::{Diagnostic, FileReport, Fix, Label, Level, Reach, Safety, fingerprint};
use crate::prose::Prose;
use crate::rule::{Account, Finding, Hit, Rule, Scanner, own};
use crate::text::{Edit, Source, Span};
use allowance::Fault;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Settings with their one scanner, which is built when the first draft is read; shared by all threads.
pub struct Linter {
    settings: Settings,
    scanner: OnceLock<Scanner>,
    stats: Option<Stats>,
}

impl Linter {
    /// A linter for these settings.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        Self { scanner: OnceLock::new(), settings, stats: None }
    }

    /// The same, measuring by `clock` how long each rule takes.
    #[must_use]
    pub fn timed(mut self, clock: Clock) -> Self {
        self.stats = Some(Stats::new(clock, self.settings.rules.len()));
        self
    }

    /// What was measured so far; nothing unless it is [`Linter::timed`].
    #[must_use]
    pub fn measured(&self) -> Vec<Measured> {
        let ids = self.settings.rules.iter().map(|rule| rule.id.as_str());
        self.stats.as_ref().map_or_else(Vec::new, |stats| stats.measured(ids))
    }

    /// What it was built from.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    fn scanner(&self) -> &Scanner {
        self.scanner.get_or_init(|| Scanner::new(&self.settings.rules))
    }

    /// Reads a draft without checking it; `path` and `sidecar` as in [`Linter::check_beside`].
    #[must_use]
    pub fn article(&self, source: &Source, path: &str, sidecar: Option<&Sidecar>) -> Article {
        self.read(source, path, &self.settings.for_path(path), sidecar)
    }

    /// Reads and checks a draft. `path` is relative to the configuration, with `/` between folders.
    #[must_use]
    pub fn check(&self, source: Arc<Source>, path: &str) -> FileReport {
        self.check_beside(source, path, None).report
    }

    /// The same, with what the draft's sidecar says and allows, and with what is kept of the draft to [`compare`] it with others.
    #[must_use]
    pub fn check_beside(&self, source: Arc<Source>, path: &str, sidecar: Option<&Sidecar>) -> Checked {
        let here = self.settings.for_path(path);
        let article = Stats::reading(self.stats.as_ref(), || self.read(&source, path, &here, sidecar));
        let (mut found, notes) = self.findings(&article, &source, &here);
        let (mut allowances, mut faults) = allowance::in_comments(&article, &source);
        let in_draft = allowances.len();
        allowances.extend(sidecar.into_iter().flat_map(|sidecar| sidecar.allowances.clone()));
        let (suppressed, mut of_no_use) = suppress::suppress(&mut found, &allowances, &article, &self.settings, &here);
        let standing = suppress::standing(&allowances, &of_no_use, &self.settings, &here);
        let in_sidecar: Vec<Fault> = of_no_use.split_off(in_draft.min(of_no_use.len())).into_iter().flatten().collect();
        faults.extend(of_no_use.into_iter().flatten());
        let mut report =
            FileReport::new(Arc::clone(&source), found.into_iter().map(|found| found.diagnostic).collect());
        let unread = article.prose.metadata.fault.as_ref();
        faults.extend(unread.map(|of| Fault::new(own::FRONT_MATTER, of.span, "because", of.message.as_str())));
        report.diagnostics.extend(self.said_of(faults, &source, &here));
        report.diagnostics.sort_by(|one, other| (one.span(), &one.rule).cmp(&(other.span(), &other.rule)));
        report.hidden.suppressed = suppressed.len();
        report.suppressed = suppressed;
        let beside = sidecar.and_then(|sidecar| {
            let faults = sidecar.faults.iter().cloned().chain(in_sidecar).collect();
            let mut diagnostics = self.said_of(faults, &sidecar.source, &here);
            diagnostics.sort_by_key(Diagnostic::span);
            // A sidecar speaks of the whole draft: a change anywhere in it can make an allowance needless.
            diagnostics.iter_mut().for_each(|found| found.reach = Reach::Document);
            (!diagnostics.is_empty()).then(|| FileReport::beside(Arc::clone(&sidecar.source), diagnostics))
        });
        Checked { path: path.to_owned(), report, beside, notes, standing }
    }

    /// What the rules find, in order of its place, before any filter, and what they note to compare drafts.
    fn findings(&self, article: &Article, source: &Source, here: &PathSettings) -> (Vec<Found>, Vec<Notes>) {
        let hits = Stats::scanning(self.stats.as_ref(), || self.hits(article, &here.levels));
        let (mut found, mut notes) = (Vec::new(), Vec::new());
        for (index, ((rule, hits), level)) in self.settings.rules.iter().zip(hits).zip(&here.levels).enumerate() {
            let Some(level) = *level else { continue };
            if rule.check.is_of_drafts() {
                let noted = rule.notes(article, hits, &self.settings.allow);
                notes.extend(noted.map(|names| Notes { rule: rule.id.clone(), names }));
                continue;
            }
            let look = || rule.findings(article, hits, &self.settings.allow);
            for finding in Stats::rule(self.stats.as_ref(), index, look) {
                let span = finding.span;
                found.push(Found { diagnostic: diagnostic(rule, level, article, source, finding), span });
            }
        }
        found.sort_by(|one, other| {
            (one.diagnostic.span(), &one.diagnostic.rule).cmp(&(other.diagnostic.span(), &other.diagnostic.rule))
        });
        let mut order = Order::default();
        for Found { diagnostic, span } in &mut found {
            let within = sentences(article, *span).range();
            order.number(diagnostic, &article.prose.text, span.range(), within);
        }
        (found, notes)
    }

    /// What the engine's own rules say of `source`.
    fn said_of(&self, faults: Vec<Fault>, source: &Source, here: &PathSettings) -> Vec<Diagnostic> {
        let mut order = Order::default();
        let mut said = Vec::new();
        for fault in faults {
            let Some(index) = self.settings.rules.iter().position(|rule| rule.id == fault.rule) else { continue };
            let (rule, Some(level)) = (&self.settings.rules[index], here.levels[index]) else { continue };
            let mut diagnostic = Diagnostic::new(&rule.id, level, rule.message.fill(&fault.values), fault.at);
            diagnostic.why.clone_from(&rule.why);
            diagnostic.help = fault.help.or_else(|| rule.help.as_ref().map(|help| help.fill(&fault.values)));
            diagnostic.url.clone_from(&rule.url);
            order.number(&mut diagnostic, &source.text, fault.at.range(), 0..source.text.len());
            said.push(diagnostic);
        }
        said
    }

    /// What rule `id` made of a draft, and why; `None` where there is no such rule. `path` and `sidecar` as in
    /// [`Linter::check_beside`].
    #[must_use]
    pub fn account(
        &self,
        id: &str,
        source: &Source,
        path: &str,
        sidecar: Option<&Sidecar>,
    ) -> Option<(Article, Account)> {
        let index = self.settings.rules.iter().position(|rule| rule.id == id)?;
        let article = self.article(source, path, sidecar);
        let hits = self.scanner().scan(&article.prose).swap_remove(index);
        let account = self.settings.rules[index].account(&article, hits, &self.settings.allow);
        Some((article, account))
    }

    /// The hits of the rules that are on here and may be for this draft.
    fn hits(&self, article: &Article, levels: &[Option<Level>]) -> Vec<Vec<Hit>> {
        let may_be_for =
            |rule: &Rule| rule.when.as_ref().is_none_or(|when| when.may_hold(article, &self.settings.allow));
        self.scanner()
            .scan_for(&article.prose, |index| levels[index].is_some() && may_be_for(&self.settings.rules[index]))
    }

    /// Understands a draft, with the metadata that is said of it: the command line lies over the draft, the draft over its
    /// sidecar, and that over what holds for its path.
    fn read(&self, source: &Source, path: &str, here: &PathSettings, sidecar: Option<&Sidecar>) -> Article {
        let mut prose = crate::format::read(source);
        for field in sidecar.iter().flat_map(|sidecar| &sidecar.metadata).chain(&here.metadata) {
            prose.metadata.add(&field.name, field.value.clone(), &field.origin.to_string());
        }
        for field in &here.forced {
            prose.metadata.set(&field.name, field.value.clone(), &field.origin.to_string());
        }
        let mut article = Article::new(source, prose);
        path.clone_into(&mut article.path);
        article
    }
}

/// A diagnostic and the place in the prose that it came from.
struct Found {
    diagnostic: Diagnostic,
    span: Span<Prose>,
}

/// The sentences that a place stands in; the place itself where it stands in none.
fn sentences(article: &Article, span: Span<Prose>) -> Span<Prose> {
    let all = &article.sentences;
    let first = all.partition_point(|sentence| sentence.span.end <= span.start);
    let touched = all[first..].iter().take_while(|sentence| sentence.span.start < span.end.max(span.start + 1));
    let whole = touched.map(|sentence| sentence.span).reduce(|one, other| Span::new(one.start, other.end));
    whole.map_or(span, |whole| Span::new(whole.start.min(span.start), whole.end.max(span.end)))
}

/// A finding of `rule` as a diagnostic in the source.
fn diagnostic(rule: &Rule, level: Level, article: &Article, source: &Source, finding: Finding) -> Diagnostic {
    let place = |span| article.prose.locate(span).span;
    let reach = if rule.check.is_of_document() {
        Reach::Document
    } else {
        let related = finding.related.iter().map(|related| related.span);
        let mut places: Vec<Span<Source>> =
            std::iter::once(finding.span).chain(related).map(|span| place(sentences(article, span))).collect();
        places.dedup();
        Reach::Places(places)
    };
    let mut labels = vec![Label { span: place(finding.span), text: String::new() }];
    labels
        .extend(finding.related.iter().map(|related| Label { span: place(related.span), text: related.text.clone() }));
    let help = rule.help.as_ref().map(|help| help.fill(&finding.values));
    let (fix, help) = match &finding.insertion {
        None => (fix(article, &finding), help),
        Some(words) => insert::offered(article, source, words, help),
    };
    Diagnostic {
        rule: rule.id.clone(),
        level: finding.at_most.map_or(level, |most| level.min(most)),
        message: rule.message.fill(&finding.values),
        labels,
        elsewhere: Vec::new(),
        why: rule.why.clone(),
        help,
        url: rule.url.clone(),
        fix: fix.or_else(|| readdressed(source, &finding)),
        fingerprint: Default::default(),
        reach,
    }
}

/// The finding's fix in the source; none where it would change a speaker's words otherwise than in the spelling of a
/// name, and only suggested there, where the source does not say the words verbatim, and where it is not sure that
/// nobody speaks. Addresses and names of files stay as they are.
fn fix(article: &Article, finding: &Finding) -> Option<Fix> {
    let replacement = finding.fix.as_ref()?;
    let spoken = replacement.edits.iter().any(|(span, _)| article.is_spoken(*span));
    if spoken && !replacement.spelling {
        return None;
    }
    let text = article.prose.text.as_str();
    if !replacement.spelling && replacement.edits.iter().any(|(span, _)| in_address(text, *span)) {
        return None;
    }
    let located: Vec<_> = replacement.edits.iter().map(|(span, text)| (article.prose.locate(*span), text)).collect();
    if located.windows(2).any(|pair| pair[0].0.span.end > pair[1].0.span.start) {
        return None; // two places of the prose that the source writes as one
    }
    let verbatim = located.iter().all(|(place, _)| place.verbatim);
    let title = match located.as_slice() {
        [(_, text)] if text.is_empty() => "delete it".to_owned(),
        [(_, text)] => format!("write “{text}”"),
        edits => format!("change {} places", edits.len()),
    };
    let edits = located.into_iter().map(|(place, text)| Edit { span: place.span, text: text.clone() }).collect();
    let unsure =
        spoken || article.is_transcript || replacement.edits.iter().any(|(span, _)| has_stray_mark(article, *span));
    let safety = if verbatim && !unsure { replacement.safety } else { Safety::Suggested };
    Some(Fix { title, safety, edits })
}

/// The fix that changes the address behind words, and none of the words.
fn readdressed(source: &Source, finding: &Finding) -> Option<Fix> {
    let (span, address) = finding.readdressed.as_ref()?;
    let is_escaped = source.slice(*span).contains("&amp;");
    let text = if is_escaped { address.replace('&', "&amp;") } else { address.clone() };
    Some(Fix {
        title: format!("link to “{address}”"), safety: Safety::Safe, edits: vec![Edit { span: *span, text }]
    })
}

/// Whether the block of `span` has a quotation mark without a partner, so that a speaker's words may have been missed.
fn has_stray_mark(article: &Article, span: Span<Prose>) -> bool {
    let Some(block) = article.prose.block_at(span.start).map(|block| article.prose.blocks[block].span) else {
        return false;
    };
    let from = article.stray_marks.partition_point(|mark| mark.start < block.start);
    article.stray_marks.get(from).is_some_and(|mark| mark.start < block.end)
}

/// How often each finding has been met: the same words in the same neighbourhood are told apart by their order.
#[derive(Default)]
struct Order {
    seen: HashMap<u64, usize>,
}

impl Order {
    /// Gives a diagnostic its fingerprint, from its words at `place` of `text` and those around them in `within`.
    fn number(&mut self, diagnostic: &mut Diagnostic, text: &str, place: Range<usize>, within: Range<usize>) {
        let of = |ordinal| fingerprint(&diagnostic.rule, text, place.clone(), within.clone(), ordinal);
        let ordinal = self.seen.entry(of(0).0).or_default();
        diagnostic.fingerprint = of(*ordinal);
        *ordinal += 1;
    }
}
