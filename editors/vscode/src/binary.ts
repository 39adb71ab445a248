// Where the program is.

import { access, constants } from "node:fs/promises";
import { homedir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";

/** The path of the program: what the user has set, else the first in `PATH`, else where Cargo installs it. */
export async function findBinary(): Promise<string | undefined> {
  const set = vscode.workspace.getConfiguration("copydesk").get<string>("path", "").trim();
  if (set !== "") {
    const home = set.startsWith("~/") ? path.join(homedir(), set.slice(2)) : set;
    return (await isProgram(home)) ? home : undefined;
  }
  const name = process.platform === "win32" ? "copydesk.exe" : "copydesk";
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of [...folders, path.join(homedir(), ".cargo", "bin")]) {
    const file = path.join(folder, name);
    if (await isProgram(file)) {
      return file;
    }
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
