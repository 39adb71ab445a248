//! The engine: a draft in, its diagnostics out.

mod across;
mod insert;

pub use across::{Checked, Group, Notes, compare};

use crate::analysis::{Article, in_address};
use crate::config::{PathSettings, Settings};
use crate::diagnostic::{Diagnostic, FileReport, Fix, Hidden, Label, Level, Safety, fingerprint};
use crate::prose::{Prose, Value};
use crate::rule::{Account, Finding, Hit, Rule, Scanner};
use crate::text::{Edit, Source, Span};
use std::collections::HashMap;
use std::sync::Arc;

/// Settings with their one scanner; shared by all threads.
pub struct Linter {
    settings: Settings,
    scanner: Scanner,
}

impl Linter {
    /// Builds the scanner of all rules.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { scanner: Scanner::new(&settings.rules), settings }
    }

    /// What it was built from.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Reads a draft without checking it; `path` as in [`Linter::check`].
    #[must_use]
    pub fn article(&self, source: &Source, path: &str) -> Article {
        self.read(source, path, &self.settings.for_path(path))
    }

    /// Reads and checks a draft. `path` is relative to the configuration, with `/` between folders.
    #[must_use]
    pub fn check(&self, source: Arc<Source>, path: &str) -> FileReport {
        self.check_and_note(source, path).report
    }

    /// The same, with what is kept of the draft to [`compare`] it with others.
    #[must_use]
    pub fn check_and_note(&self, source: Arc<Source>, path: &str) -> Checked {
        let here = self.settings.for_path(path);
        let article = self.read(&source, path, &here);
        let hits = self.hits(&article, &here.levels);
        let mut diagnostics = Vec::new();
        let mut notes = Vec::new();
        for ((rule, hits), level) in self.settings.rules.iter().zip(hits).zip(&here.levels) {
            let Some(level) = *level else { continue };
            if rule.check.is_of_drafts() {
                let noted = rule.notes(&article, hits, &self.settings.allow);
                notes.extend(noted.map(|names| Notes { rule: rule.id.clone(), names }));
                continue;
            }
            for finding in rule.findings(&article, hits, &self.settings.allow) {
                diagnostics.push(diagnostic(rule, level, &article, &source, finding));
            }
        }
        diagnostics.extend(front_matter(&article));
        settle(&mut diagnostics, &source.text);
        Checked { path: path.to_owned(), report: FileReport { source, diagnostics, hidden: Hidden::default() }, notes }
    }

    /// What rule `id` made of a draft, and why; `None` where there is no such rule. `path` as in [`Linter::check`].
    #[must_use]
    pub fn account(&self, id: &str, source: &Source, path: &str) -> Option<(Article, Account)> {
        let index = self.settings.rules.iter().position(|rule| rule.id == id)?;
        let article = self.article(source, path);
        let hits = self.scanner.scan(&article.prose).swap_remove(index);
        let account = self.settings.rules[index].account(&article, hits, &self.settings.allow);
        Some((article, account))
    }

    /// What the rules that hold here ask for and the draft has, with what meets each. `path` as in [`Linter::check`].
    #[must_use]
    pub fn passes(&self, source: &Source, path: &str) -> Vec<Pass> {
        let here = self.settings.for_path(path);
        let article = self.read(source, path, &here);
        let hits = self.hits(&article, &here.levels);
        let mut passes = Vec::new();
        for ((rule, hits), level) in self.settings.rules.iter().zip(hits).zip(&here.levels) {
            if level.is_none() || !rule.check.is_of_document() {
                continue;
            }
            for demand in rule.account(&article, hits, &self.settings.allow).demands {
                if !demand.grounds.holds {
                    continue;
                }
                let met_by = demand.grounds.held_by();
                let place = |span| article.prose.locate(span).span;
                let first = met_by.iter().find_map(|ground| ground.span);
                let words: Vec<&str> = met_by.iter().map(|ground| ground.words.as_str()).collect();
                let span = first.or(demand.trigger.as_ref().map(|trigger| trigger.span));
                let asked_by = demand.trigger.as_ref().map(|trigger| article.slice(trigger.span).to_owned());
                passes.push(Pass { rule: rule.id.clone(), span: span.map(place), asked_by, met_by: words.join(", ") });
            }
        }
        passes.sort_by(|one, other| (one.span, &one.rule).cmp(&(other.span, &other.rule)));
        passes
    }

    /// The hits of the rules that are on here and may be for this draft.
    fn hits(&self, article: &Article, levels: &[Option<Level>]) -> Vec<Vec<Hit>> {
        let may_be_for =
            |rule: &Rule| rule.when.as_ref().is_none_or(|when| when.may_hold(article, &self.settings.allow));
        self.scanner
            .scan_for(&article.prose, |index| levels[index].is_some() && may_be_for(&self.settings.rules[index]))
    }

    /// Understands a draft, with the metadata that holds for its path.
    fn read(&self, source: &Source, path: &str, here: &PathSettings) -> Article {
        let mut prose = crate::format::read(source);
        let fields = &mut prose.metadata.fields;
        for (name, value) in &here.metadata {
            let said = fields.keys().any(|field| field.eq_ignore_ascii_case(name));
            if !said {
                fields.insert(name.clone(), value.clone());
            }
        }
        fields.extend(here.forced.iter().map(|(name, value): (&String, &Value)| (name.clone(), value.clone())));
        let mut article = Article::new(source, prose);
        path.clone_into(&mut article.path);
        article
    }
}

/// Something that a rule asks for and a draft has.
#[derive(Clone, Debug)]
pub struct Pass {
    /// The rule's id.
    pub rule: String,
    /// Where it stands, where it does.
    pub span: Option<Span<Source>>,
    /// The words that call for it, where words do.
    pub asked_by: Option<String>,
    /// What meets it, in words.
    pub met_by: String,
}

/// The id of what is said of front matter that cannot be read.
const FRONT_MATTER: &str = "copydesk/front-matter";

/// Front matter that cannot be read: rules that ask for its fields then ask in vain.
fn front_matter(article: &Article) -> Option<Diagnostic> {
    let fault = article.prose.metadata.fault.as_ref()?;
    let found = Diagnostic::new(FRONT_MATTER, Level::Error, fault.message.as_str(), fault.span);
    Some(
        found.with_help(
            "Mend it: until then the draft counts as one that says nothing of itself, no author, date or type.",
        ),
    )
}

/// A finding of `rule` as a diagnostic in the source.
fn diagnostic(rule: &Rule, level: Level, article: &Article, source: &Source, finding: Finding) -> Diagnostic {
    let place = |span| article.prose.locate(span).span;
    let mut labels = vec![Label { span: place(finding.span), text: String::new() }];
    labels
        .extend(finding.related.iter().map(|related| Label { span: place(related.span), text: related.text.clone() }));
    Diagnostic {
        rule: rule.id.clone(),
        level: finding.at_most.map_or(level, |most| level.min(most)),
        message: rule.message.fill(&finding.values),
        labels,
        elsewhere: Vec::new(),
        why: rule.why.clone(),
        help: rule.help.as_ref().map(|help| help.fill(&finding.values)),
        url: rule.url.clone(),
        fix: fix(article, &finding).or_else(|| insert::insertion(article, source, finding.insertion.as_ref()?)),
        fingerprint: Default::default(),
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

/// Sorts the diagnostics of a file and gives them their fingerprints.
fn settle(diagnostics: &mut [Diagnostic], text: &str) {
    diagnostics.sort_by(|one, other| (one.span(), &one.rule).cmp(&(other.span(), &other.rule)));
    number(diagnostics, text);
}

/// Whether the block of `span` has a quotation mark without a partner, so that a speaker's words may have been missed.
fn has_stray_mark(article: &Article, span: Span<Prose>) -> bool {
    let Some(block) = article.prose.block_at(span.start).map(|block| article.prose.blocks[block].span) else {
        return false;
    };
    let from = article.stray_marks.partition_point(|mark| mark.start < block.start);
    article.stray_marks.get(from).is_some_and(|mark| mark.start < block.end)
}

/// Gives each diagnostic its fingerprint; the same words in the same neighbourhood are told apart by their order.
fn number(diagnostics: &mut [Diagnostic], text: &str) {
    let mut seen: HashMap<u64, usize> = HashMap::new();
    for diagnostic in diagnostics {
        let span = diagnostic.span();
        let of = |ordinal| fingerprint(&diagnostic.rule, text, span.start, span.end, ordinal);
        let ordinal = seen.entry(of(0).0).or_default();
        diagnostic.fingerprint = of(*ordinal);
        *ordinal += 1;
    }
}
