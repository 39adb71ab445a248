//! Commands that the client executes.

use super::analyst::{Analysed, Analyst};
use super::workspace::{Workspace, progress};
use super::{actions, allow, edits, names, turn_down};
use copydesk::diagnostic::Diagnostic;
use gen_lsp_types::{ExecuteCommandParams, ProgressToken, Uri};
use serde::Deserialize;
use std::borrow::Cow;
use std::rc::Rc;

pub const ALLOW: &str = "copydesk.allow";
pub const TWO_NAMES: &str = "copydesk.twoNames";
pub const TURN_DOWN: &str = "copydesk.turnDown";
pub const FIX_ALL: &str = "copydesk.fixAll";
/// A command of the client, which asks for a reason and then executes [`ALLOW`].
pub const ASK_REASON: &str = "copydesk.askReason";

/// Checks all drafts of the workspace and pushes what was found.
pub const CHECK_WORKSPACE: &str = "copydesk.checkWorkspace";

type Execute = fn(&mut Analyst, Aim) -> Result<(), String>;

/// All commands of the server.
pub const COMMANDS: &[(&str, Execute)] = &[
    (ALLOW, allow),
    (TWO_NAMES, two_names),
    (TURN_DOWN, turn_down),
    (FIX_ALL, fix_all),
    (CHECK_WORKSPACE, check_workspace),
];

/// What a command is about: a draft, and mostly one of its findings.
#[derive(Default, Deserialize)]
pub struct Aim<'a> {
    #[serde(default)]
    pub uri: Cow<'a, str>,
    /// The fingerprint of the finding, which stays the same while other words change.
    #[serde(default)]
    pub finding: String,
    #[serde(default)]
    pub rule: Cow<'a, str>,
    #[serde(default)]
    pub reason: String,
    /// Where the client shows how far a long command is.
    #[serde(skip)]
    progress: Option<ProgressToken>,
}

impl<'a> Aim<'a> {
    pub fn new(analysed: &'a Analysed, found: &'a Diagnostic) -> Self {
        let (uri, rule) = (analysed.document.uri.0.as_str().into(), found.rule.as_str().into());
        Self { uri, finding: found.fingerprint.to_string(), rule, ..Self::default() }
    }

    fn draft(&self, analyst: &mut Analyst) -> Result<Rc<Analysed>, String> {
        analyst.draft(&Uri(self.uri.to_string())).ok_or_else(|| format!("the draft {} is not open", self.uri))
    }

    /// The finding in the newest state of the draft.
    fn finding<'b>(&self, analysed: &'b Analysed) -> Result<&'b Diagnostic, String> {
        let mut all = analysed.report.diagnostics.iter();
        let found = all.find(|found| found.rule == self.rule && found.fingerprint.to_string() == self.finding);
        found.ok_or_else(|| format!("the finding of {} is not there any more", self.rule))
    }
}

/// Executes a command.
///
/// # Errors
/// A line that says why it could not be done.
pub fn execute(analyst: &mut Analyst, params: ExecuteCommandParams) -> Result<(), String> {
    let Some((_, execute)) = COMMANDS.iter().find(|(name, _)| *name == params.command) else {
        return Err(format!("copydesk has no command {}", params.command));
    };
    let argument = params.arguments.unwrap_or_default().into_iter().next();
    let aim = argument.map_or(Ok(Aim::default()), serde_json::from_value);
    let mut aim = aim.map_err(|error| format!("{}: {error}", params.command))?;
    aim.progress = params.work_done_progress_params.work_done_token;
    execute(analyst, aim)
}

fn allow(analyst: &mut Analyst, aim: Aim) -> Result<(), String> {
    let analysed = aim.draft(analyst)?;
    allow::allow(analyst, &analysed, aim.finding(&analysed)?, &aim.reason)
}

fn two_names(analyst: &mut Analyst, aim: Aim) -> Result<(), String> {
    let analysed = aim.draft(analyst)?;
    names::accept(analyst, &analysed, aim.finding(&analysed)?)
}

fn turn_down(analyst: &mut Analyst, aim: Aim) -> Result<(), String> {
    let analysed = aim.draft(analyst)?;
    turn_down::turn_down(analyst, &analysed, aim.finding(&analysed)?)
}

fn fix_all(analyst: &mut Analyst, aim: Aim) -> Result<(), String> {
    let analysed = aim.draft(analyst)?;
    let all = actions::all_safe(&analysed);
    if all.is_empty() {
        analyst.outbox.inform("There is no safe fix to make in this draft.");
        return Ok(());
    }
    edits::ask(analyst, "Fix all safe findings", &analysed.document, &all)
}

fn check_workspace(analyst: &mut Analyst, aim: Aim) -> Result<(), String> {
    Workspace::of(analyst).push(progress(analyst, aim.progress))
}
