//! Code actions: what an editor can do about a finding.

use super::aim::{ALLOW, ASK_REASON, Aim, TURN_DOWN, TWO_NAMES};
use super::analyst::{Analysed, Analyst};
use super::edits::in_document;
use super::{names, turn_down};
use copydesk::diagnostic::{Diagnostic, Safety};
use copydesk::fix;
use copydesk::format;
use copydesk::text::Edit;
use gen_lsp_types::{Code, CodeAction, CodeActionKind, CodeActionParams, Diagnostic as Shown, Uri};
use serde_json::{Value, json};

/// What can be done about the findings at a place, and about all of the draft.
pub fn actions(analyst: &mut Analyst, params: CodeActionParams) -> Vec<CodeAction> {
    let Some(analysed) = analyst.draft(&params.text_document.uri) else { return Vec::new() };
    let asked = analysed.document.span(&params.range);
    let wants = |kind: &str| {
        let is_asked = |only: &CodeActionKind| {
            let only = only.to_string();
            only.is_empty() || kind == only || kind.strip_prefix(&only).is_some_and(|rest| rest.starts_with('.'))
        };
        params.context.only.as_ref().is_none_or(|only| only.iter().any(is_asked))
    };
    let mut actions = Vec::new();
    if wants("quickfix") {
        let touched = |found: &&Diagnostic| found.span().start <= asked.end && asked.start <= found.span().end;
        let mut found: Vec<&Diagnostic> = analysed.report.diagnostics.iter().filter(touched).collect();
        // What is about a word comes before what is about the sentence or the draft around it.
        found.sort_by_key(|found| found.span().len());
        for found in found {
            let shown = params.context.diagnostics.iter().filter(|shown| is_of(shown, found)).map(Shown::to_owned);
            let shown: Vec<Shown> = shown.collect();
            for action in about(analyst, &analysed, found) {
                actions.push(CodeAction { diagnostics: Some(shown.to_vec()), ..action });
            }
        }
    }
    if wants("source.fixAll.copydesk") && analysed.report.diagnostics.iter().any(is_safe) {
        actions.push(fix_all(analyst, &analysed));
    }
    actions
}

/// Whether a diagnostic that the client sent back is of the rule of a finding.
fn is_of(shown: &Shown, found: &Diagnostic) -> bool {
    matches!(&shown.code, Some(Code::String(code)) if *code == found.rule)
}

fn is_safe(found: &Diagnostic) -> bool {
    found.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe)
}

/// What can be done about one finding.
fn about(analyst: &Analyst, analysed: &Analysed, found: &Diagnostic) -> Vec<CodeAction> {
    let mut actions = Vec::new();
    let accepted = |edits: &[Edit]| !edits.is_empty() && format::accepts(&analysed.report.source, edits);
    if let Some(fix) = found.fix.as_ref().filter(|fix| accepted(&fix.edits)) {
        let safe = fix.safety == Safety::Safe;
        let title = if safe { capital(&fix.title) } else { format!("{} (suggested)", capital(&fix.title)) };
        let edit = in_document(&analysed.document, &fix.edits, analyst.client.can);
        actions.push(CodeAction { is_preferred: Some(safe), edit: Some(edit), ..quick(title) });
    }
    let aim = |command: &str| Aim::new(analysed, found).as_command(command);
    if let Some((one, other)) = names::pair(analysed, found) {
        let title = format!("“{one}” and “{other}” are two names");
        actions.push(CodeAction { command: Some(aim(TWO_NAMES)), ..quick(title) });
    }
    let settings = analyst.queue.settings();
    if found.rule.contains('/') && settings.trusted {
        // An editor that can ask for the reason has a command for it; others leave its place empty, and copydesk asks for it.
        let command = aim(if settings.asks_reason { ASK_REASON } else { ALLOW });
        actions
            .push(CodeAction { command: Some(command), ..quick(format!("Allow {} here, with a reason", found.rule)) });
    }
    if found.rule.contains('/') && settings.trusted && analysed.document.is_file() {
        let title = turn_down::title(analysed, found);
        actions.push(CodeAction { command: Some(aim(TURN_DOWN)), ..quick(title) });
    }
    actions
}

fn quick(title: String) -> CodeAction {
    CodeAction { kind: Some(CodeActionKind::QuickFix), ..action(title) }
}

fn action(title: String) -> CodeAction {
    CodeAction {
        title,
        kind: None,
        diagnostics: None,
        is_preferred: None,
        disabled: None,
        edit: None,
        command: None,
        data: None,
        tags: None,
    }
}

/// The title of a fix as a menu writes it.
fn capital(title: &str) -> String {
    let mut rest = title.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// All safe fixes of a draft. They take several checks, so that a client which can ask for the edit later gets it later.
fn fix_all(analyst: &Analyst, analysed: &Analysed) -> CodeAction {
    let action = action("Fix all safe findings in this draft".into());
    let kind = Some(CodeActionKind::Custom("source.fixAll.copydesk".into()));
    if analyst.client.can.resolve_edits {
        let data = json!({ "fixAll": analysed.document.uri });
        return CodeAction { kind, data: Some(data), ..action };
    }
    let edit = in_document(&analysed.document, &all_safe(analysed), analyst.client.can);
    CodeAction { kind, edit: Some(edit), ..action }
}

/// The edits of all safe fixes, as `copydesk fix` makes them.
pub fn all_safe(analysed: &Analysed) -> Vec<Edit> {
    fix::apply(&analysed.reading, &mut |proposal| proposal.fix.safety == Safety::Safe).edits
}

/// The action with the edit that it was offered without.
pub fn resolved(analyst: &mut Analyst, action: CodeAction) -> CodeAction {
    let uri = action.data.as_ref().and_then(|data| data.get("fixAll")).and_then(Value::as_str);
    let Some(analysed) = uri.and_then(|uri| analyst.draft(&Uri(uri.to_owned()))) else { return action };
    let edit = in_document(&analysed.document, &all_safe(&analysed), analyst.client.can);
    CodeAction { edit: Some(edit), ..action }
}
