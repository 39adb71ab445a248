//! The thread that analyses: takes what is to be done from the queue, and does it.

use super::analyst::Analyst;
use super::document::{Document, DocumentKind};
use super::found::in_document;
use super::queue::{self, Job};
use super::workspace::{Workspace, owner};
use super::{house, requests};
use gen_lsp_types::{PublishDiagnosticsParams, Uri};
use lsp_server::{ErrorCode, Request, Response};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Works until the queue ends.
pub fn run(mut analyst: Analyst) {
    // The register takes as long to read as the packs; the first draft will need it.
    analyst.projects.config.names.prepare();
    loop {
        let job = analyst.queue.next();
        let question = match &job {
            Job::End => return,
            Job::Answer(request) => Some(request.id.to_owned()),
            _ => None,
        };
        // A bug must not silence the server: this one job fails, and the next is done.
        if catch_unwind(AssertUnwindSafe(|| work(&mut analyst, job))).is_err() {
            analyst.forget_readings();
            if let Some(id) = question {
                let why = "copydesk failed on this request; please report it".to_owned();
                analyst.outbox.respond(Response::new_err(id, ErrorCode::InternalError as i32, why));
            }
        }
    }
}

fn work(analyst: &mut Analyst, job: Job) {
    match job {
        Job::Answer(request) => answer(analyst, request),
        Job::Push(document) => push(analyst, &document),
        Job::House => start_over(analyst),
        Job::Files(files) => {
            let files = files.iter().map(|file| (&*file.source, file.diagnostics.as_slice()));
            analyst.push_files(owner(), files);
        }
        Job::End => {}
    }
}

fn answer(analyst: &mut Analyst, request: Request) {
    let Request { id, method, params } = request;
    if method == queue::WORKSPACE {
        match serde_json::from_value(params) {
            Ok(params) => Workspace::of(analyst).answer(id, params),
            Err(error) => {
                let response = Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string());
                analyst.outbox.respond(response);
            }
        }
        return;
    }
    let response = match requests::answer(analyst, &method, params) {
        Ok(result) => Response::new_ok(id, result),
        Err((code, message)) => Response::new_err(id, code as i32, message),
    };
    analyst.outbox.respond(response);
}

/// Checks an open text and pushes what was found.
fn push(analyst: &mut Analyst, document: &Arc<Document>) {
    let diagnostics = match document.kind {
        DocumentKind::Draft => {
            let analysed = analyst.checked(document);
            let beside = analysed.beside.iter().map(|(source, found)| (&**source, found.as_slice()));
            analyst.push_files(&document.path, beside);
            in_document(&analysed.report.diagnostics, document)
        }
        DocumentKind::Toml => match house::mistakes(analyst, document) {
            Some(mistakes) => in_document(&mistakes, document),
            None => return,
        },
    };
    // What was found in a state that is over would stand at the wrong words.
    let newest = analyst.queue.document(&document.key());
    if newest.is_some_and(|newest| Arc::ptr_eq(&newest, document)) {
        let uri = Uri(document.uri.0.to_string());
        analyst.outbox.publish(PublishDiagnosticsParams { uri, version: Some(document.version), diagnostics });
    }
}

/// Files of the house or settings have changed: everything is read again.
fn start_over(analyst: &mut Analyst) {
    analyst.forget();
    if analyst.client.pulls && analyst.client.can.refresh_diagnostics {
        analyst.outbox.request("workspace/diagnostic/refresh", Value::Null);
    }
    if analyst.client.can.refresh_hints {
        analyst.outbox.request("workspace/inlayHint/refresh", Value::Null);
    }
    analyst.queue.check_all_again();
}
