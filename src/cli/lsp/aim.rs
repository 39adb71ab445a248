//! [`Aim`]: what a command is about, as a code action hands it to the client and the client hands it back.

use super::analyst::{Analysed, Analyst};
use copydesk::diagnostic::Diagnostic;
use gen_lsp_types::{Command, ProgressToken, Uri};
use serde::Deserialize;
use serde_json::json;
use std::borrow::Cow;
use std::rc::Rc;

pub const ALLOW: &str = "copydesk.allow";
pub const TWO_NAMES: &str = "copydesk.twoNames";
pub const TURN_DOWN: &str = "copydesk.turnDown";
pub const FIX_ALL: &str = "copydesk.fixAll";
pub const RUN_EXAMPLES: &str = "copydesk.runExamples";
/// A command of the client, which asks for a reason and then executes [`ALLOW`].
pub const ASK_REASON: &str = "copydesk.askReason";

/// Checks all drafts of the workspace and pushes what was found.
pub const CHECK_WORKSPACE: &str = "copydesk.checkWorkspace";

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
    pub progress: Option<ProgressToken>,
}

impl<'a> Aim<'a> {
    pub fn new(analysed: &'a Analysed, found: &'a Diagnostic) -> Self {
        let (uri, rule) = (analysed.document.uri.0.as_str().into(), found.rule.as_str().into());
        Self { uri, finding: found.fingerprint.to_string(), rule, ..Self::default() }
    }

    pub fn draft(&self, analyst: &mut Analyst) -> Result<Rc<Analysed>, String> {
        analyst.draft(&Uri(self.uri.to_string())).ok_or_else(|| format!("the draft {} is not open", self.uri))
    }

    /// The finding in the newest state of the draft.
    pub fn finding<'b>(&self, analysed: &'b Analysed) -> Result<&'b Diagnostic, String> {
        let mut all = analysed.report.diagnostics.iter();
        let found = all.find(|found| found.rule == self.rule && found.fingerprint.to_string() == self.finding);
        found.ok_or_else(|| format!("the finding of {} is not there any more", self.rule))
    }

    /// A command about this finding.
    pub fn as_command(&self, command: &str) -> Command {
        let arguments = Some(vec![json!({ "uri": self.uri, "finding": self.finding, "rule": self.rule })]);
        Command { title: command.to_owned(), tooltip: None, command: command.to_owned(), arguments }
    }
}
