// The extension: starts the server, and adds what the protocol has no place for.

import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, State } from "vscode-languageclient/node";
import { findBinary } from "./binary";
import { showQuotations, showReport, SheetProvider } from "./pages";
import { StatusBar } from "./status";

const LANGUAGES = ["markdown", "plaintext", "html"];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("copydesk");
  const status = new StatusBar(LANGUAGES);
  const sheets = new SheetProvider();
  context.subscriptions.push(log, status, sheets, vscode.workspace.registerTextDocumentContentProvider("copydesk-sheet", sheets));
  await vscode.commands.executeCommand("setContext", "copydesk.languages", LANGUAGES);

  const restart = async () => {
    await stop();
    await start(log, status);
  };
  const command = (name: string, run: (...given: never[]) => unknown) =>
    context.subscriptions.push(vscode.commands.registerCommand(name, run));
  command("copydesk.restart", restart);
  command("copydesk.showLog", () => log.show());
  command("copydesk.checkFolder", () => client?.sendRequest("workspace/executeCommand", { command: "copydesk.checkWorkspace" }));
  command("copydesk.fixDraft", fixDraft);
  command("copydesk.askReason", askReason);
  command("copydesk.showQuotations", () => withDraft((draft) => showQuotations(draft, sheets)));
  command("copydesk.showReport", () => withDraft(showReport));
  command("copydesk.toggleSpeakers", async () => {
    const settings = vscode.workspace.getConfiguration("copydesk");
    await settings.update("speakers", !settings.get<boolean>("speakers"), vscode.ConfigurationTarget.Global);
  });

  context.subscriptions.push(
    // The server reads nothing of a folder until the user trusts it.
    vscode.workspace.onDidGrantWorkspaceTrust(sendSettings),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("copydesk.path") || change.affectsConfiguration("copydesk.workspaceDiagnostics")) {
        await restart();
      } else if (change.affectsConfiguration("copydesk.speakers")) {
        await sendSettings();
      }
    }),
  );
  await start(log, status);
}

export async function deactivate(): Promise<void> {
  await stop();
}

/** What the server is told: the settings of the user, and whether the folder is trusted. */
function settings(): Record<string, boolean> {
  const set = vscode.workspace.getConfiguration("copydesk");
  return {
    trusted: vscode.workspace.isTrusted,
    speakers: set.get("speakers", false),
    workspaceDiagnostics: set.get("workspaceDiagnostics", false),
    asksReason: true,
  };
}

async function sendSettings(): Promise<void> {
  await client?.sendNotification("workspace/didChangeConfiguration", { settings: { copydesk: settings() } });
}

async function start(log: vscode.OutputChannel, status: StatusBar): Promise<void> {
  const binary = await findBinary();
  if (binary === undefined) {
    status.missing();
    const set = "Set the Path";
    const chosen = await vscode.window.showErrorMessage("The program copydesk was not found. Put it in a folder of your PATH, or set its path.", set);
    if (chosen === set) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "copydesk.path");
    }
    return;
  }
  const drafts = LANGUAGES.flatMap((language) => ["file", "untitled"].map((scheme) => ({ scheme, language })));
  const options: LanguageClientOptions = {
    // The server knows which TOML files are those of the newsroom.
    documentSelector: [...drafts, { scheme: "file", pattern: "**/*.toml" }],
    initializationOptions: settings(),
    outputChannel: log,
  };
  client = new LanguageClient("copydesk", "copydesk", { command: binary, args: ["lsp"] }, options);
  client.onDidChangeState((change) => status.running(change.newState === State.Running));
  try {
    await client.start();
  } catch (error) {
    status.missing();
    void vscode.window.showErrorMessage(`copydesk could not be started from ${binary}: ${String(error)}`);
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.state === State.Running) {
    await running.dispose();
  }
}

/** Does something with the draft that is edited; with one that is visible, if a page such as the report has the focus. */
function withDraft(show: (draft: vscode.TextDocument) => Promise<void>): Promise<void> {
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  const draft = editors.find((editor) => editor !== undefined && LANGUAGES.includes(editor.document.languageId));
  if (draft === undefined) {
    void vscode.window.showInformationMessage("Open a draft first: Markdown, plain text or HTML.");
    return Promise.resolve();
  }
  return show(draft.document);
}

function fixDraft(): Promise<void> {
  return withDraft(async (draft) => {
    await client?.sendRequest("workspace/executeCommand", {
      command: "copydesk.fixAll",
      arguments: [{ uri: draft.uri.toString() }],
    });
  });
}

/** Asks why a finding is allowed, and has the server write it down. */
async function askReason(finding: { rule: string }): Promise<void> {
  const reason = await vscode.window.showInputBox({
    title: `Allow ${finding.rule} here`,
    prompt: "Why is the copy right? The next editor will read this.",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? "Give a reason." : undefined),
  });
  if (reason !== undefined) {
    await client?.sendRequest("workspace/executeCommand", {
      command: "copydesk.allow",
      arguments: [{ ...finding, reason }],
    });
  }
}
