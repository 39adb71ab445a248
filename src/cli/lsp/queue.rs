//! [`Queue`]: what the thread that analyses is to do next. The thread that reads puts work in and never waits for it.
//!
//! A text is analysed in its newest state only. How long an edit waits follows from how long the last analysis took: a short
//! draft is checked after each keystroke, and a long one when the typing pauses, or at the latest when the writer has typed four
//! times as long as an analysis takes. So the work is bounded, however fast the edits come.

use super::client::Settings;
use super::document::Document;
use copydesk::diagnostic::FileReport;
use lsp_server::{Request, RequestId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The longest pause in the typing that an analysis waits for.
const LONGEST_PAUSE: Duration = Duration::from_millis(150);
/// An analysis begins at the latest when this many times its own length have passed since the first edit that it shows.
const MOST_WAITING: u32 = 4;

/// The request by which clients ask for diagnostics.
pub const PULL: &str = "textDocument/diagnostic";
/// The request by which clients ask for the diagnostics of drafts that are not open; another thread answers it.
pub const WORKSPACE: &str = "workspace/diagnostic";

/// What to do next.
pub enum Job {
    /// Answer the client.
    Answer(Request),
    /// Check a text and push what was found.
    Push(Arc<Document>),
    /// Start over: files of the house, or the settings, have changed.
    House,
    /// Push what was found in drafts that are not open.
    Files(Vec<FileReport>),
    /// Stop.
    End,
}

#[derive(Default)]
pub struct Queue {
    state: Mutex<State>,
    wake: Condvar,
}

#[derive(Default)]
struct State {
    open: BTreeMap<String, Arc<Document>>,
    /// Edits that no analysis has seen yet.
    edited: BTreeMap<String, Edited>,
    /// How long the last analysis of a text took.
    cost: BTreeMap<String, Duration>,
    requests: VecDeque<(Request, Option<String>)>,
    folders: Vec<PathBuf>,
    settings: Settings,
    house: bool,
    /// How often files of the house have changed.
    changes: u64,
    /// What was found in drafts that are not open.
    files: Option<Vec<FileReport>>,
    /// Questions that other threads work on.
    long: BTreeSet<RequestId>,
    ended: bool,
    /// Whether the client asks for diagnostics itself.
    pulls: bool,
}

/// When a text was edited first and last.
#[derive(Clone, Copy)]
struct Edited {
    first: Instant,
    last: Instant,
}

impl Edited {
    /// When an analysis that takes `cost` should begin.
    fn due(self, cost: Duration) -> Instant {
        (self.last + cost.min(LONGEST_PAUSE)).min(self.first + cost * MOST_WAITING)
    }
}

impl Queue {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state and wakes the thread that analyses.
    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let changed = change(&mut self.state());
        self.wake.notify_one();
        changed
    }

    /// Says how the client asks, in which folders, and what is set.
    pub fn begin(&self, pulls: bool, folders: Vec<PathBuf>, settings: Settings) {
        self.change(|state| {
            state.pulls = pulls;
            state.folders = folders;
            state.settings = settings;
        });
    }

    /// A text was opened or edited.
    pub fn put(&self, document: Arc<Document>) {
        self.change(|state| {
            let (key, now) = (document.key(), Instant::now());
            state.open.insert(key.to_string(), document);
            state.edited.entry(key).and_modify(|edited| edited.last = now).or_insert(Edited { first: now, last: now });
        });
    }

    /// A text was closed. Returns its last state.
    pub fn close(&self, key: &str) -> Option<Arc<Document>> {
        self.change(|state| {
            state.edited.remove(key);
            state.cost.remove(key);
            state.open.remove(key)
        })
    }

    /// The newest state of an open text.
    pub fn document(&self, key: &str) -> Option<Arc<Document>> {
        self.state().open.get(key).map(Arc::clone)
    }

    /// All open texts.
    pub fn documents(&self) -> Vec<Arc<Document>> {
        self.state().open.values().map(Arc::clone).collect()
    }

    /// The folders of the workspace.
    pub fn folders(&self) -> Vec<PathBuf> {
        self.state().folders.to_vec()
    }

    /// Changes the folders of the workspace.
    pub fn set_folders(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        self.change(|state| {
            change(&mut state.folders);
            state.house_changed();
        });
    }

    /// What the user has set.
    pub fn settings(&self) -> Settings {
        self.state().settings
    }

    /// Changes what the user has set.
    pub fn set(&self, settings: Settings) {
        self.change(|state| {
            if state.settings != settings {
                state.settings = settings;
                state.house_changed();
            }
        });
    }

    /// Files that findings depend on have changed.
    pub fn house_changed(&self) {
        self.change(State::house_changed);
    }

    /// How often files that findings depend on have changed.
    pub fn changes_of_the_house(&self) -> u64 {
        self.state().changes
    }

    /// What was found in drafts that are not open, to be pushed.
    pub fn hand_over(&self, files: Vec<FileReport>) {
        self.change(|state| state.files = Some(files));
    }

    /// Whether somebody still waits for the answer to `id`, on which another thread works.
    pub fn is_asked(&self, id: &RequestId) -> bool {
        let state = self.state();
        !state.ended && state.long.contains(id)
    }

    /// The answer to `id` is there. Returns whether somebody still waits for it.
    pub fn end_long(&self, id: &RequestId) -> bool {
        self.state().long.remove(id)
    }

    /// A question of the client, about the text with this key if it is about one.
    pub fn ask(&self, request: Request, key: Option<String>) {
        self.change(|state| state.requests.push_back((request, key)));
    }

    /// Takes a question back. Returns whether it was still waiting.
    pub fn cancel(&self, id: &RequestId) -> bool {
        self.change(|state| {
            let before = state.requests.len();
            state.requests.retain(|(request, _)| request.id != *id);
            state.requests.len() < before || state.long.remove(id)
        })
    }

    /// Stops the thread that analyses.
    pub fn end(&self) {
        self.change(|state| state.ended = true);
    }

    /// An analysis of a state of a text begins. If that is the newest one, no edit waits any more.
    pub fn begins(&self, document: &Arc<Document>) {
        let (mut state, key) = (self.state(), document.key());
        if state.open.get(&key).is_some_and(|newest| Arc::ptr_eq(newest, document)) {
            state.edited.remove(&key);
        }
    }

    /// An analysis of a text took this long.
    pub fn took(&self, key: &str, cost: Duration) {
        self.state().cost.insert(key.to_owned(), cost);
    }

    /// Marks all open texts as edited, so that they are checked again.
    pub fn check_all_again(&self) {
        self.change(|state| {
            let now = Instant::now();
            state.edited = state.open.keys().map(|key| (key.to_string(), Edited { first: now, last: now })).collect();
        });
    }

    /// Waits for something to do.
    pub fn next(&self) -> Job {
        let mut state = self.state();
        loop {
            let now = Instant::now();
            match state.take(now) {
                Ok(job) => return job,
                Err(None) => state = self.wake.wait(state).unwrap_or_else(PoisonError::into_inner),
                Err(Some(due)) => {
                    let (woken, _) = self
                        .wake
                        .wait_timeout(state, due.saturating_duration_since(now))
                        .unwrap_or_else(PoisonError::into_inner);
                    state = woken;
                }
            }
        }
    }
}

impl State {
    const fn house_changed(&mut self) {
        self.house = true;
        self.changes += 1;
    }

    fn due(&self, key: &str) -> Option<Instant> {
        let edited = self.edited.get(key)?;
        Some(edited.due(self.cost.get(key).copied().unwrap_or_default()))
    }

    /// The next job, or when there will be one.
    fn take(&mut self, now: Instant) -> Result<Job, Option<Instant>> {
        if self.ended {
            return Ok(Job::End);
        }
        if std::mem::take(&mut self.house) {
            return Ok(Job::House);
        }
        if let Some(files) = self.files.take() {
            return Ok(Job::Files(files));
        }
        // Diagnostics wait for a pause in the typing; what somebody asks about a place is answered at once.
        let waits = |(request, key): &(Request, Option<String>)| {
            let key = key.as_deref().filter(|_| request.method == PULL)?;
            self.due(key).filter(|due| *due > now)
        };
        let ready = self.requests.iter().position(|waiting| waits(waiting).is_none());
        let next_pull = self.requests.iter().filter_map(waits).min();
        if let Some((request, _)) = ready.and_then(|ready| self.requests.remove(ready)) {
            // From here on it can be taken back only as a question on which another thread works.
            if request.method == WORKSPACE {
                self.long.insert(request.id.clone());
            }
            return Ok(Job::Answer(request));
        }
        let soonest = self.edited.keys().filter_map(|key| Some((self.due(key)?, key))).min();
        match soonest.filter(|_| !self.pulls) {
            Some((due, key)) if due <= now => {
                let key = key.to_string();
                self.edited.remove(&key);
                self.open.get(&key).map(|document| Job::Push(Arc::clone(document))).ok_or(Some(now))
            }
            Some((due, _)) => Err(Some(next_pull.map_or(due, |pull| pull.min(due)))),
            None => Err(next_pull),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_analysis_waits_for_a_pause_and_not_for_ever() {
        let first = Instant::now();
        let after = |milliseconds| first + Duration::from_millis(milliseconds);
        let edited = |last| Edited { first, last: after(last) };
        let cost = Duration::from_millis;
        assert_eq!(edited(0).due(cost(2)), after(2));
        assert_eq!(edited(0).due(cost(250)), after(150), "a pause of 150 ms is enough");
        assert_eq!(edited(700).due(cost(250)), after(850), "still typing");
        assert_eq!(edited(990).due(cost(250)), after(1000), "but not for more than four times the cost");
        assert_eq!(edited(0).due(Duration::ZERO), first, "the first check is at once");
    }

    #[test]
    fn a_question_that_is_taken_back_is_not_answered() {
        let queue = Queue::default();
        let question =
            |id: i32| Request { id: id.into(), method: "textDocument/hover".into(), params: Default::default() };
        queue.ask(question(1), None);
        queue.ask(question(2), None);
        assert!(queue.cancel(&1.into()) && !queue.cancel(&1.into()));
        assert!(matches!(queue.next(), Job::Answer(request) if request.id == 2.into()));
        queue.end();
        assert!(matches!(queue.next(), Job::End));
    }

    #[test]
    fn a_question_for_another_thread_can_be_taken_back_before_that_thread_begins() {
        let queue = Queue::default();
        let asked = Request { id: 1.into(), method: WORKSPACE.into(), params: serde_json::Value::Null };
        queue.ask(asked, None);
        assert!(matches!(queue.next(), Job::Answer(_)));
        assert!(queue.is_asked(&1.into()) && queue.cancel(&1.into()));
        assert!(!queue.is_asked(&1.into()) && !queue.end_long(&1.into()), "nobody waits for the answer any more");
    }
}
