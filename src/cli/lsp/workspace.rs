//! Drafts that are not open: they are checked as `copydesk check FOLDER` checks them, in a thread of their own, so that whoever
//! types does not wait.

use super::address::{key, uri_of};
use super::analyst::Analyst;
use super::found::{Counted, in_file};
use super::outbox::Outbox;
use super::positions::Encoding;
use super::progress::Progress;
use super::projects::{silent, stamp};
use super::queue::Queue;
use crate::cli::gate::GateArguments;
use crate::cli::gather::{GatherArguments, Wanted, gather};
use crate::cli::project::ConfigArguments;
use copydesk::diagnostic::FileReport;
use copydesk::files::{drafts, sidecar_path};
use gen_lsp_types::{
    Diagnostic, FullDocumentDiagnosticReport, ProgressToken, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport,
    WorkspaceFullDocumentDiagnosticReport, WorkspaceUnchangedDocumentDiagnosticReport,
};
use lsp_server::{RequestId, Response};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How long a question that has the same answer as before waits before it is looked at again.
const BETWEEN: Duration = Duration::from_secs(2);

/// Everything that a check of the workspace needs, for another thread.
pub struct Workspace {
    folders: Vec<PathBuf>,
    config: ConfigArguments,
    queue: Arc<Queue>,
    outbox: Outbox,
    encoding: Encoding,
    /// What the last answer was about; one check runs at a time.
    answered: Arc<Mutex<Option<u64>>>,
}

impl Workspace {
    /// The folders of the workspace; none where nobody trusts them.
    pub fn of(analyst: &Analyst) -> Self {
        let trusted = analyst.queue.settings().trusted;
        Self {
            folders: if trusted { analyst.queue.folders() } else { Vec::new() },
            config: analyst.projects.config.clone(),
            queue: Arc::clone(&analyst.queue),
            outbox: analyst.outbox.clone(),
            encoding: analyst.client.encoding,
            answered: Arc::clone(&analyst.answered),
        }
    }

    /// Checks all drafts and pushes what was found in those that are not open.
    ///
    /// # Errors
    /// If there is no folder, or no thread.
    pub fn push(self, progress: Progress) -> Result<(), String> {
        if self.folders.is_empty() {
            return Err("there is no folder to check, or it is not trusted".into());
        }
        let check = move || {
            let files = self.check(&progress);
            self.queue.hand_over(files);
        };
        thread::Builder::new().name("workspace".into()).spawn(check).map(drop).map_err(|error| error.to_string())
    }

    /// Answers `workspace/diagnostic`. A client asks again as soon as it has an answer, so a question waits until something has
    /// changed.
    pub fn answer(self, id: RequestId, params: WorkspaceDiagnosticParams) {
        let (queue, outbox, question) = (Arc::clone(&self.queue), self.outbox.clone(), id.to_owned());
        let work = move || {
            let Some(report) = self.report(&id, params) else { return };
            if self.queue.end_long(&id) {
                self.outbox.respond(Response::new_ok(id, report));
            }
        };
        if thread::Builder::new().name("workspace".into()).spawn(work).is_err() && queue.end_long(&question) {
            outbox.respond(Response::new_ok(question, WorkspaceDiagnosticReport { items: Vec::new() }));
        }
    }

    /// The report; `None` if the question was taken back.
    fn report(&self, id: &RequestId, params: WorkspaceDiagnosticParams) -> Option<WorkspaceDiagnosticReport> {
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.state();
        while !params.previous_result_ids.is_empty() && *answered == Some(state) {
            thread::sleep(BETWEEN);
            if !self.queue.is_asked(id) {
                return None;
            }
            state = self.state();
        }
        let progress = Progress::of_client(&self.outbox, params.work_done_progress_params.work_done_token);
        let files = self.check(&progress);
        *answered = Some(state);
        let old = params.previous_result_ids.into_iter().map(|of| (key(&of.uri.0), of.value));
        Some(WorkspaceDiagnosticReport { items: self.items(&files, old.collect()) })
    }

    fn items(&self, files: &[FileReport], mut old: BTreeMap<String, String>) -> Vec<WorkspaceDocumentDiagnosticReport> {
        let mut items = Vec::new();
        for file in files {
            let counted = Counted::new(&file.source, self.encoding);
            if self.queue.document(&counted.uri.0).is_some() {
                continue; // it has its own check, of what is in the editor
            }
            let found = in_file(&file.diagnostics, &counted);
            let result = result(&found);
            match old.remove(&counted.uri.0) {
                Some(before) if before == result => items.push(unchanged(counted.uri, result)),
                None if found.is_empty() => {}
                _ => items.push(full(counted.uri, Some(result), found)),
            }
        }
        // Of files that are gone nothing is left.
        let gone = old.into_keys().filter(|uri| self.queue.document(uri).is_none());
        items.extend(gone.map(|uri| full(Uri(uri), None, Vec::new())));
        items
    }

    /// The findings in all drafts and their sidecars, those of them that are text.
    fn check(&self, progress: &Progress) -> Vec<FileReport> {
        progress.begin("Checking drafts");
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut streams = silent(&mut out, &mut err);
        let told = |done: usize, all: usize| progress.report(done, all);
        let wanted = Wanted { told: Some(&told), ..Wanted::default() };
        let arguments = GatherArguments::of(self.folders.to_vec(), self.config.clone());
        // The streams are in memory, where writing does not fail.
        let gathered =
            if self.folders.is_empty() { None } else { gather(&arguments, &wanted, &mut streams).ok().flatten() };
        let files = gathered.map(|mut gathered| {
            let _ = GateArguments::default().apply(&gathered.groups, &mut gathered.files, None, &mut streams);
            gathered.files.into_iter().map(|file| file.report).filter(|file| file.source.origin.is_none()).collect()
        });
        progress.end();
        for line in String::from_utf8_lossy(&err).lines().filter(|line| line.starts_with("copydesk: ")) {
            self.outbox.log(line);
        }
        files.unwrap_or_default()
    }

    /// A hash of everything that the findings depend on, as far as the disk tells without reading a file.
    fn state(&self) -> u64 {
        let mut hash = DefaultHasher::new();
        let (drafts, _) = if self.folders.is_empty() { Default::default() } else { drafts(&self.folders) };
        for draft in drafts {
            let beside = stamp(&sidecar_path(&draft.path));
            let is_open = self.queue.document(&uri_of(&draft.path).0).is_some();
            (stamp(&draft.path), draft.path, beside, is_open).hash(&mut hash);
        }
        self.queue.changes_of_the_house().hash(&mut hash);
        hash.finish()
    }
}

/// Names a list of diagnostics.
fn result(found: &[Diagnostic]) -> String {
    let mut hash = DefaultHasher::new();
    serde_json::to_string(found).unwrap_or_default().hash(&mut hash);
    format!("{:016x}", hash.finish())
}

fn full(uri: Uri, result_id: Option<String>, items: Vec<Diagnostic>) -> WorkspaceDocumentDiagnosticReport {
    let report = FullDocumentDiagnosticReport { result_id, items };
    let report = WorkspaceFullDocumentDiagnosticReport { uri, version: None, full_document_diagnostic_report: report };
    WorkspaceDocumentDiagnosticReport::WorkspaceFullDocumentDiagnosticReport(report)
}

fn unchanged(uri: Uri, result_id: String) -> WorkspaceDocumentDiagnosticReport {
    let report = UnchangedDocumentDiagnosticReport { result_id };
    let report =
        WorkspaceUnchangedDocumentDiagnosticReport { uri, version: None, unchanged_document_diagnostic_report: report };
    WorkspaceDocumentDiagnosticReport::WorkspaceUnchangedDocumentDiagnosticReport(report)
}

/// The owner of what is pushed for the workspace.
pub fn owner() -> &'static Path {
    Path::new("workspace")
}

/// Progress of a command: that of the client, or one that the server begins.
pub fn progress(analyst: &Analyst, token: Option<ProgressToken>) -> Progress {
    match token {
        None if analyst.client.can.progress => Progress::begun(&analyst.outbox),
        token => Progress::of_client(&analyst.outbox, token),
    }
}
