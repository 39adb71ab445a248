//! Making fixes: which of those that are wanted, in what order, until nothing changes.
//!
//! What can be fixed and how safely has been decided by [`lint`](crate::lint); the caller says what is wanted, and
//! writes. A draft that would read worse afterwards stays as it is.

use crate::analysis::Article;
use crate::diagnostic::{Diagnostic, FileReport, Fix, Safety};
use crate::format;
use crate::lint::{Linter, Sidecar};
use crate::prose::BlockKind;
use crate::text::{Edit, Source, Span};
use std::collections::HashSet;
use std::sync::Arc;

/// After so many rounds of fixing and checking anew, rules are taken to undo each other. One round is the rule; a
/// second mends what the first brought to light.
pub const MOST_ROUNDS: usize = 10;

/// A fix that could be made.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// The draft as it is at this moment, earlier fixes made.
    pub source: &'a Source,
    /// What it mends.
    pub found: &'a Diagnostic,
    /// What it does.
    pub fix: &'a Fix,
}

/// A draft after fixing.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The rules whose fixes were made, one entry a fix, in the order of making.
    pub made: Vec<String>,
    /// Why nothing was made although something was wanted.
    pub refused: Option<Refusal>,
    /// What is found in it.
    pub left: FileReport,
}

impl Fixed {
    /// The draft; byte for byte the old one where nothing was made.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.left.source
    }
}

/// Why a draft was left as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Paragraphs, headings or items would be others than before.
    Blocks,
    /// Quotations would open or close elsewhere, or more marks would stand alone.
    Quotations,
    /// Fixes of these rules go on without end.
    Endless(Vec<String>),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Blocks => write!(f, "its fixes would change where paragraphs begin and end"),
            Self::Quotations => write!(f, "its fixes would change where quotations begin and end"),
            Self::Endless(rules) => write!(f, "fixes of {} undo each other", rules.join(" and ")),
        }
    }
}

/// Makes the fixes of a draft that `wanted` says yes to; `path` as in [`Linter::check`]. What the draft or its sidecar
/// allows is left as it is.
///
/// Fixes are offered by place, at one place safe ones first, then by rule. One that touches words that another has just
/// changed has to wait for the next round, when the draft has been checked anew. What was declined is not offered twice.
#[must_use]
pub fn mend(
    linter: &Linter,
    source: &Arc<Source>,
    path: &str,
    sidecar: Option<&Sidecar>,
    wanted: &mut dyn FnMut(&Proposal) -> bool,
) -> Fixed {
    let check = |source| linter.check_beside(source, path, sidecar).report;
    let before = check(Arc::clone(source));
    let mut report = before.clone();
    let mut made = Vec::new();
    let mut put_in = 0;
    let mut declined = Declined::default();
    for _ in 0..MOST_ROUNDS {
        let round = choose(&report, &declined, wanted);
        declined.0.extend(round.declined);
        if round.edits.is_empty() {
            break;
        }
        let Some(revised) = format::revise(&report.source, &round.edits) else { break };
        declined.shift(&round.edits);
        put_in += round.edits.iter().map(paragraphs).sum::<usize>();
        report = check(Arc::new(revised));
        made.extend(round.rules);
    }
    if made.is_empty() {
        return Fixed { made, refused: None, left: before };
    }
    let again = choose(&report, &declined, wanted);
    let refused = if again.edits.is_empty() {
        worse(&linter.article(source, path, sidecar), &linter.article(&report.source, path, sidecar), put_in)
    } else {
        let mut rules = again.rules;
        rules.sort();
        rules.dedup();
        Some(Refusal::Endless(rules))
    };
    match refused {
        Some(refusal) => Fixed { made: Vec::new(), refused: Some(refusal), left: before },
        None => Fixed { made, refused: None, left: report },
    }
}

/// What is done in one round.
#[derive(Default)]
struct Round {
    edits: Vec<Edit>,
    rules: Vec<String>,
    declined: Vec<(String, Vec<Edit>)>,
}

fn choose(report: &FileReport, declined: &Declined, wanted: &mut dyn FnMut(&Proposal) -> bool) -> Round {
    let source = report.source.as_ref();
    let mut proposals: Vec<Proposal> = report
        .diagnostics
        .iter()
        .filter_map(|found| found.fix.as_ref().map(|fix| Proposal { source, found, fix }))
        .filter(|proposal| !proposal.fix.edits.is_empty() && !declined.has(proposal.found, proposal.fix))
        .filter(|proposal| source.origin.is_none() || format::revise(source, &proposal.fix.edits).is_some())
        .collect();
    proposals.sort_by(|one, other| order(one).cmp(&order(other)));
    let mut round = Round::default();
    for proposal in proposals {
        let edits = &proposal.fix.edits;
        if edits.iter().any(|edit| clashes(edit, &round.edits)) {
            continue;
        }
        if wanted(&proposal) {
            for edit in edits {
                let at = round.edits.partition_point(|other| other.span < edit.span);
                round.edits.insert(at, edit.clone());
            }
            round.rules.push(proposal.found.rule.clone());
        } else {
            round.declined.push((proposal.found.rule.clone(), edits.clone()));
        }
    }
    round
}

fn order<'a>(proposal: &Proposal<'a>) -> (usize, Safety, &'a str) {
    (proposal.fix.edits[0].span.start, proposal.fix.safety, &proposal.found.rule)
}

/// Whether `edit` touches one of `taken`, which are sorted and do not overlap. Neighbours clash too: what stands between
/// them was judged with the old words on its other side.
fn clashes(edit: &Edit, taken: &[Edit]) -> bool {
    let at = taken.partition_point(|other| other.span.end < edit.span.start);
    taken.get(at).is_some_and(|other| other.span.start <= edit.span.end)
}

/// Fixes that were not wanted, at their places in the draft as it is.
#[derive(Default)]
struct Declined(HashSet<(String, Vec<Edit>)>);

impl Declined {
    fn has(&self, found: &Diagnostic, fix: &Fix) -> bool {
        !self.0.is_empty() && self.0.contains(&(found.rule.clone(), fix.edits.clone()))
    }

    /// Moves all places behind `made`, which are sorted.
    fn shift(&mut self, made: &[Edit]) {
        let mut sums = vec![(0, 0)]; // bytes gone and come, before each edit
        for edit in made {
            let (gone, come) = sums[sums.len() - 1];
            sums.push((gone + edit.span.len(), come + edit.text.len()));
        }
        let moved = |mut edit: Edit| {
            let (gone, come) = sums[made.partition_point(|other| other.span.end <= edit.span.start)];
            let to = |at: usize| (at + come).saturating_sub(gone);
            edit.span = Span::new(to(edit.span.start), to(edit.span.end));
            edit
        };
        let all = std::mem::take(&mut self.0).into_iter();
        self.0 = all.map(|(rule, edits)| (rule, edits.into_iter().map(moved).collect())).collect();
    }
}

/// How many paragraphs an edit puts between others.
fn paragraphs(edit: &Edit) -> usize {
    let text = edit.text.replace("\r\n", "\n");
    if !edit.span.is_empty() || !(text.starts_with('\n') || text.ends_with('\n')) {
        return 0;
    }
    let between = if text.contains("\n\n") { "\n\n" } else { "\n" };
    text.split(between).filter(|part| !part.trim().is_empty()).count()
}

/// Whether `after` has the blocks of `before`, in their order, and so many paragraphs besides.
fn has_blocks(before: &Article, after: &Article, put_in: usize) -> bool {
    let mut old = before.prose.blocks.iter().map(|block| block.kind).peekable();
    let new = after.prose.blocks.iter().map(|block| block.kind);
    let besides: Vec<BlockKind> = new.filter(|kind| old.next_if_eq(kind).is_none()).collect();
    old.peek().is_none() && besides.len() == put_in && besides.iter().all(|kind| *kind == BlockKind::Paragraph)
}

/// What reads worse `after` than `before`. Words may change and paragraphs be `put_in`; else the build of the draft may not
/// change.
fn worse(before: &Article, after: &Article, put_in: usize) -> Option<Refusal> {
    let quotes = |article: &Article| {
        article.quotes.iter().map(|quote| (quote.depth, quote.closed, quote.paragraphs)).collect::<Vec<_>>()
    };
    if !has_blocks(before, after, put_in) {
        return Some(Refusal::Blocks);
    }
    let marks = after.stray_marks.len() > before.stray_marks.len();
    (marks || quotes(before) != quotes(after)).then_some(Refusal::Quotations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Flags, Library, Options, Settings};

    /// One pack, whatever is asked for.
    struct Pack(String);

    impl Library for Pack {
        fn find(&self, name: &str, _: &str) -> Result<Vec<Source>, String> {
            Ok(vec![Source::new(name, self.0.as_str())])
        }
    }

    /// Rules of the kind `terms` that write the first word as the second, safely.
    fn linter(terms: &[(&str, &str)]) -> Linter {
        let rule = |(from, to): &(&str, &str)| {
            let id = from.replace(' ', "-");
            format!(
                "[[rule]]\nid = \"t/{id}\"\nkind = \"terms\"\nlevel = \"note\"\nmessage = \"m\"\nterms = {{ \"{from}\" = \"{to}\" }}\n"
            )
        };
        let pack = Pack(terms.iter().map(rule).collect());
        let flags = Flags { extends: vec!["t.toml".into()], ..Flags::default() };
        let options = Options::read(Arc::new(Source::new("copydesk.toml", "extends = []")));
        let settings = Settings::resolve(options, flags, &pack).expect("the pack is there");
        assert!(settings.problems.is_empty(), "{:?}", settings.problems);
        Linter::new(settings)
    }

    #[track_caller]
    fn all(terms: &[(&str, &str)], text: &str) -> Fixed {
        mend(&linter(terms), &Arc::new(Source::new("a.txt", text)), "a.txt", None, &mut |_| true)
    }

    #[test]
    fn what_a_fix_brings_to_light_is_fixed_too() {
        let fixed = all(&[("e-mail", "mail"), ("mail box", "mailbox")], "An e-mail box and a mail box.");
        assert_eq!(fixed.source().text, "An mailbox and a mailbox.");
        assert_eq!(fixed.made, ["t/e-mail", "t/mail-box", "t/mail-box"]);
        assert!(fixed.left.diagnostics.is_empty());
    }

    #[test]
    fn of_two_that_clash_the_first_is_made() {
        let fixed = all(&[("town hall", "city hall"), ("hall meeting", "assembly")], "The town hall meeting.");
        assert_eq!(fixed.source().text, "The city assembly.");
        let fixed = all(&[("big town", "city"), ("town hall", "seat")], "The big town hall.");
        assert_eq!((fixed.source().text.as_str(), fixed.made.len()), ("The city hall.", 1));
    }

    #[test]
    fn rules_that_undo_each_other_leave_the_draft_alone() {
        let text = "The labour of the color.";
        let fixed = all(&[("labour", "labor"), ("labor", "labour"), ("color", "colour")], text);
        assert_eq!(fixed.source().text, text);
        let both = ["t/labor".to_owned(), "t/labour".to_owned()];
        assert!(matches!(fixed.refused, Some(Refusal::Endless(rules)) if both.iter().any(|rule| rules.contains(rule))));
        assert!(fixed.made.is_empty() && fixed.left.diagnostics.len() == 2);
    }

    #[test]
    fn a_draft_that_would_read_worse_is_left_alone() {
        let text = "# The plan\n\nThe town hall shut. “Stay,” she said.\n";
        let fixed = all(&[("town hall", "city “hall")], text);
        assert_eq!((fixed.source().text.as_str(), &fixed.refused), (text, &Some(Refusal::Quotations)));
        let markdown = Arc::new(Source::new("a.md", "town hall news\n"));
        let fixed = mend(&linter(&[("town hall", "#")]), &markdown, "a.md", None, &mut |_| true);
        assert_eq!((fixed.source().text.as_str(), &fixed.refused), ("town hall news\n", &Some(Refusal::Blocks)));
    }

    #[test]
    fn what_was_declined_is_asked_once_and_stays() {
        let linter = linter(&[("e-mail", "email"), ("on-line", "online")]);
        let source = Arc::new(Source::new("a.txt", "An on-line e-mail, an e-mail on-line."));
        let mut asked = Vec::new();
        let fixed = mend(&linter, &source, "a.txt", None, &mut |proposal| {
            assert_eq!(proposal.fix.safety, Safety::Safe);
            asked.push(proposal.found.rule.clone());
            proposal.found.rule == "t/on-line"
        });
        assert_eq!(fixed.source().text, "An online e-mail, an e-mail online.");
        assert_eq!(asked, ["t/on-line", "t/e-mail", "t/e-mail", "t/on-line"]);
    }
}
