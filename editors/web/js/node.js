// copydesk in Node: the module is read from the disk.

import { readFile } from "node:fs/promises";
import { initSync, Checker as Module } from "./wasm/copydesk.js";
import { checkerOver } from "./checker.js";

let started;

/** Loads the module, once; by default from beside this file. */
export function init(input) {
  const bytes = () => input ?? readFile(new URL("./wasm/copydesk_bg.wasm", import.meta.url));
  started ??= Promise.resolve(bytes()).then((module) => void initSync({ module }));
  return started;
}

export const Checker = checkerOver(Module);
export { WorkerChecker } from "./client.js";
