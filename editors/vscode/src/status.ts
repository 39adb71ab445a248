// The status bar: how many findings the draft has.

import * as vscode from "vscode";

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("copydesk.findings", vscode.StatusBarAlignment.Right, 90);
  private readonly subscriptions: vscode.Disposable[];
  private isRunning = false;

  constructor(private readonly languages: string[]) {
    this.item.name = "copydesk";
    this.subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(() => this.show()),
      vscode.languages.onDidChangeDiagnostics(() => this.show()),
    ];
  }

  running(isRunning: boolean): void {
    this.isRunning = isRunning;
    this.show();
  }

  /** The program was not found or does not start. */
  missing(): void {
    this.isRunning = false;
    this.item.text = "$(error) copydesk";
    this.item.tooltip = "The program copydesk was not found or does not start. Click to set its path.";
    this.item.command = { title: "Set the path", command: "workbench.action.openSettings", arguments: ["copydesk.path"] };
    this.item.show();
  }

  private show(): void {
    const draft = vscode.window.activeTextEditor?.document;
    if (!this.isRunning || draft === undefined || !this.languages.includes(draft.languageId)) {
      this.item.hide();
      return;
    }
    const found = vscode.languages.getDiagnostics(draft.uri).filter((of) => of.source === "copydesk");
    const worst = found.some((of) => of.severity === vscode.DiagnosticSeverity.Error);
    const trust = vscode.workspace.isTrusted ? "" : " The folder is not trusted, so only built-in rules apply.";
    this.item.text = found.length === 0 ? "$(check) copydesk" : `$(${worst ? "error" : "warning"}) copydesk ${found.length}`;
    this.item.tooltip = `${found.length === 1 ? "1 finding" : `${found.length} findings`} in this draft.${trust}`;
    this.item.command = "workbench.actions.view.problems";
    this.item.show();
  }

  dispose(): void {
    this.subscriptions.forEach((of) => of.dispose());
    this.item.dispose();
  }
}
