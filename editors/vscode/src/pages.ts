// Pages that the program writes: the sheet of quotations, and the report of a draft.

import { execFile } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import { findBinary } from "./binary";

/** Sheets that were asked for, as Markdown. */
export class SheetProvider implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly texts = new Map<string, string>();
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  put(uri: vscode.Uri, text: string): void {
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** Shows the quotations of a draft, with their speakers, beside it. */
export async function showQuotations(draft: vscode.TextDocument, sheets: SheetProvider): Promise<void> {
  const written = await run(draft, ["quotes", "--format", "markdown"]);
  if (written !== undefined) {
    const name = path.parse(draft.uri.fsPath).name;
    const uri = vscode.Uri.from({ scheme: "copydesk-sheet", path: `/Quotations in ${name}.md`, query: draft.uri.toString() });
    sheets.put(uri, written);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }
}

/** Shows the report of a draft: the article as its readers see it, with the findings marked. */
export async function showReport(draft: vscode.TextDocument): Promise<void> {
  const page = await run(draft, ["check", "--quiet", "--format", "html"]);
  if (page !== undefined) {
    const title = `Report on ${path.basename(draft.uri.fsPath)}`;
    const panel = vscode.window.createWebviewPanel("copydesk.report", title, vscode.ViewColumn.Beside, { enableScripts: true });
    panel.webview.html = page;
  }
}

/** What the program writes of a draft, which is saved first; `undefined` if it cannot, which has been said. */
async function run(draft: vscode.TextDocument, command: string[]): Promise<string | undefined> {
  const binary = await findBinary();
  if (binary === undefined || (draft.isDirty && !(await draft.save()))) {
    return undefined;
  }
  const trust = vscode.workspace.isTrusted ? [] : ["--no-config"];
  const cwd = vscode.workspace.getWorkspaceFolder(draft.uri)?.uri.fsPath ?? path.dirname(draft.uri.fsPath);
  return new Promise((resolve) => {
    execFile(binary, [...command, ...trust, path.relative(cwd, draft.uri.fsPath)], { cwd, maxBuffer: 256 << 20 }, (error, out, said) => {
      // The exit code is 1 if there are findings.
      if (error !== null && error.code !== 1) {
        void vscode.window.showErrorMessage(`copydesk: ${said.trim() || error.message}`);
        resolve(undefined);
      } else {
        resolve(out);
      }
    });
  });
}
