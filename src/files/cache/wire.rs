//! Writes findings as bytes and reads them back, through types of its own, so that those of the core can change freely.

use crate::diagnostic::{
    Diagnostic, FileReport, Fingerprint, Fix, Label, Level, Reach, Safety, Suppressed, Suppressor,
};
use crate::lint::{Checked, WireRule, WireStanding};
use crate::text::{Edit, Source, Span};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
struct WireFound<'a> {
    #[serde(borrow)]
    draft: Vec<WireDiagnostic<'a>>,
    suppressed: Vec<(WireDiagnostic<'a>, bool, Cow<'a, str>)>, // whether by the draft itself, and why
    sidecar: Option<Vec<WireDiagnostic<'a>>>,
    notes: Vec<WireRule<'a>>,
    standing: Vec<WireStanding<'a>>,
}

/// A diagnostic. Its fields have no names in the bytes, since there are many diagnostics.
#[derive(Serialize, Deserialize)]
struct WireDiagnostic<'a>(
    #[serde(borrow)] Cow<'a, str>, // rule
    u8,                            // level
    Cow<'a, str>,                  // message
    Vec<WireEdit<'a>>,             // labels
    Option<Cow<'a, str>>,          // why
    Option<Cow<'a, str>>,          // help
    Option<Cow<'a, str>>,          // url
    Option<WireFix<'a>>,
    u64,                         // fingerprint
    Option<Vec<(usize, usize)>>, // reach; none is the document
);

#[derive(Serialize, Deserialize)]
struct WireEdit<'a>(usize, usize, #[serde(borrow)] Cow<'a, str>);

#[derive(Serialize, Deserialize)]
struct WireFix<'a>(#[serde(borrow)] Cow<'a, str>, bool, Vec<WireEdit<'a>>);

pub(super) fn write(checked: &Checked) -> Option<Vec<u8>> {
    let draft = &checked.report;
    let found = WireFound {
        draft: draft.diagnostics.iter().map(wire).collect(),
        suppressed: draft
            .suppressed
            .iter()
            .map(|Suppressed { diagnostic, by, reason }| {
                (wire(diagnostic), *by == Suppressor::Draft, Cow::from(reason.as_str()))
            })
            .collect(),
        sidecar: checked.beside.as_ref().map(|sidecar| sidecar.diagnostics.iter().map(wire).collect()),
        notes: checked.notes.iter().map(WireRule::of).collect(),
        standing: checked.standing.iter().map(WireStanding::of).collect(),
    };
    serde_json::to_vec(&found).ok()
}

/// Reads an entry; `None` if the bytes are not an entry or belong to other files.
pub(super) fn read(bytes: &[u8], path: &str, draft: &Arc<Source>, sidecar: Option<&Arc<Source>>) -> Option<Checked> {
    let found: WireFound = serde_json::from_slice(bytes).ok()?;
    let all = |of: Vec<WireDiagnostic>, source: &Source| -> Option<Vec<Diagnostic>> {
        of.into_iter().map(|of| diagnostic(of, source)).collect()
    };
    let mut report = FileReport::new(Arc::clone(draft), all(found.draft, draft)?);
    for (of, in_draft, reason) in found.suppressed {
        let diagnostic = diagnostic(of, draft)?;
        report.suppressed.push(Suppressed { diagnostic, by: suppressor(in_draft), reason: reason.into_owned() });
    }
    report.hidden.suppressed = report.suppressed.len();
    let beside = match (found.sidecar, sidecar) {
        (None, _) => None,
        (Some(_), None) => return None,
        (Some(of), Some(sidecar)) => Some(FileReport::beside(Arc::clone(sidecar), all(of, sidecar)?)),
    };
    let notes = found.notes.into_iter().map(WireRule::notes).collect::<Option<_>>()?;
    let standing = found.standing.into_iter().map(WireStanding::standing).collect();
    Some(Checked { path: path.to_owned(), report, beside, notes, standing })
}

/// The suppressor of a finding. Entries never contain suppression by the baseline, which is applied after they are read.
const fn suppressor(in_draft: bool) -> Suppressor {
    if in_draft { Suppressor::Draft } else { Suppressor::Sidecar }
}

fn wire(of: &Diagnostic) -> WireDiagnostic<'_> {
    WireDiagnostic(
        Cow::from(of.rule.as_str()),
        Level::ALL.iter().position(|level| *level == of.level).unwrap_or_default() as u8,
        Cow::from(of.message.as_str()),
        of.labels.iter().map(|of| WireEdit(of.span.start, of.span.end, Cow::from(of.text.as_str()))).collect(),
        of.why.as_deref().map(Cow::from),
        of.help.as_deref().map(Cow::from),
        of.url.as_deref().map(Cow::from),
        of.fix.as_ref().map(|fix| {
            let edits = fix.edits.iter().map(|of| WireEdit(of.span.start, of.span.end, Cow::from(of.text.as_str())));
            WireFix(Cow::from(fix.title.as_str()), fix.safety == Safety::Safe, edits.collect())
        }),
        of.fingerprint.0,
        match &of.reach {
            Reach::Document => None,
            Reach::Places(places) => Some(places.iter().map(|span| (span.start, span.end)).collect()),
        },
    )
}

fn diagnostic(of: WireDiagnostic, source: &Source) -> Option<Diagnostic> {
    let WireDiagnostic(rule, level, message, labels, why, help, url, fix, fingerprint, reach) = of;
    let span = |start: usize, end: usize| {
        let whole = start <= end && source.text.is_char_boundary(start) && source.text.is_char_boundary(end);
        whole.then(|| Span::new(start, end))
    };
    let labels = labels
        .into_iter()
        .map(|WireEdit(start, end, text)| span(start, end).map(|span| Label { span, text: text.into_owned() }));
    let labels: Vec<Label> = labels.collect::<Option<_>>()?;
    let fix = match fix {
        None => None,
        Some(WireFix(title, safe, edits)) => {
            let edits = edits
                .into_iter()
                .map(|WireEdit(start, end, text)| span(start, end).map(|span| Edit { span, text: text.into_owned() }));
            let safety = if safe { Safety::Safe } else { Safety::Suggested };
            Some(Fix { title: title.into_owned(), safety, edits: edits.collect::<Option<_>>()? })
        }
    };
    let reach = match reach {
        None => Reach::Document,
        Some(places) => Reach::Places(places.into_iter().map(|(start, end)| span(start, end)).collect::<Option<_>>()?),
    };
    let owned = |text: Option<Cow<str>>| text.map(Cow::into_owned);
    (!labels.is_empty()).then_some(Diagnostic {
        rule: rule.into_owned(),
        level: *Level::ALL.get(usize::from(level))?,
        message: message.into_owned(),
        labels,
        why: owned(why),
        help: owned(help),
        url: owned(url),
        fix,
        fingerprint: Fingerprint(fingerprint),
        reach,
        // Drafts are compared with each other after they are read.
        elsewhere: Vec::new(),
    })
}
