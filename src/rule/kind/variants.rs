//! `variants`: one form of a word throughout a draft. The majority decides; one finding shows all places.

use super::shared::{cased_like, values};
use crate::analysis::Article;
use crate::diagnostic::Safety;
use crate::prose::Prose;
use crate::rule::{BuildContext, Check, DraftCheck, Finding, Pattern, Replacement, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "variants"
    }

    fn about(&self) -> &'static str {
        "one form of a set throughout a draft; the majority decides unless one is preferred"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["sets", "sides", "match-case", "prefer", "min", "names"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        let at = keys.span();
        let options: Options = deserialize_value(keys)?;
        let needs_majority = options.sides.is_some();
        let mut groups: Vec<Group> = Vec::new();
        for set in &options.sets {
            // Each form of a set is a side.
            groups.push(Group { sides: set.clone(), forms: set.iter().map(|form| vec![form.clone()]).collect() });
        }
        if let Some(sides) = &options.sides {
            let lengths: Vec<usize> = sides.values().map(Vec::len).collect();
            if lengths.windows(2).any(|pair| pair[0] != pair[1]) {
                return Err(Problem::new(
                    "the sides must have the same number of words, since their words are paired",
                    at,
                ));
            }
            groups.push(Group { sides: sides.keys().cloned().collect(), forms: sides.values().cloned().collect() });
        }
        if groups.is_empty() || groups.iter().any(|group| group.sides.len() < 2) {
            return Err(Problem::new("a set needs at least two forms", at));
        }
        for group in &groups {
            let mut seen = std::collections::HashSet::new();
            for form in group.forms.iter().flatten() {
                if form.trim().is_empty() {
                    return Err(Problem::new("a form is empty", at));
                }
                if !seen.insert(form) {
                    return Err(Problem::new(format!("“{form}” appears twice in a set"), at));
                }
            }
        }
        if let Some(prefer) = &options.prefer
            && !groups.iter().any(|group| group.sides.contains(prefer.get_ref()))
        {
            return Err(Problem::new(
                format!("the preferred form “{}” is not one of the forms", prefer.get_ref()),
                prefer.span(),
            ));
        }
        let mut check = Variants {
            patterns: Vec::new(),
            places: Vec::new(),
            groups,
            prefer: options.prefer.map(Spanned::into_inner),
            min: options.min,
            needs_majority,
            names: options.names,
            match_case: options.match_case,
        };
        for (group, of) in check.groups.iter().enumerate() {
            for (side, forms) in of.forms.iter().enumerate() {
                for (index, form) in forms.iter().enumerate() {
                    check.patterns.push(Pattern::Phrase { text: form.clone(), match_case: options.match_case });
                    check.places.push(Place { group, side, index });
                }
            }
        }
        Ok(Check::draft(check))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Options {
    #[serde(default)]
    sets: Vec<Vec<String>>,
    sides: Option<BTreeMap<String, Vec<String>>>,
    #[serde(default)]
    match_case: bool,
    prefer: Option<Spanned<String>>,
    #[serde(default)]
    min: usize,
    /// Whether forms right before a capital count, which may be part of a name.
    #[serde(default = "yes")]
    names: bool,
}

const fn yes() -> bool {
    true
}

/// Sides of which a draft should use one.
struct Group {
    sides: Vec<String>,
    forms: Vec<Vec<String>>, // by side; words with one index mean the same
}

/// Which form a pattern is.
#[derive(Clone, Copy)]
struct Place {
    group: usize,
    side: usize,
    index: usize,
}

struct Variants {
    patterns: Vec<Pattern>,
    places: Vec<Place>,
    groups: Vec<Group>,
    prefer: Option<String>,
    /// The minimum count of the majority; one against one may be a name.
    min: usize,
    /// Whether a tie is left alone: of two forms of a word the later is the odd one, but of two dialects neither is.
    needs_majority: bool,
    names: bool,
    match_case: bool,
}

impl DraftCheck for Variants {
    fn patterns(&self) -> &[Pattern] {
        &self.patterns
    }

    fn values(&self) -> Vec<String> {
        values(&["majority", "minority", "majority_count", "minority_count", "match", "replacement"])
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        for (index, group) in self.groups.iter().enumerate() {
            let mut hits: Vec<(Span<Prose>, Place)> = Vec::new();
            for hit in context.hits {
                let place = self.places[hit.pattern];
                if place.group == index
                    && !is_shouted(context.article, hit.span)
                    && (self.names || !opens_name(context.article, hit.span))
                    && hits.last().is_none_or(|(last, _)| last.end <= hit.span.start)
                {
                    hits.push((hit.span, place));
                }
            }
            self.group(context, group, &hits, found);
        }
    }
}

impl Variants {
    fn group(&self, context: &RuleContext, group: &Group, hits: &[(Span<Prose>, Place)], found: &mut Vec<Finding>) {
        let mut counts = vec![0_usize; group.sides.len()];
        for (_, place) in hits {
            counts[place.side] += 1;
        }
        let preferred = self.prefer.as_ref().and_then(|prefer| group.sides.iter().position(|side| side == prefer));
        if hits.is_empty() || (preferred.is_none() && counts.iter().filter(|&&count| count > 0).count() < 2) {
            return;
        }
        // The most frequent side; in a tie, the one that the draft uses first.
        let first = |side: usize| hits.iter().position(|(_, place)| place.side == side).unwrap_or(usize::MAX);
        let best = (0..counts.len()).max_by_key(|&side| (counts[side], std::cmp::Reverse(first(side)))).unwrap_or(0);
        let majority = preferred.unwrap_or(best);
        let is_tied = self.needs_majority && counts.iter().filter(|&&count| count == counts[majority]).count() > 1;
        if preferred.is_none() && (counts[majority] < self.min || is_tied) {
            return;
        }
        let odd: Vec<&(Span<Prose>, Place)> = hits.iter().filter(|(_, place)| place.side != majority).collect();
        let Some((span, place)) = odd.first().copied() else { return };
        let replacement = |span: Span<Prose>, place: Place| {
            let word = &group.forms[majority][place.index.min(group.forms[majority].len() - 1)];
            let words = context.article.slice(span);
            if self.match_case { word.clone() } else { cased_like(words, word) }
        };
        let mut finding = Finding::at(*span)
            .with("match", context.article.slice(*span))
            .with("replacement", replacement(*span, *place))
            .with("majority", group.sides[majority].as_str())
            .with("minority", group.sides[place.side].as_str())
            .with("majority_count", counts[majority].to_string())
            .with("minority_count", odd.len().to_string());
        for (other, of) in hits.iter().filter(|(other, _)| other != span) {
            let label = if of.side == majority { String::new() } else { replacement(*other, *of) };
            finding = finding.related_to(*other, label);
        }
        let edits = odd.iter().map(|(span, place)| (*span, replacement(*span, *place))).collect();
        finding.fix = Some(Replacement { edits, safety: Safety::Suggested, spelling: false });
        found.push(finding);
    }
}

/// Whether the next word has a capital, so that both may be a name: “U.S. Forest Service”.
fn opens_name(article: &Article, span: Span<Prose>) -> bool {
    let rest = &article.prose.text[span.end..];
    rest.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_uppercase))
}

/// Whether the whole block is in capitals, where “US” may be “us”.
fn is_shouted(article: &Article, span: Span<Prose>) -> bool {
    let block = article.prose.block_at(span.start).map(|block| article.prose.blocks[block].span);
    block.is_some_and(|block| block.len() < 400 && !article.slice(block).contains(char::is_lowercase))
}
