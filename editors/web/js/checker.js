// The checker over the WebAssembly module: options and results are plain objects.

/** Makes the class `Checker` over the generated class of the module. */
export function checkerOver(Module) {
  return class Checker {
    #module;

    constructor(options = {}) {
      this.#module = asked(() => new Module(JSON.stringify(options)));
    }

    problems() {
      return read(() => this.#module.problems());
    }

    examples() {
      return read(() => this.#module.examples());
    }

    rules() {
      return read(() => this.#module.rules()).rules;
    }

    check(draft, name = "draft.md") {
      return read(() =>
        typeof draft === "string" ? this.#module.check(draft, name) : this.#module.checkFile(bytes(draft), name));
    }

    fix(text, name = "draft.md", { suggested = false, rules = [] } = {}) {
      return read(() => this.#module.fix(text, name, suggested, rules));
    }

    quotes(text, name = "draft.md") {
      return read(() => this.#module.quotes(text, name));
    }

    names(text, name = "draft.md") {
      return read(() => this.#module.names(text, name));
    }

    explain(rule, text, name = "draft.md") {
      const described = read(() => this.#module.rule(rule)).rules[0];
      return text === undefined ? described : { ...described, draft: read(() => this.#module.explain(rule, text, name)) };
    }

    free() {
      this.#module.free();
    }
  };
}

const bytes = (draft) => (draft instanceof Uint8Array ? draft : new Uint8Array(draft));

const read = (ask) => JSON.parse(asked(ask));

/** The module throws texts; programs expect errors. */
function asked(ask) {
  try {
    return ask();
  } catch (thrown) {
    throw typeof thrown === "string" ? new Error(thrown) : thrown;
  }
}
