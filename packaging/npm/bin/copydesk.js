#!/usr/bin/env node
// Starts the program, which lies in the package for this system: npm installs the one of the optional dependencies that fits.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const system = `${process.platform}-${process.arch}`;
const program = `@copydesk/${system}/bin/copydesk${process.platform === "win32" ? ".exe" : ""}`;

// Exits with 2, as copydesk does where it cannot run.
function fail(message) {
  console.error(`copydesk: ${message}`);
  process.exit(2);
}

let path;
try {
  path = require.resolve(program);
} catch {
  const systems = Object.keys(require("../package.json").optionalDependencies).map((name) => name.split("/")[1]);
  fail(
    systems.includes(system)
      ? `the package @copydesk/${system} is not installed; install copydesk again, without --omit=optional`
      : `there is no package for ${system}, only for ${systems.join(", ")}; \`cargo install copydesk\` builds it for others`,
  );
}

const child = spawn(path, process.argv.slice(2), { stdio: "inherit" });
// A signal to this process alone is one to the program; from a terminal, both get it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => fail(`${path}: ${error.message}`));
child.on("exit", (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
