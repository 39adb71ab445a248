//! The first filter: removes findings that an allowance covers, and reports allowances that cover nothing.

use super::allowance::{Allowance, Cover, EVERY_RULE, Fault};
use super::diagnose::Found;
use crate::analysis::Article;
use crate::config::{Day, PathSettings, Settings};
use crate::diagnostic::{Suppressed, Suppressor};
use crate::prose::Prose;
use crate::rule::{did_you_mean, engine};
use crate::text::{Source, Span};
use std::collections::HashMap;

/// Removes the findings that `allowances` cover from `found`, and returns for each allowance why it has no effect, if so.
pub(super) fn suppress(
    found: &mut Vec<Found>,
    allowances: &[Allowance],
    article: &Article,
    settings: &Settings,
    here: &PathSettings,
) -> (Vec<Suppressed>, Vec<Option<Fault>>) {
    if allowances.is_empty() {
        return Default::default();
    }
    let mut faults: Vec<Option<Fault>> =
        allowances.iter().map(|allowance| not_holding(allowance, settings, settings.day())).collect();
    let holding = allowances.iter().enumerate().filter(|(index, _)| faults[*index].is_none());
    let covers = Covers::new(holding, article);
    let mut used = vec![false; allowances.len()];
    let mut suppressed = Vec::new();
    found.retain(|found| match covers.covering(found) {
        None => true,
        Some(index) => {
            used[index] = true;
            let Allowance { by, reason, .. } = &allowances[index];
            suppressed.push(Suppressed { diagnostic: found.diagnostic.clone(), by: *by, reason: reason.clone() });
            false
        }
    });
    for (index, allowance) in allowances.iter().enumerate() {
        // A rule that is off here finds nothing, so whether its allowance is needed is unknown.
        let mut levels = settings.rules.iter().zip(&here.levels);
        let looked = levels.any(|(rule, level)| level.is_some() && allowance.is_for(rule));
        if faults[index].is_none() && !used[index] && looked && !is_for_drafts(allowance, settings, here) {
            let rule = allowance.selector.as_deref().unwrap_or(EVERY_RULE);
            faults[index] = Some(Fault::new(engine::UNUSED_ALLOWANCE, allowance.at, "rule", rule));
        }
    }
    (suppressed, faults)
}

/// An allowance that may be needed later, when drafts are compared with each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// A rule's id or a family; `None` is every rule.
    pub selector: Option<String>,
    /// Where findings must start; `None` for anywhere.
    pub place: Option<Span<Source>>,
    /// Their words, or words that contain them; `None` for any.
    pub words: Option<String>,
    /// Whether it is in the draft or in its sidecar.
    pub by: Suppressor,
    /// Why; may be empty.
    pub reason: String,
}

impl Standing {
    /// Whether it covers a finding of `rule` at `span`, where the source has `words`.
    pub(super) fn covers(&self, rule: &str, span: Span<Source>, words: &str) -> bool {
        let words = || words.split_whitespace().collect::<Vec<_>>().join(" ");
        self.selector.as_deref().is_none_or(|of| of == rule || rule.split('/').next() == Some(of))
            && self.place.is_none_or(|place| place.holds(span.start))
            && self.words.as_ref().is_none_or(|of| of.contains(&words()) || words().contains(of.as_str()))
    }
}

/// Whether an allowance names a rule that is on here and compares drafts. Its findings depend on the other drafts of a run,
/// so the allowance cannot be reported as unused.
fn is_for_drafts(allowance: &Allowance, settings: &Settings, here: &PathSettings) -> bool {
    let mut levels = settings.rules.iter().zip(&here.levels);
    levels.any(|(rule, level)| level.is_some() && rule.check.compares_drafts() && allowance.is_for(rule))
}

/// The valid allowances that may be needed when drafts are compared.
pub(super) fn standing(
    allowances: &[Allowance],
    faults: &[Option<Fault>],
    settings: &Settings,
    here: &PathSettings,
) -> Vec<Standing> {
    let holding = allowances.iter().zip(faults).filter(|(_, fault)| fault.is_none()).map(|(allowance, _)| allowance);
    let holding = holding.filter(|allowance| is_for_drafts(allowance, settings, here));
    holding
        .filter_map(|allowance| {
            let (place, words) = match &allowance.cover {
                Cover::File => (None, None),
                Cover::Line(span) | Cover::Answered(span) | Cover::Range(span) => (Some(*span), None),
                Cover::Block(span) => (Some((*span)?), None),
                Cover::Words(words) => (None, Some(words.clone())),
            };
            let Allowance { selector, by, reason, .. } = allowance;
            Some(Standing { selector: selector.clone(), place, words, by: *by, reason: reason.clone() })
        })
        .collect()
}

/// Why an allowance is not valid, if so.
fn not_holding(allowance: &Allowance, settings: &Settings, today: Option<Day>) -> Option<Fault> {
    if let Some(selector) = &allowance.selector {
        let known = settings.rules.iter().any(|rule| allowance.is_for(rule));
        if !known && !settings.built_in_rules().contains(selector) {
            let names = settings.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.family()]);
            let names = names.chain(settings.built_in_rules().iter().map(String::as_str));
            // A name without its family is understood too.
            let in_family = names.clone().find(|name| name.split('/').nth(1) == Some(selector));
            let meant = in_family.or_else(|| did_you_mean(selector, names));
            let mut fault = Fault::new(engine::UNKNOWN_RULE, allowance.at, "rule", selector);
            fault.help = meant.map(|meant| format!("Did you mean {meant}?"));
            return Some(fault);
        }
    }
    let until = allowance.until.filter(|until| today.is_some_and(|today| *until < today))?;
    let rule = allowance.selector.as_deref().unwrap_or(EVERY_RULE);
    let mut fault = Fault::new(engine::EXPIRED_ALLOWANCE, allowance.at, "rule", rule);
    fault.values.push("until", until.to_string());
    Some(fault)
}

/// Places by selector, each with the index of its allowance; sorted.
type Places<'a, T> = HashMap<&'a str, Vec<(Span<T>, usize)>>;

/// Allowances by place and selector, so that a finding is not compared with each of them.
#[derive(Default)]
struct Covers<'a> {
    /// Answered comments, lines, blocks and ranges. Within each and for one selector, no two overlap unless they are equal.
    places: [Places<'a, Source>; 4],
    words: Places<'a, Prose>,
    files: HashMap<&'a str, usize>,
    longest: usize, // in bytes, of the words
}

impl<'a> Covers<'a> {
    fn new(allowances: impl Iterator<Item = (usize, &'a Allowance)>, article: &Article) -> Self {
        let mut covers = Self::default();
        for (index, allowance) in allowances {
            let selector = allowance.selector.as_deref().unwrap_or_default();
            let mut place = |sort: usize, span| covers.places[sort].entry(selector).or_default().push((span, index));
            match &allowance.cover {
                Cover::Answered(span) => place(0, *span),
                Cover::Line(span) => place(1, *span),
                Cover::Block(Some(span)) => place(2, *span),
                Cover::Range(span) => place(3, *span),
                Cover::Block(None) => {}
                Cover::File => {
                    covers.files.entry(selector).or_insert(index);
                }
                Cover::Words(words) => {
                    covers.longest = covers.longest.max(words.len());
                    let places = covers.words.entry(selector).or_default();
                    places.extend(whole_words(&article.prose.text, words).map(|span| (span, index)));
                }
            }
        }
        for places in covers.places.iter_mut().flat_map(HashMap::values_mut) {
            places.sort_unstable();
        }
        covers.words.values_mut().for_each(|places| places.sort_unstable());
        covers
    }

    /// The allowance that covers a finding, the one with the nearest place first.
    fn covering(&self, found: &Found) -> Option<usize> {
        let start = found.diagnostic.span().start;
        let id = found.diagnostic.rule.as_str();
        let selectors = [id, id.split('/').next().unwrap_or(id), ""];
        for places in &self.places {
            for places in selectors.iter().filter_map(|selector| places.get(selector)) {
                let before = places.partition_point(|(span, _)| span.start <= start);
                if let Some((_, index)) =
                    before.checked_sub(1).map(|at| places[at]).filter(|(span, _)| start < span.end)
                {
                    return Some(index);
                }
            }
        }
        for places in selectors.iter().filter_map(|selector| self.words.get(selector)) {
            let before = places.partition_point(|(span, _)| span.start < found.span.end);
            let near = places[..before].iter().rev();
            let mut near = near.take_while(|(span, _)| span.start + self.longest > found.span.start);
            if let Some((_, index)) = near.find(|(span, _)| span.contains(found.span) || found.span.contains(*span)) {
                return Some(*index);
            }
        }
        selectors.iter().find_map(|selector| self.files.get(selector).copied())
    }
}

/// Where `words` stand in `text` as whole words.
fn whole_words<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Span<Prose>> + 'a {
    text.match_indices(words).filter_map(move |(at, _)| {
        let end = at + words.len();
        let joined = |before: Option<char>, after: Option<char>| {
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
        };
        let cut = joined(text[..at].chars().next_back(), words.chars().next())
            || joined(words.chars().next_back(), text[end..].chars().next());
        (!cut).then_some(Span::new(at, end))
    })
}
