//! [`Allowance`]: a rule that an author or editor allows to be broken in some place, and the comments that declare it.
//!
//! `<!-- copydesk: allow RULE reason: … until: 2027-01-31 -->` applies to its line or, on a line without other words, to the
//! next block; `allow-file` to the draft; `off RULE` until `on RULE` or the end.

use crate::analysis::Article;
use crate::config::Day;
use crate::diagnostic::Suppressor;
use crate::prose::Comment;
use crate::rule::{Rule, Values, did_you_mean, engine};
use crate::text::{Source, Span};

/// One rule or family allowed in one place.
#[derive(Clone, Debug)]
pub(super) struct Allowance {
    /// A rule's id or a family; `None` is every rule.
    pub selector: Option<String>,
    /// Where it is written: the selector, or the whole comment if it has none.
    pub at: Span<Source>,
    /// Why; may be empty.
    pub reason: String,
    /// The last day on which it applies.
    pub until: Option<Day>,
    /// What it covers.
    pub cover: Cover,
    /// Whether it is in the draft or in its sidecar.
    pub by: Suppressor,
}

impl Allowance {
    /// Whether its selector names `rule` or the family, or is for every rule.
    pub(super) fn is_for(&self, rule: &Rule) -> bool {
        self.selector.as_deref().is_none_or(|of| of == rule.id || of == rule.family())
    }
}

/// What an allowance covers: the findings that start in it.
#[derive(Clone, Debug)]
pub(super) enum Cover {
    /// The whole draft.
    File,
    /// The line that the comment stands on.
    Line(Span<Source>),
    /// The block after the comment; `None` if there is none.
    Block(Option<Span<Source>>),
    /// The words that a comment of copydesk is about, if somebody answered it.
    Answered(Span<Source>),
    /// From `off` to `on`.
    Range(Span<Source>),
    /// Everywhere in these words, which have single spaces.
    Words(String),
}

/// A mistake in an allowance or the front matter: the built-in rule that reports it, its place, and the values of its message.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub rule: &'static str,
    pub at: Span<Source>,
    pub values: Values,
    /// Replaces the help of the rule.
    pub help: Option<String>,
}

impl Fault {
    pub(super) fn new(rule: &'static str, at: Span<Source>, name: &str, value: impl Into<String>) -> Self {
        Self { rule, at, values: Values::from([(name, value)]), help: None }
    }

    fn unreadable(at: Span<Source>, because: impl Into<String>) -> Self {
        Self::new(engine::UNREADABLE_ALLOWANCE, at, "because", because)
    }

    /// The mistake that an allowance of `selectors` gives no reason.
    pub(super) fn without_reason(at: Span<Source>, selectors: &[&str]) -> Self {
        let rule = if selectors.is_empty() { EVERY_RULE.to_owned() } else { selectors.join(", ") };
        Self::new(engine::ALLOWANCE_WITHOUT_REASON, at, "rule", rule)
    }
}

/// The name in messages for the rules of an `off` without selectors.
pub(super) const EVERY_RULE: &str = "every rule";

const VERBS: [&str; 4] = ["allow", "allow-file", "off", "on"];

/// The allowances in comments, and the mistakes in them.
pub(super) fn in_comments(article: &Article, source: &Source) -> (Vec<Allowance>, Vec<Fault>) {
    let (mut allowances, mut faults) = (Vec::new(), Vec::new());
    let mut open: Vec<usize> = Vec::new(); // ranges that no `on` has ended yet
    let mut blocks: Option<Vec<Span<Source>>> = None;
    for comment in &article.prose.comments {
        let said = match said(comment, source) {
            None => continue,
            Some(Err(fault)) => {
                faults.push(fault);
                continue;
            }
            Some(Ok(said)) => said,
        };
        if said.verb == "on" || said.verb == "off" {
            let named = |selector: &Option<String>| {
                said.selectors.is_empty() || said.selectors.iter().any(|(of, _)| selector.as_deref() == Some(of))
            };
            let before = open.len();
            open.retain(|&index| {
                let allowance: &mut Allowance = &mut allowances[index];
                // The same rule turned off again starts anew, so that ranges of a rule never overlap.
                let ends = if said.verb == "off" && said.selectors.is_empty() {
                    allowance.selector.is_none()
                } else {
                    named(&allowance.selector)
                };
                if ends && let Cover::Range(range) = &mut allowance.cover {
                    range.end = comment.span.start;
                }
                !ends
            });
            if said.verb == "on" {
                if open.len() == before {
                    faults.push(Fault::unreadable(comment.span, "no rule is off here that “on” could turn on again"));
                }
                continue;
            }
        }
        if said.reason.is_empty() {
            let selectors: Vec<&str> = said.selectors.iter().map(|(of, _)| of.as_str()).collect();
            faults.push(Fault::without_reason(comment.span, &selectors));
        }
        let cover = match said.verb {
            "allow-file" => Cover::File,
            "off" => Cover::Range(Span::new(comment.span.end, source.text.len())),
            _ => beside(comment, source, blocks.get_or_insert_with(|| located_blocks(article))),
        };
        let names: Vec<(Option<String>, Span<Source>)> = if said.selectors.is_empty() {
            vec![(None, comment.span)]
        } else {
            said.selectors.into_iter().map(|(of, at)| (Some(of), at)).collect()
        };
        for (selector, at) in names {
            if said.verb == "off" {
                open.push(allowances.len());
            }
            let (reason, cover) = (said.reason.clone(), cover.clone());
            allowances.push(Allowance { selector, at, reason, until: said.until, cover, by: Suppressor::Draft });
        }
    }
    (allowances, faults)
}

fn located_blocks(article: &Article) -> Vec<Span<Source>> {
    article.prose.blocks.iter().map(|block| article.prose.locate(block.span).span).collect()
}

/// The lines of a comment if other words share them; otherwise the next block.
fn beside(comment: &Comment, source: &Source, blocks: &[Span<Source>]) -> Cover {
    let line: Span<Source> = Span::from(source.lines().range(source.lines().index(comment.span.start)));
    let last = source.lines().range(source.lines().index(comment.span.end.max(1) - 1));
    let next = blocks.partition_point(|block| block.end <= line.start);
    if blocks.get(next).is_some_and(|block| block.start < last.end) {
        return Cover::Line(Span::new(line.start, last.end));
    }
    let next = blocks.partition_point(|block| block.start < comment.span.end);
    Cover::Block(blocks.get(next).copied())
}

/// A comment to copydesk, parsed.
struct Said {
    verb: &'static str,
    selectors: Vec<(String, Span<Source>)>,
    reason: String,
    until: Option<Day>,
}

/// Parses a comment; `None` if it is not addressed to copydesk. “copydesk: please check the figures” is meant for people, so
/// only comments that look like an allowance count.
fn said(comment: &Comment, source: &Source) -> Option<Result<Said, Fault>> {
    let (name, rest) = comment.text.split_at_checked("copydesk".len())?;
    if !name.eq_ignore_ascii_case("copydesk") {
        return None;
    }
    let (rest, colon) = match rest.trim_start().strip_prefix(':') {
        Some(rest) => (rest, true),
        None if rest.starts_with(char::is_whitespace) => (rest, false),
        None => return None,
    };
    let (verb, _) = words(rest).next()?;
    let Some(known) = VERBS.into_iter().find(|known| known.eq_ignore_ascii_case(verb)) else {
        let meant = did_you_mean(verb, VERBS)?;
        let because = format!("there is no verb “{verb}”; did you mean “{meant}”?");
        return words(rest)
            .any(|(word, _)| speaks_of_rules(word))
            .then(|| Err(Fault::unreadable(comment.span, because)));
    };
    if !colon {
        let meant = words(rest).any(|(word, _)| speaks_of_rules(word));
        return meant.then(|| Err(Fault::unreadable(comment.span, "write a colon after the name")));
    }
    // Words have places of their own where the comment is written as it reads.
    let written = source.slice(comment.span);
    let base = written.find(comment.text.as_str()).map(|at| comment.span.start + at + comment.text.len() - rest.len());
    Some(read(known, rest, base, comment.span))
}

/// Whether a word is typical of allowances and rare in messages to people.
fn speaks_of_rules(word: &str) -> bool {
    word.contains('/') || after(word, "reason:").is_some() || after(word, "until:").is_some()
}

/// The rest of a word after `head`, in any case.
fn after<'a>(word: &'a str, head: &str) -> Option<&'a str> {
    word.split_at_checked(head.len()).filter(|(start, _)| start.eq_ignore_ascii_case(head)).map(|(_, rest)| rest)
}

#[derive(PartialEq, Eq)]
enum Part {
    Rules,
    Reason,
    Until,
}

fn read(verb: &'static str, text: &str, base: Option<usize>, whole: Span<Source>) -> Result<Said, Fault> {
    let mut said = Said { verb, selectors: Vec::new(), reason: String::new(), until: None };
    let mut part = Part::Rules;
    for (word, at) in words(text).skip(1) {
        let (word, at) = match (after(word, "reason:"), after(word, "until:")) {
            (Some(rest), _) if part != Part::Reason => {
                part = Part::Reason;
                (rest, at + "reason:".len())
            }
            (_, Some(rest)) => {
                part = Part::Until;
                (rest, at + "until:".len())
            }
            _ => (word, at),
        };
        match part {
            _ if word.is_empty() => {}
            Part::Rules => said.selectors.extend(selectors(word).map(|(name, within)| {
                let place = |base| Span::new(base + at + within, base + at + within + name.len());
                (name.to_owned(), base.map_or(whole, place))
            })),
            Part::Reason => {
                if !said.reason.is_empty() {
                    said.reason.push(' ');
                }
                said.reason.push_str(word);
            }
            Part::Until => match Day::parse(word.trim_end_matches([',', ';', '.'])) {
                Some(day) if said.until.is_none() => said.until = Some(day),
                _ => {
                    return Err(Fault::unreadable(whole, format!("“{word}” is not a day; write days as 2027-01-31")));
                }
            },
        }
    }
    if said.selectors.is_empty() && matches!(verb, "allow" | "allow-file") {
        return Err(Fault::unreadable(whole, format!("“{verb}” does not name a rule")));
    }
    Ok(said)
}

/// The names in a list with commas, with their offsets.
fn selectors(list: &str) -> impl Iterator<Item = (&str, usize)> {
    let names = list.split(',').filter(|name| !name.is_empty());
    names.map(|name| (name, name.as_ptr() as usize - list.as_ptr() as usize))
}

/// Words with their offsets.
fn words(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.split_whitespace().map(|word| (word, word.as_ptr() as usize - text.as_ptr() as usize))
}
