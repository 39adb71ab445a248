//! [`Analyst`]: keeps the newest reading of each open text, and knows which configuration each draft has.

use super::address::{key, uri_of};
use super::client::Client;
use super::document::{Document, DocumentKind};
use super::found::{Counted, in_file};
use super::outbox::Outbox;
use super::projects::{Open, Project, Projects, absolute};
use super::queue::Queue;
use crate::cli::project::ConfigArguments;
use copydesk::diagnostic::{Diagnostic, FileReport};
use copydesk::files::{sidecar_of, sidecar_path};
use copydesk::lint::{Checked, Reading, SIDECAR_SUFFIX, Sidecar};
use copydesk::text::Source;
use gen_lsp_types::{PublishDiagnosticsParams, Uri};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// A draft that was checked.
pub struct Analysed {
    pub document: Arc<Document>,
    pub project: Rc<Project>,
    pub reading: Reading,
    /// Its findings that nothing hides.
    pub report: FileReport,
    /// Findings and mistakes in its sidecar, if it has one.
    pub beside: Option<(Arc<Source>, Vec<Diagnostic>)>,
    /// Names this state of the findings.
    pub result: String,
    sidecar: Option<Arc<Source>>,
}

pub struct Analyst {
    pub client: Arc<Client>,
    pub queue: Arc<Queue>,
    pub outbox: Outbox,
    pub projects: Projects,
    /// What the last diagnostics of the workspace were about.
    pub answered: Arc<Mutex<Option<u64>>>,
    analysed: BTreeMap<String, Rc<Analysed>>,
    /// Files that are not open and for which something was pushed, each with the configuration or draft that it is about.
    pushed: BTreeMap<String, PathBuf>,
    results: u64,
}

impl Analyst {
    pub fn new(client: Arc<Client>, queue: Arc<Queue>, outbox: Outbox) -> Self {
        let mut projects = Projects::new(ConfigArguments::default());
        projects.trust(queue.settings().trusted);
        let (answered, analysed, pushed) = Default::default();
        Self { client, queue, outbox, projects, answered, analysed, pushed, results: 0 }
    }

    /// The texts that are open, by their paths.
    pub fn open(&self) -> Open {
        let documents = self.queue.documents().into_iter();
        documents.map(|document| (absolute(&document.path), Arc::clone(&document.source))).collect()
    }

    /// The newest state of a draft that is open, checked.
    pub fn draft(&mut self, uri: &Uri) -> Option<Rc<Analysed>> {
        let document = self.queue.document(&key(&uri.0)).filter(|document| document.kind == DocumentKind::Draft)?;
        Some(self.checked(&document))
    }

    /// The draft in an open text, checked. A check is made once for each state of the draft and of everything that it depends on.
    pub fn checked(&mut self, document: &Arc<Document>) -> Rc<Analysed> {
        fn text(sidecar: Option<&Arc<Source>>) -> Option<&str> {
            sidecar.map(|sidecar| sidecar.text.as_str())
        }
        let key = document.key();
        let project = self.project(&document.path);
        let sidecar = self.sidecar(&document.path, &document.source.name);
        let same = self.analysed.get(&key).filter(|known| {
            Arc::ptr_eq(&known.document, document)
                && Rc::ptr_eq(&known.project, &project)
                && text(known.sidecar.as_ref()) == text(sidecar.as_ref())
        });
        if let Some(same) = same {
            return Rc::clone(same);
        }
        self.queue.begins(document);
        let began = Instant::now();
        let (analysed, checked) = self.read(document, project, sidecar);
        let report = analysed.project.past_the_baseline(&document.path, checked);
        let analysed = Rc::new(Analysed { report, ..analysed });
        self.queue.took(&key, began.elapsed());
        self.analysed.insert(key, Rc::clone(&analysed));
        // What was closed is not needed any more.
        let Self { analysed: kept, queue, .. } = self;
        kept.retain(|key, _| queue.document(key).is_some());
        analysed
    }

    /// Checks a draft, open or not. Its findings are in the second part: they may still be compared with those of other drafts.
    pub fn read(
        &mut self,
        document: &Arc<Document>,
        project: Rc<Project>,
        sidecar: Option<Arc<Source>>,
    ) -> (Analysed, Checked) {
        let trusted = self.queue.settings().trusted;
        let of = sidecar.as_ref().map(|source| Sidecar::read(Arc::clone(source)));
        let mut beside = of.as_ref().map(|of| (Arc::clone(&of.source), of.problems.to_vec()));
        let reading = project.read(&document.path, Arc::clone(&document.source), of, trusted);
        let mut checked = reading.checked();
        if let (Some((_, mistakes)), Some(found)) = (&mut beside, checked.beside.take()) {
            mistakes.extend(found.diagnostics);
            mistakes.sort_by_key(Diagnostic::span);
        }
        self.results += 1;
        let (document, result) = (Arc::clone(document), self.results.to_string());
        let report = FileReport::new(Arc::clone(&document.source), Vec::new());
        (Analysed { document, project, reading, report, beside, result, sidecar }, checked)
    }

    /// The project of a draft. When it is loaded, the mistakes in its files are pushed.
    pub fn project(&mut self, path: &Path) -> Rc<Project> {
        let (project, is_new) = self.projects.of(path);
        if is_new {
            self.push_problems(&project);
        }
        project
    }

    /// The sidecar of a draft: as it is in the editor, else as it is on the disk. In a folder that is not trusted there is none.
    pub fn sidecar(&self, path: &Path, name: &str) -> Option<Arc<Source>> {
        if !self.queue.settings().trusted {
            return None;
        }
        if let Some(open) = self.queue.document(&uri_of(&sidecar_path(path)).0) {
            return Some(Arc::new(Source::new(format!("{name}{SIDECAR_SUFFIX}"), open.source.text.as_str())));
        }
        sidecar_of(path, name)
            .unwrap_or_else(|error| {
                self.outbox.log(&error.to_string());
                None
            })
            .map(Arc::new)
    }

    /// Pushes the mistakes in the files of a configuration, and takes back those that it had before.
    fn push_problems(&mut self, project: &Project) {
        for error in &project.errors {
            self.outbox.warn(error);
        }
        let owner = project.group.file.as_deref().map(absolute).unwrap_or_default();
        let files = project.problems.iter().map(|file| (&*file.source, file.diagnostics.as_slice()));
        self.push_files(&owner, files);
    }

    /// Pushes findings in the files that belong to `owner`, and takes back what was pushed for others of them. Files that are
    /// open are left out: they have their own check.
    pub fn push_files<'a>(&mut self, owner: &Path, files: impl Iterator<Item = (&'a Source, &'a [Diagnostic])>) {
        let mut old: Vec<String> =
            self.pushed.iter().filter(|(_, of)| *of == owner).map(|(uri, _)| uri.to_string()).collect();
        for (source, found) in files.filter(|(_, found)| !found.is_empty()) {
            let file = Counted::new(source, self.client.encoding);
            if self.queue.document(&file.uri.0).is_some() {
                continue;
            }
            old.retain(|uri| *uri != file.uri.0);
            self.pushed.insert(file.uri.0.to_string(), owner.to_path_buf());
            let diagnostics = in_file(found, &file);
            self.outbox.publish(PublishDiagnosticsParams { uri: file.uri, version: None, diagnostics });
        }
        old.iter().for_each(|uri| self.take_back(uri));
    }

    /// Takes back what was pushed for a file that is not open.
    pub fn take_back(&mut self, uri: &str) {
        if self.pushed.remove(uri).is_some() && self.queue.document(uri).is_none() {
            self.publish_nothing(uri);
        }
    }

    fn publish_nothing(&self, uri: &str) {
        let uri = Uri(uri.to_owned());
        self.outbox.publish(PublishDiagnosticsParams { uri, version: None, diagnostics: Vec::new() });
    }

    /// A client that asks for diagnostics asks for those of a text which it has opened. What was pushed before that is taken back,
    /// or it would show both.
    pub fn opened(&mut self, document: &Document) {
        if self.pushed.remove(&document.key()).is_some() {
            self.publish_nothing(&document.uri.0);
        }
    }

    /// Forgets everything that was read, and takes back what was pushed for files that are gone.
    pub fn forget(&mut self) {
        self.projects.forget();
        self.projects.trust(self.queue.settings().trusted);
        self.forget_readings();
        let gone = |uri: &&String| super::address::path_of(uri).is_none_or(|path| !path.exists());
        let gone: Vec<String> = self.pushed.keys().filter(gone).map(ToString::to_string).collect();
        gone.iter().for_each(|uri| self.take_back(uri));
    }

    /// Forgets the readings.
    pub fn forget_readings(&mut self) {
        self.analysed.clear();
    }
}
