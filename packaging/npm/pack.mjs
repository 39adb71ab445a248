// Packs the package of the program and one for each system:
//
//   node packaging/npm/pack.mjs linux-x64=target/release/copydesk [SYSTEM=PROGRAM …] FOLDER
//
// The tarballs are written to FOLDER, for `npm publish` or `npm install`. Those of the systems come first: publish them first.

import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const own = JSON.parse(readFileSync(join(root, "packaging/npm/package.json"), "utf8"));
const systems = Object.keys(own.optionalDependencies).map((name) => name.split("/")[1]);

function fail(message) {
  console.error(`pack.mjs: ${message}`);
  process.exit(2);
}

// Makes the tarball of the package that `fill` puts into a folder.
function pack(to, fill) {
  const folder = mkdtempSync(join(tmpdir(), "copydesk-npm-"));
  fill(folder);
  for (const licence of ["LICENSE-APACHE", "LICENSE-MIT"]) copyFileSync(join(root, licence), join(folder, licence));
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const packed = spawnSync(npm, ["pack", "--silent", "--pack-destination", to], { cwd: folder, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  if (packed.status !== 0) fail(`npm pack: ${packed.error?.message ?? packed.stderr}`);
  console.log(join(to, packed.stdout.trim()));
}

// The package of one system. npm installs it only there.
function platform(folder, system, program) {
  const [os, cpu] = system.split("-");
  const name = os === "win32" ? "copydesk.exe" : "copydesk";
  mkdirSync(join(folder, "bin"));
  copyFileSync(program, join(folder, "bin", name));
  chmodSync(join(folder, "bin", name), 0o755);
  const { version, description, homepage, bugs, repository, license } = own;
  const about = { name: `@copydesk/${system}`, version, description: `${description} The program for ${system}.` };
  const more = { homepage, bugs, repository, license, os: [os], cpu: [cpu], files: ["bin"], preferUnplugged: true };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify({ ...about, ...more }, null, 2)}\n`);
  writeFileSync(join(folder, "README.md"), `The program of [copydesk](${homepage}) for ${system}. Install \`copydesk\` instead.\n`);
}

const programs = process.argv.slice(2, -1).map((argument) => {
  const at = argument.indexOf("="); // a path may have one too
  return [argument.slice(0, at), argument.slice(at + 1)];
});
const to = process.argv.length > 3 && resolve(process.argv.at(-1));
if (!to) fail("usage: node packaging/npm/pack.mjs SYSTEM=PROGRAM … FOLDER");
for (const [system, program] of programs) {
  if (!systems.includes(system)) fail(`${system}: not one of ${systems.join(", ")}`);
  if (!program || !existsSync(program)) fail(`${system}: there is no program ${program ?? ""}`);
}
mkdirSync(to, { recursive: true });
for (const [system, program] of programs) pack(to, (folder) => platform(folder, system, program));
pack(to, (folder) => cpSync(join(root, "packaging/npm"), folder, { recursive: true, filter: (path) => !path.endsWith("pack.mjs") }));
