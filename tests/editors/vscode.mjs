// Drives VS Code, as code-server in a browser, with the extension: findings, a fix and its undo, an allowance with a reason,
// a mistake in a rule file, and a folder that is not trusted.
//
//   node tests/editors/vscode.mjs CODE_SERVER COPYDESK VSIX [FOLDER FOR PICTURES]
//
// CODE_SERVER is the folder of the npm package code-server. It needs playwright-core and Chromium.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import assert from "node:assert/strict";

const [codeServer, copydesk, vsix, pictures] = process.argv.slice(2).map((path) => resolve(path));
const { chromium } = createRequire(join(codeServer, "package.json"))("playwright-core");
const entry = join(codeServer, "out/node/entry.js");
const home = mkdtempSync(join(tmpdir(), "vscode-"));
const folder = mkdtempSync(join(tmpdir(), "drafts-"));
const DRAFT = "The mayor 😀 sent an e-mail about the street car.\n\nRain fell all night.\n";
const PACK = `[[rule]]
id = "house/tram"
kind = "terms"
level = "warning"
message = "we write “{replacement}”"
why = "House style."
terms = { "street car" = "tram" }
`;
writeFileSync(join(folder, "draft.md"), DRAFT);
writeFileSync(join(folder, "house.toml"), PACK);
writeFileSync(join(folder, "copydesk.toml"), 'extends = ["news", "house.toml"]\n');
const data = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")];
const installed = spawnSync(process.execPath, [entry, ...data, "--install-extension", vsix], { encoding: "utf8" });
assert.equal(installed.status, 0, installed.stderr);
const settings = { "copydesk.path": copydesk, "workbench.startupEditor": "none", "editor.accessibilitySupport": "off" };
writeFileSync(join(home, "data", "User", "settings.json"), JSON.stringify(settings));

const PORT = 18_417;
const server = spawn(process.execPath, [entry, ...data, "--auth", "none", "--disable-telemetry", "--disable-update-check",
  "--bind-addr", `127.0.0.1:${PORT}`, folder], { stdio: "ignore" });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const WAIT = 60_000;
page.setDefaultTimeout(WAIT);

const picture = async (name) => pictures && (await page.screenshot({ path: join(pictures, `${name}.png`) }));
const command = async (name) => {
  await page.keyboard.press("F1");
  await page.locator(".quick-input-widget input").fill(`>${name}`);
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await page.keyboard.press("Enter");
};
const open = async (name) => {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first().dblclick();
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator(".monaco-editor .view-lines").first().click();
};
// The messages of the panel of problems, without their places.
const problems = async () => page.locator(".markers-panel .monaco-list-row .marker-message-details-container").allInnerTexts();
const until = async (what, holds) => {
  for (const end = Date.now() + WAIT; Date.now() < end; await page.waitForTimeout(200)) {
    if (await holds()) return;
  }
  assert.fail(`${what}; the problems shown: ${JSON.stringify(await problems())}`);
};
const shown = async (text) => (await problems()).some((message) => message.includes(text));
// Takes an entry of the light bulb at a finding, by keys; the first key may come before the editor has the focus.
const take = async (finding, name, photo) => {
  const rows = page.locator(".action-widget .monaco-list-row");
  await until(`“${name}” is offered`, async () => {
    await page.keyboard.press("Escape");
    await page.locator(".markers-panel .monaco-list-row", { hasText: finding }).first().dblclick();
    await page.locator(".monaco-editor textarea, .monaco-editor .native-edit-context").first().focus();
    await page.keyboard.press("Control+.");
    return rows.filter({ hasText: name }).first().waitFor({ timeout: 3000 }).then(() => true, () => false);
  });
  await picture(photo);
  const chosen = page.locator(".action-widget .monaco-list-row.focused", { hasText: name });
  for (let left = await rows.count(); left > 0 && !(await chosen.count()); left -= 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
};
const saved = async () => {
  await page.keyboard.press("Control+S");
  await page.waitForTimeout(500);
  return readFileSync(join(folder, "draft.md"), "utf8");
};

try {
  for (const end = Date.now() + WAIT; ; await new Promise((wake) => setTimeout(wake, 300))) {
    const answer = await fetch(`http://127.0.0.1:${PORT}/healthz`).catch(() => null);
    if (answer?.ok) break;
    assert(Date.now() < end, "code-server does not answer");
  }
  await page.goto(`http://127.0.0.1:${PORT}/?folder=${encodeURIComponent(folder)}`);

  // A folder that is not trusted: built-in rules only.
  await page.getByRole("button", { name: "No, I don't trust the authors" }).click();
  await open("draft.md");
  await command("Problems: Focus on Problems View");
  await until("the built-in rule applies before the folder is trusted", () => shown("email"));
  assert(!(await shown("tram")), "a rule of a folder that is not trusted applies");
  await picture("not-trusted");

  // Trusted: the rules of the folder too, at the very words.
  await command("Workspaces: Manage Workspace Trust");
  await page.locator(".workspace-trust-buttons-row a, .workspace-trust-buttons-row .monaco-button", { hasText: "Trust" }).first().click();
  await open("draft.md");
  await command("Problems: Focus on Problems View");
  await until("the rule of the folder applies once it is trusted", () => shown("tram"));
  await page.locator(".cdr.squiggly-warning, .cdr.squiggly-info, .cdr.squiggly-error").first().waitFor();
  await picture("findings");

  // The fix, and its undo.
  await take("email", "Write “email”", "code-actions");
  await until("the fix takes the finding away", async () => !(await shown("e-mail")) && !(await shown("“email”")));
  assert.equal(await saved(), DRAFT.replace("e-mail", "email"));
  await page.keyboard.press("Control+Z");
  await until("the finding is back after undo", () => shown("email"));
  assert.equal(await saved(), DRAFT);

  // Allowed, with a reason.
  await take("email", "Allow style/preferred-terms", "allow");
  await page.locator(".quick-input-widget input").fill("the name of the service");
  await picture("reason");
  await page.keyboard.press("Enter");
  await until("an allowed finding is gone", async () => !(await shown("“email”")));
  assert.match(await saved(), /copydesk: allow .*the name of the service/u);
  await picture("allowed");

  // A mistake in a rule file, before it is saved.
  await open("house.toml");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("mesage = 1");
  await command("Problems: Focus on Problems View");
  await until("a wrong key shows while it is typed", () => shown("mesage"));
  await picture("rule-file");
  console.log("VS Code: findings, trust, fix, undo, allowance and rule file hold.");
} catch (error) {
  await picture("failed");
  throw error;
} finally {
  await browser.close();
  server.kill();
  [home, folder].forEach((path) => rmSync(path, { recursive: true, force: true }));
}
