// copydesk in a browser: `await init()`, then `new Checker(options)`.

import start, { Checker as Module } from "./wasm/copydesk.js";
import { checkerOver } from "./checker.js";

let started;

/** Loads the module, once; by default from beside this file. */
export function init(input) {
  started ??= start(input === undefined ? undefined : { module_or_path: input });
  return started.then(() => undefined);
}

export const Checker = checkerOver(Module);
export { WorkerChecker } from "./client.js";
