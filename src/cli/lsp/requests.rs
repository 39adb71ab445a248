//! Requests of the client that need an analysis, each answered by the file that it is for.

use super::analyst::Analyst;
use super::{actions, commands, complete, definition, hints, hover, lens, pull, symbols};
use lsp_server::ErrorCode;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What the client is told: the result, or why there is none.
pub type Answer = Result<Value, (ErrorCode, String)>;

/// Answers a request.
pub fn answer(analyst: &mut Analyst, method: &str, params: Value) -> Answer {
    match method {
        super::queue::PULL => with(params, |params| pull::document(analyst, params)),
        "textDocument/codeAction" => with(params, |params| actions::actions(analyst, params)),
        "codeAction/resolve" => with(params, |action| actions::resolved(analyst, action)),
        "textDocument/hover" => with(params, |params| hover::hover(analyst, params)),
        "textDocument/inlayHint" => with(params, |params| hints::hints(analyst, params)),
        "textDocument/documentSymbol" => with(params, |params| symbols::symbols(analyst, params)),
        "textDocument/definition" => with(params, |params| definition::definition(analyst, params)),
        "textDocument/completion" => with(params, |params| complete::complete(analyst, params)),
        "textDocument/codeLens" => with(params, |params| lens::lenses(analyst, params)),
        "workspace/executeCommand" => match typed(params).map(|params| commands::execute(analyst, params))? {
            Ok(()) => Ok(Value::Null),
            Err(why) => {
                analyst.outbox.warn(&why);
                Err((ErrorCode::RequestFailed, why))
            }
        },
        _ => Err((ErrorCode::MethodNotFound, format!("copydesk does not know {method}"))),
    }
}

/// Whether a request needs an analysis.
pub fn is_known(method: &str) -> bool {
    const KNOWN: &[&str] = &[
        super::queue::PULL,
        super::queue::WORKSPACE,
        "textDocument/codeAction",
        "codeAction/resolve",
        "textDocument/hover",
        "textDocument/inlayHint",
        "textDocument/documentSymbol",
        "textDocument/definition",
        "textDocument/completion",
        "textDocument/codeLens",
        "workspace/executeCommand",
    ];
    KNOWN.contains(&method)
}

fn with<P: DeserializeOwned, R: Serialize>(params: Value, answer: impl FnOnce(P) -> R) -> Answer {
    let result = typed(params).map(answer)?;
    serde_json::to_value(result).map_err(|error| (ErrorCode::InternalError, error.to_string()))
}

fn typed<P: DeserializeOwned>(params: Value) -> Result<P, (ErrorCode, String)> {
    serde_json::from_value(params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))
}
