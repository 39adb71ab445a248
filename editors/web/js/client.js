// A checker in a worker: a page that types never waits for it.

/** The methods of a `Checker`, as promises. */
export class WorkerChecker {
  #worker;
  #waiting = new Map();
  #last = 0;
  #latest = new Map();

  /** Starts a worker; by default the one beside this file. */
  constructor(options = {}, worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" })) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data: { id, result, error } }) => {
      const { resolve, reject } = this.#waiting.get(id) ?? {};
      this.#waiting.delete(id);
      error === undefined ? resolve?.(result) : reject?.(new Error(error));
    });
    worker.addEventListener("error", (event) => this.#fail(event.message || "the worker could not be started"));
    this.ready = this.configure(options);
    this.ready.catch(() => {}); // whoever asks something is told
  }

  /** Replaces the options; resolves to the mistakes in them. With options that cannot be used, the old ones stay. */
  configure(options) {
    return this.#ask("configure", [options]);
  }

  problems() {
    return this.#ask("problems", []);
  }

  examples() {
    return this.#ask("examples", []);
  }

  rules() {
    return this.#ask("rules", []);
  }

  check(draft, name) {
    return this.#ask("check", [draft, name]);
  }

  fix(text, name, options) {
    return this.#ask("fix", [text, name, options]);
  }

  quotes(text, name) {
    return this.#ask("quotes", [text, name]);
  }

  names(text, name) {
    return this.#ask("names", [text, name]);
  }

  explain(rule, text, name) {
    return this.#ask("explain", [rule, text, name]);
  }

  /**
   * Asks `method` about a text that keeps changing. While an answer is awaited, only the latest question is kept: a
   * question that a later one replaces resolves to `undefined`.
   */
  latest(method, ...given) {
    const line = this.#latest.get(method) ?? { busy: false, next: undefined };
    this.#latest.set(method, line);
    return new Promise((resolve, reject) => {
      line.next?.resolve(undefined);
      line.next = { given, resolve, reject };
      if (!line.busy) this.#advance(method, line);
    });
  }

  async #advance(method, line) {
    line.busy = true;
    while (line.next) {
      const { given, resolve, reject } = line.next;
      line.next = undefined;
      await this.#ask(method, given).then(resolve, reject);
    }
    line.busy = false;
  }

  /** Ends the worker. */
  free() {
    this.#worker.terminate();
    this.#fail("the checker was freed");
  }

  #ask(method, given) {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, method, given });
    });
  }

  #fail(message) {
    this.#waiting.forEach(({ reject }) => reject(new Error(message)));
    this.#waiting.clear();
  }
}
