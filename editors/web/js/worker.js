// The worker behind `WorkerChecker`: one checker, asked in turn.

import { Checker, init } from "./index.js";

let checker;

self.addEventListener("message", async ({ data: { id, method, given } }) => {
  try {
    await init();
    self.postMessage({ id, result: answer(method, given) });
  } catch (error) {
    self.postMessage({ id, error: String(error?.message ?? error) });
  }
});

function answer(method, given) {
  if (method === "configure") {
    const next = new Checker(given[0]);
    checker?.free();
    checker = next;
    return checker.problems();
  }
  return checker[method](...given);
}
