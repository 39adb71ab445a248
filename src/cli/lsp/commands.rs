//! Commands that the client executes.

use super::aim::{ALLOW, Aim, CHECK_WORKSPACE, FIX_ALL, RUN_EXAMPLES, TURN_DOWN, TWO_NAMES};
use super::analyst::Analyst;
use super::workspace::{Workspace, progress};
use super::{actions, allow, edits, lens, names, turn_down};
use gen_lsp_types::ExecuteCommandParams;

type Execute = fn(&mut Analyst, Aim) -> Result<(), String>;

/// All commands of the server.
pub const COMMANDS: &[(&str, Execute)] = &[
    (ALLOW, allow),
    (TWO_NAMES, two_names),
    (TURN_DOWN, turn_down),
    (FIX_ALL, fix_all),
    (CHECK_WORKSPACE, check_workspace),
    (RUN_EXAMPLES, run_examples),
];

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

fn run_examples(analyst: &mut Analyst, aim: Aim) -> Result<(), String> {
    lens::run(analyst, &aim)
}
