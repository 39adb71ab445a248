//! [`Editor`]: a small client of the language server, which shares no code with it.

use super::super::program;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// How long a message may take to come. Nothing depends on it unless the server is broken.
const PATIENCE: Duration = Duration::from_secs(120);

pub struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that came while another one was waited for.
    waiting: Vec<Value>,
    next: i64,
    /// What the server was told when it was started.
    pub utf8: bool,
    /// Edits that the server asked for.
    pub edits: Vec<Value>,
}

/// What most editors can do, without asking for diagnostics.
pub fn capabilities() -> Value {
    json!({
        "workspace": {
            "applyEdit": true,
            "workspaceEdit": { "documentChanges": true },
            "didChangeWatchedFiles": { "dynamicRegistration": true },
        },
        "textDocument": {
            "publishDiagnostics": { "relatedInformation": true },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
        },
        "window": { "workDoneProgress": true },
    })
}

/// The same for an editor that asks for diagnostics.
pub fn pulling() -> Value {
    let mut all = capabilities();
    all["textDocument"]["diagnostic"] = json!({ "relatedDocumentSupport": true });
    all["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    all
}

impl Editor {
    /// Starts the server for `folder`, without a word to it.
    pub fn silent(folder: &Path) -> Self {
        let mut command = program(folder);
        command.args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let output = child.stdout.take().expect("it has a stdout");
        let (to, messages) = channel();
        std::thread::spawn(move || listen(output, &to));
        let input = child.stdin.take();
        Self { child, input, messages, waiting: Vec::new(), next: 1, utf8: false, edits: Vec::new() }
    }

    /// Starts the server for `folder`, for an editor that can do what `capabilities` says.
    pub fn with(folder: &Path, mut capabilities: Value, options: Value) -> Self {
        let mut editor = Self::silent(folder);
        if let Some(encodings) = options.get("encodings") {
            capabilities["general"] = json!({ "positionEncodings": encodings });
        }
        let root = uri(folder);
        let answer = editor.request(
            "initialize",
            json!({
                "processId": null, "rootUri": root, "capabilities": capabilities, "initializationOptions": options,
                "workspaceFolders": [{ "uri": root, "name": "desk" }],
            }),
        );
        editor.utf8 = answer["capabilities"]["positionEncoding"] == "utf-8";
        editor.notify("initialized", json!({}));
        editor
    }

    /// Starts the server for `folder`, for an editor to which diagnostics are pushed.
    pub fn new(folder: &Path) -> Self {
        Self::with(folder, capabilities(), json!({}))
    }

    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("the input is open");
        // A server that has ended does not read; the test looks at how it ended.
        let _ = input.write_all(bytes).and_then(|()| input.flush());
    }

    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks, and returns the number of the question.
    pub fn ask(&mut self, method: &str, params: Value) -> i64 {
        let id = self.next;
        self.next += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Asks and waits for the result.
    #[track_caller]
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.response(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Asks and waits for the whole answer.
    pub fn response(&mut self, method: &str, params: Value) -> Value {
        let id = self.ask(method, params);
        self.answer_to(id)
    }

    pub fn answer_to(&mut self, id: i64) -> Value {
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    /// Waits for a message.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.waiting.iter().position(&wanted) {
            return self.waiting.remove(at);
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the message comes");
            if let (Some(id), Some(method)) = (message.get("id"), message.get("method")) {
                if method == "workspace/applyEdit" {
                    self.edits.push(message["params"]["edit"].clone());
                }
                self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
            }
            if wanted(&message) {
                return message;
            }
            self.waiting.push(message);
        }
    }

    /// All messages that have come and were not waited for.
    pub fn rest(&self) -> &[Value] {
        &self.waiting
    }

    pub fn open(&mut self, path: &Path, text: &str) {
        let language = match path.extension().and_then(|extension| extension.to_str()) {
            Some("md") => "markdown",
            Some("html") => "html",
            Some("toml") => "toml",
            _ => "plaintext",
        };
        let item = json!({ "uri": uri(path), "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": item }));
    }

    pub fn change(&mut self, path: &Path, version: i64, changes: &Value) {
        let document = json!({ "uri": uri(path), "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    pub fn close(&mut self, path: &Path) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri(path) } }));
    }

    /// Waits until the diagnostics of this version of a text are pushed.
    pub fn pushed(&mut self, path: &Path, version: impl Into<Value>) -> Vec<Value> {
        let (uri, version) = (uri(path), version.into());
        let is_it = |message: &Value| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri.as_str()
                && params.get("version").unwrap_or(&Value::Null) == &version
        };
        list(&self.wait(is_it)["params"]["diagnostics"])
    }

    /// Asks for the diagnostics of a text.
    pub fn pulled(&mut self, path: &Path) -> Vec<Value> {
        list(&self.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri(path) } }))["items"])
    }

    /// The code actions for a diagnostic.
    pub fn actions(&mut self, path: &Path, found: &Value) -> Vec<Value> {
        let params = json!({
            "textDocument": { "uri": uri(path) }, "range": found["range"], "context": { "diagnostics": [found] },
        });
        list(&self.request("textDocument/codeAction", params))
    }

    /// Executes the command of an action, and waits until it is done.
    pub fn execute(&mut self, action: &Value) {
        let command = &action["command"];
        self.request(
            "workspace/executeCommand",
            json!({ "command": command["command"], "arguments": command["arguments"] }),
        );
    }

    /// Shuts the server down as the protocol says, and returns its exit code.
    pub fn shut_down(mut self) -> i32 {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.end().0
    }

    /// Closes the input, and returns the exit code and what was written to the error stream.
    pub fn end(&mut self) -> (i32, String) {
        drop(self.input.take());
        let mut said = String::new();
        if let Some(mut err) = self.child.stderr.take() {
            err.read_to_string(&mut said).expect("UTF-8");
        }
        (self.child.wait().expect("it ends").code().unwrap_or(-1), said)
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        drop(self.input.take());
        // It ends with its input; a test that failed must not leave it behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(output: ChildStdout, to: &Sender<Value>) {
    let mut output = BufReader::new(output);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if output.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
            match line.trim().split_once(": ") {
                Some((_, value)) => length = value.parse().expect("a length"),
                None => break,
            }
        }
        let mut bytes = vec![0; length];
        output.read_exact(&mut bytes).expect("a whole message");
        if to.send(serde_json::from_slice(&bytes).expect("JSON")).is_err() {
            return;
        }
    }
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// The URI of a path that has nothing to escape but spaces.
pub fn uri(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/").replace(' ', "%20");
    if path.starts_with('/') { format!("file://{path}") } else { format!("file:///{}", path.replacen(':', "%3A", 1)) }
}
