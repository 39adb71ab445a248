//! The findings of a reading: rules find, allowances filter, and the engine's own rules speak of the allowances.

use super::allowance::{self, Cover, Fault};
use super::answer;
use super::checked::Checked;
use super::diagnose::{Found, Ordinals, diagnostic, sentences};
use super::foreign::Foreign;
use super::notes::Notes;
use super::reading::Reading;
use super::stats::Stats;
use super::suppress;
use super::withheld::{Because, Withheld};
use crate::diagnostic::{Diagnostic, FileReport, Reach};
use crate::rule::engine;
use crate::text::{Source, Span};
use std::collections::HashMap;
use std::sync::Arc;

impl Reading {
    /// Findings in the draft, in order of their place.
    #[must_use]
    pub fn report(&self) -> FileReport {
        self.checked().report
    }

    /// Findings in the draft and in its sidecar, with what is kept of the draft to [`compare`](super::compare) it with others.
    #[must_use]
    pub fn checked(&self) -> Checked {
        let (article, source, sidecar) = (self.article(), &self.source, self.sidecar.as_deref());
        let foreign = Foreign::of(article);
        let (mut found, notes, _) = self.findings(&foreign);
        let (mut allowances, mut faults) = allowance::in_comments(article, source);
        allowances.extend(answer::in_comments(article, &self.settings().language.article.stet));
        let in_draft = allowances.len();
        allowances.extend(sidecar.into_iter().flat_map(|sidecar| sidecar.allowances.clone()));
        let (suppressed, mut useless) =
            suppress::suppress(&mut found, &allowances, article, self.settings(), &self.here);
        let standing = suppress::standing(&allowances, &useless, self.settings(), &self.here);
        let in_sidecar: Vec<Fault> = useless.split_off(in_draft.min(useless.len())).into_iter().flatten().collect();
        // Words may change after somebody let them stand, so an answer that is not needed is no mistake.
        let is_answer = |index: &usize| matches!(allowances[*index].cover, Cover::Answered(_));
        faults.extend(
            useless.into_iter().enumerate().filter(|(index, _)| !is_answer(index)).filter_map(|(_, fault)| fault),
        );
        let mut report = FileReport::new(Arc::clone(source), found.into_iter().map(|found| found.diagnostic).collect());
        let unread = article.prose.metadata.fault.as_ref();
        faults.extend(unread.map(|of| Fault::new(engine::FRONT_MATTER, of.span, "because", of.message.as_str())));
        faults.extend(foreign.passages.iter().map(|(span, language)| {
            let start = article.tokens_in(*span).first().map_or(span.start, |token| token.span().start);
            let first = sentences(article, Span::new(start, start));
            Fault::new(engine::NOT_ENGLISH, article.prose.locate(first).span, "language", language.as_str())
        }));
        report.diagnostics.extend(self.diagnosed(faults, source));
        report.diagnostics.sort_by(|one, other| (one.span(), &one.rule).cmp(&(other.span(), &other.rule)));
        report.diagnostics.shrink_to_fit(); // a run holds them until the last draft has been checked
        report.hidden.suppressed = suppressed.len();
        report.suppressed = suppressed;
        let beside = sidecar.and_then(|sidecar| self.report_of_sidecar(sidecar, in_sidecar));
        Checked { path: self.path().to_owned(), report, beside, notes, standing }
    }

    /// Findings of the rules in order of their place, before any filter, and the notes that they take to compare drafts.
    /// In another language, only rules for any language find something; what others find is withheld.
    pub(super) fn findings(&self, foreign: &Foreign) -> (Vec<Found>, Vec<Notes>, Vec<Withheld>) {
        let (article, stats) = (self.article(), self.engine.stats.as_ref());
        let (mut found, mut notes, mut withheld) = (Vec::new(), Vec::new(), Vec::new());
        let rules = self.settings().rules.iter().zip(self.hits()).zip(&self.here.levels);
        for (index, ((rule, hits), level)) in rules.enumerate() {
            let Some(level) = *level else { continue };
            if foreign.is_whole && !rule.any_language {
                continue;
            }
            if rule.check.compares_drafts() {
                let noted = rule.notes(&self.draft, hits.clone());
                notes.extend(noted.map(|names| Notes::new(&rule.id, names, &self.source)));
                continue;
            }
            if hits.is_empty() && stats.is_none() && rule.waits_for_hits() {
                continue;
            }
            for finding in Stats::rule(stats, index, || rule.findings(&self.draft, hits.clone())) {
                let span = finding.span;
                let language = foreign.language_at(span).filter(|_| !rule.any_language && !rule.check.is_demand());
                if let Some(language) = language {
                    let at = article.prose.locate(span).span;
                    let because = Because::Language(language.to_owned());
                    withheld.push(Withheld { rule: rule.id.clone(), at, because });
                    continue;
                }
                found.push(Found { diagnostic: diagnostic(rule, level, article, &self.source, finding), span });
            }
        }
        self.yield_places(&mut found, &mut withheld);
        found.sort_by(|one, other| {
            (one.diagnostic.span(), &one.diagnostic.rule).cmp(&(other.diagnostic.span(), &other.diagnostic.rule))
        });
        let mut ordinals = Ordinals::default();
        for Found { diagnostic, span } in &mut found {
            let within = sentences(article, *span).range();
            ordinals.identify(diagnostic, &article.prose.text, span.range(), within);
        }
        (found, notes, withheld)
    }

    /// Drops findings of rules that yield to another one where that one reports the same words. A place that only goes with
    /// the finding counts too: advice to write the name as elsewhere must not contradict advice on the name elsewhere.
    fn yield_places(&self, found: &mut Vec<Found>, withheld: &mut Vec<Withheld>) {
        let rules = self.settings().rules.iter().filter(|rule| !rule.yields_to.is_empty());
        let yielding: HashMap<&str, &[String]> =
            rules.map(|rule| (rule.id.as_str(), rule.yields_to.as_slice())).collect();
        let mut taken: HashMap<&str, Vec<Span<Source>>> =
            yielding.values().flat_map(|ids| ids.iter()).map(|id| (id.as_str(), Vec::new())).collect();
        for Found { diagnostic, .. } in found.iter() {
            if let Some(places) = taken.get_mut(diagnostic.rule.as_str()) {
                places.push(diagnostic.span());
            }
        }
        for places in taken.values_mut() {
            join_overlapping(places);
        }
        found.retain(|Found { diagnostic, .. }| {
            let firsts = yielding.get(diagnostic.rule.as_str()).copied().unwrap_or_default();
            let is_taken = |by: &&String, span: Span<Source>| {
                taken.get(by.as_str()).is_some_and(|places| {
                    let at = places.partition_point(|place| place.end <= span.start);
                    places.get(at).is_some_and(|place| place.overlaps(span))
                })
            };
            let first = firsts.iter().find(|by| diagnostic.labels.iter().any(|label| is_taken(by, label.span)));
            withheld.extend(first.map(|first| Withheld {
                rule: diagnostic.rule.clone(),
                at: diagnostic.span(),
                because: Because::YieldsTo(first.clone()),
            }));
            first.is_none()
        });
    }

    /// Findings in the sidecar; `None` where there are none.
    fn report_of_sidecar(&self, sidecar: &super::Sidecar, useless: Vec<Fault>) -> Option<FileReport> {
        let faults = sidecar.faults.iter().cloned().chain(useless).collect();
        let mut diagnostics = self.diagnosed(faults, &sidecar.source);
        diagnostics.sort_by_key(Diagnostic::span);
        // A sidecar is about the whole draft: a change anywhere in the draft can make an allowance needless.
        diagnostics.iter_mut().for_each(|found| found.reach = Reach::Document);
        (!diagnostics.is_empty()).then(|| FileReport::beside(Arc::clone(&sidecar.source), diagnostics))
    }

    /// Diagnostics of the engine's own rules in `source`.
    fn diagnosed(&self, faults: Vec<Fault>, source: &Source) -> Vec<Diagnostic> {
        let mut ordinals = Ordinals::default();
        let mut diagnostics = Vec::new();
        for fault in faults {
            let Some(index) = self.settings().rules.iter().position(|rule| rule.id == fault.rule) else { continue };
            let (rule, Some(level)) = (&self.settings().rules[index], self.here.levels[index]) else { continue };
            let mut diagnostic = Diagnostic::new(&rule.id, level, rule.message.fill(&fault.values), fault.at);
            diagnostic.why.clone_from(&rule.why);
            diagnostic.help = fault.help.or_else(|| rule.help.as_ref().map(|help| help.fill(&fault.values)));
            diagnostic.url.clone_from(&rule.url);
            ordinals.identify(&mut diagnostic, &source.text, fault.at.range(), 0..source.text.len());
            diagnostics.push(diagnostic);
        }
        diagnostics
    }
}

/// Sorts `places` and joins those that overlap, so that a search by place is binary.
fn join_overlapping(places: &mut Vec<Span<Source>>) {
    places.sort_unstable();
    places.dedup_by(|next, last| {
        let overlaps = next.overlaps(*last);
        if overlaps {
            *last = Span::new(last.start, last.end.max(next.end));
        }
        overlaps
    });
}
