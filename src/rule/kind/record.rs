//! `record`: quotations that differ from the record of what was said.
//!
//! The comparison is made once for a draft, in [`record`](crate::record); a rule of this kind says which verdict matters.

use super::shared::values;
use crate::diagnostic::{Level, Safety};
use crate::prose::Prose;
use crate::record::{Compared, Difference, DifferenceKind, Record, Verdict, Weight, clock, queries};
use crate::rule::{BuildContext, Check, DraftCheck, Finding, RecordPlace, Replacement, RuleContext};
use crate::table::{Problem, deserialize_value};
use crate::text::Span;
use serde::Deserialize;
use toml::Spanned;
use toml::de::DeValue;

pub struct Kind;

impl super::Kind for Kind {
    fn name(&self) -> &'static str {
        "record"
    }

    fn about(&self) -> &'static str {
        "quotations compared with notes and transcripts: altered, trimmed, joined, said by somebody else, not there"
    }

    fn keys(&self) -> &'static [&'static str] {
        &["report", "record"]
    }

    fn build(&self, keys: Spanned<DeValue>, _: &BuildContext) -> Result<Check, Problem> {
        Ok(Check::draft(deserialize_value::<AgainstRecord>(keys)?))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgainstRecord {
    report: Report,
    /// The record of the examples, as a transcript.
    record: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// Words were changed or put in.
    Altered,
    /// Words were left out without a mark.
    Trimmed,
    /// Dots stand for a negation.
    ElidedNegation,
    /// Two passages were made one.
    Joined,
    /// Somebody else said it.
    OtherSpeaker,
    /// Nobody said it.
    Absent,
    /// A published article gives the words to somebody else.
    SaidByTwo,
    /// A published article quotes the speaker in other words.
    Reworded,
    /// The page that the draft links to does not have the words.
    NotAtLink,
}

impl Report {
    /// Whether it is about a quotation.
    fn covers(self, compared: &Compared) -> bool {
        let verdict = compared.verdict;
        match self {
            Self::ElidedNegation => compared.differences.iter().any(|of| self.tells(of)),
            Self::Altered => verdict == Verdict::Altered,
            Self::Trimmed => verdict == Verdict::Trimmed,
            Self::Joined => verdict == Verdict::Joined,
            Self::OtherSpeaker | Self::SaidByTwo => verdict == Verdict::OtherSpeaker,
            Self::Absent | Self::NotAtLink => verdict == Verdict::Absent,
            Self::Reworded => matches!(verdict, Verdict::Altered | Verdict::Trimmed),
        }
    }

    /// Whether it is about a difference.
    fn tells(self, difference: &Difference) -> bool {
        match self {
            Self::ElidedNegation => difference.kind == DifferenceKind::Marked && difference.weight == Weight::Heavy,
            _ => difference.kind.counts(),
        }
    }

    /// Whether it compares with published articles and not with the record.
    const fn is_of_archive(self) -> bool {
        matches!(self, Self::SaidByTwo | Self::Reworded)
    }
}

impl DraftCheck for AgainstRecord {
    fn values(&self) -> Vec<String> {
        values(&["match", "recorded", "speaker", "named", "place"])
    }

    fn example_record(&self) -> Option<&str> {
        self.record.as_deref()
    }

    fn check(&self, context: &RuleContext, found: &mut Vec<Finding>) {
        let draft = context.draft;
        let record = if self.report.is_of_archive() { draft.archive() } else { draft.record() };
        let Some(record) = record else { return };
        let not_at_link;
        let compared = match self.report {
            Report::SaidByTwo | Report::Reworded => draft.repeated(),
            Report::NotAtLink => {
                let article = context.article;
                not_at_link = record.not_at_link(&article.prose.text, &queries(article), &article.language);
                &not_at_link
            }
            _ => draft.compared(),
        };
        let wanted = compared.iter().filter(|compared| self.report.covers(compared));
        let in_scope = wanted
            .filter(|of| context.article.zone_at(of.quote.start).is_some_and(|zone| context.scope.has(zone)))
            .filter(|of| !context.house.terms.contains(&words(context, of.quote).to_lowercase()));
        found.extend(in_scope.map(|compared| {
            let found = finding(context, record, compared, self.report);
            // What was published before may be what is wrong; and dots may stand for what an editor means them to.
            let is_fixed = !self.report.is_of_archive() && self.report != Report::ElidedNegation;
            if is_fixed { found } else { Finding { fix: None, ..found } }
        }));
    }
}

/// The words within the marks of a quotation.
fn words<'a>(context: &'a RuleContext, quote: Span<Prose>) -> &'a str {
    context.article.slice(quote).trim_matches(|c: char| !c.is_alphanumeric())
}

fn finding(context: &RuleContext, record: &Record, compared: &Compared, report: Report) -> Finding {
    let article = context.article;
    let counting: Vec<&Difference> = compared.differences.iter().filter(|of| report.tells(of)).collect();
    let recorded = |of: &Difference| match of.kind {
        DifferenceKind::Joined => "these words in another place".to_owned(),
        _ => format!("“{}”", record.place(&of.around.1).words),
    };
    let first = counting.first();
    let span = first.map_or(compared.quote, |first| first.around.0);
    let mut finding = Finding::at(span);
    // That words were left out with a mark says nothing of the level.
    let of_verdict = || compared.level.or(Some(Level::Note));
    finding.at_most = if report == Report::ElidedNegation { None } else { of_verdict() };
    let short = shortened(article.slice(span).trim());
    finding = finding.with("match", short);
    if let Some(first) = first {
        finding = finding.with("recorded", recorded(first));
    }
    for further in counting.iter().skip(1) {
        finding = finding.related_to(further.around.0, format!("the record has {}", recorded(further)));
    }
    if let Some(passage) = &compared.passage {
        let place = record.place(passage);
        // Of a joined quotation, the place that surprises is that of the other part.
        let shown = first.filter(|first| first.kind == DifferenceKind::Joined).map(|first| record.place(&first.record));
        let shown = shown.as_ref().unwrap_or(&place);
        let at = shown.source.position(shown.span.start);
        let at = shown.time.map_or_else(|| format!("line {}", at.line), clock);
        let told = format!("{}, {at}", shown.source.name);
        finding = finding.with("speaker", place.speaker.clone().unwrap_or_default()).with("place", told);
        let differing = first.map_or_else(|| place.clone(), |first| record.place(&first.around.1));
        let marks = counting.iter().filter_map(|of| record.bytes_within(passage, &of.around.1)).collect();
        finding.record.push(RecordPlace { passage: place, differing, marks });
    }
    finding = finding.with("named", compared.named.clone().unwrap_or_default());
    finding.fix = fix(record, &counting);
    finding
}

/// The words of the record in place of those that differ.
fn fix(record: &Record, counting: &[&Difference]) -> Option<Replacement> {
    let one =
        |of: &&Difference| (of.kind != DifferenceKind::Joined).then(|| (of.around.0, record.place(&of.around.1).words));
    let edits: Vec<(Span<Prose>, String)> = counting.iter().map(one).collect::<Option<_>>()?;
    let apart = edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
    (apart && !edits.is_empty()).then_some(Replacement { edits, safety: Safety::Suggested, spelling: true })
}

/// The maximum number of words of a quotation that a message shows.
const SHOWN: usize = 9;

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mark = words.last().and_then(|last| last.chars().next_back()).filter(|c| !c.is_alphanumeric());
    if words.len() <= SHOWN {
        return words.join(" ");
    }
    format!("{} …{}", words[..SHOWN - 1].join(" "), mark.map(String::from).unwrap_or_default())
}
