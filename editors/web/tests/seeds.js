// What the command line says of each draft in `seeds`.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const DAY = "2026-11-02";

const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
const builds = ["release", "fast", "debug"].map((profile) => path.join(target, profile, "copydesk"));
/** The program, if it has been built. */
export const program = [process.env.COPYDESK, ...builds].find((file) => file && existsSync(file));

function run(...given) {
  const { stdout, status, stderr } = spawnSync(program, given, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0 && status !== 1) throw new Error(`copydesk ${given.join(" ")}: ${stderr}`);
  return stdout;
}

/**
 * The drafts: their paths, and their bytes. Those of `seeds/record` name notes, which the package does not read: it has no
 * disk.
 */
export function seeds() {
  const read = (folder) => readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const below = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return below === "seeds/record" ? [] : read(below);
    return /\.(md|txt|html|docx)$/.test(entry.name) ? [below] : [];
  });
  return read("seeds").sort().map((name) => ({ name, bytes: readFileSync(path.join(root, name)) }));
}

/** The JSON of `copydesk COMMAND` for one draft. */
export function answer(command, name) {
  const day = command === "check" ? ["--today", DAY] : [];
  return JSON.parse(run(command, "--no-config", "--format", "json", ...day, name));
}

/** The text after `copydesk fix`. */
export function fixed({ name, bytes }) {
  const folder = mkdtempSync(path.join(tmpdir(), "copydesk-"));
  const file = path.join(folder, path.basename(name));
  try {
    writeFileSync(file, bytes);
    run("fix", "--no-config", file);
    return readFileSync(file, "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const rule = (id) => JSON.parse(execFileSync(program, ["explain", "--no-config", id, "--format", "json"], { encoding: "utf8" }));
