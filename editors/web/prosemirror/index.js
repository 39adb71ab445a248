// copydesk in a ProseMirror editor: findings as decorations, a popover with the fix, and a list of what to ignore.

import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { Page, plain } from "./page.js";
import { Popover } from "./popover.js";

const key = new PluginKey("copydesk");

const NOTHING = { findings: [], ignored: new Set(), decorations: DecorationSet.empty };

/** The plugin. Its `checker` is a `WorkerChecker` or a `Checker` with offsets in UTF-16. */
export function copydesk({ checker, delay = 250, ignored = [], onFindings, onIgnore, labels } = {}) {
  const first = { ...NOTHING, ignored: new Set(ignored) };
  return new Plugin({
    key,
    state: { init: () => first, apply: (tr, old) => next(tr, old) },
    props: {
      decorations: (state) => key.getState(state).decorations,
      attributes: { spellcheck: "false" },
    },
    view: (view) => new Desk(view, { checker, delay, onFindings, onIgnore, labels }),
  });
}

/** The findings in the document: each with its range, its diagnostic, and the edits of its fix. */
export function findings(state) {
  return key.getState(state)?.findings ?? [];
}

/** A command that makes the fix of `finding` in one transaction. */
export function applyFix(finding) {
  return (state, dispatch) => {
    const now = findings(state).find(({ diagnostic }) => diagnostic === finding.diagnostic);
    if (!now?.edits) return false;
    const tr = state.tr;
    for (const { from, to, text } of [...now.edits].sort((one, other) => other.from - one.from)) {
      if (text === "") tr.delete(from, to);
      else tr.insertText(text, from, to);
    }
    dispatch?.(tr.setMeta("addToHistory", true).scrollIntoView());
    return true;
  };
}

/** A command that makes all safe fixes in one transaction. */
export function applySafeFixes(state, dispatch) {
  const tr = state.tr;
  let last = Infinity;
  const safe = findings(state).filter(({ edits, diagnostic }) => edits && diagnostic.fix.safety === "safe");
  const all = safe.flatMap(({ edits }) => edits).sort((one, other) => other.from - one.from);
  for (const { from, to, text } of all) {
    if (to > last) continue; // another fix has changed these words
    if (text === "") tr.delete(from, to);
    else tr.insertText(text, from, to);
    last = from;
  }
  if (!tr.docChanged) return false;
  dispatch?.(tr);
  return true;
}

/** A command that hides `finding` from now on, also after the words around have moved. */
export function ignore(finding) {
  return (state, dispatch) => {
    dispatch?.(state.tr.setMeta(key, { ignore: finding.diagnostic.fingerprint }).setMeta("addToHistory", false));
    return true;
  };
}

function next(tr, old) {
  const given = tr.getMeta(key);
  const ignored = given?.ignore ? new Set([...old.ignored, given.ignore]) : old.ignored;
  let list = given?.findings ?? (tr.docChanged ? moved(old.findings, tr.mapping) : old.findings);
  if (list === old.findings && ignored === old.ignored) return old;
  list = list.filter(({ diagnostic }) => !ignored.has(diagnostic.fingerprint));
  return { findings: list, ignored, decorations: decorated(tr.doc, list) };
}

/** Findings in a changed document, without those whose words were touched, until the next check. */
function moved(list, mapping) {
  const range = ({ from, to, ...rest }) => {
    const [start, end] = [mapping.mapResult(from, 1), mapping.mapResult(to, -1)];
    const whole = start.pos < end.pos || (from === to && !start.deleted);
    return whole && end.pos - start.pos === to - from ? { ...rest, from: start.pos, to: end.pos } : undefined;
  };
  return list.flatMap((finding) => {
    const now = range(finding);
    if (!now) return [];
    const edits = finding.edits?.map(range);
    return [{ ...now, edits: edits?.every(Boolean) ? edits : undefined }];
  });
}

function decorated(doc, list) {
  const marks = list.map(({ from, to, diagnostic: { level, message } }) =>
    Decoration.inline(from, to, { class: `copydesk copydesk-${level}`, "aria-label": message, "data-copydesk": level }));
  return DecorationSet.create(doc, marks);
}

/** A finding of a report in the document, or nothing if it stands in no text. */
function placed(diagnostic, page) {
  const { start, end } = diagnostic.labels[0];
  if (start.utf16 === undefined) throw new Error("copydesk: the checker must count in UTF-16: { offsets: \"utf16\" }");
  const range = page.range(start.utf16, end.utf16);
  if (!range) return [];
  const edits = diagnostic.fix?.edits.map((edit) => {
    const text = plain(edit.text);
    const at = edit.start === edit.end ? page.point(edit.start) : undefined;
    const words = at === undefined ? page.range(edit.start, edit.end) : { from: at, to: at };
    return text !== undefined && words && page.isText(edit.start, edit.end) ? { ...words, text } : undefined;
  });
  return [{ ...range, diagnostic, edits: edits?.every(Boolean) ? edits : undefined }];
}

/** Checks the document when its writer pauses, and shows the popover. */
class Desk {
  #view;
  #options;
  #timer;
  #popover;
  #ended = false;

  constructor(view, options) {
    this.#view = view;
    this.#options = options;
    this.#popover = new Popover(view, {
      labels: options.labels,
      at: (place) => findings(view.state).find(({ from, to }) => from <= place && place <= to),
      fix: (finding) => applyFix(finding)(view.state, view.dispatch),
      ignore: (finding) => {
        ignore(finding)(view.state, view.dispatch);
        options.onIgnore?.(finding.diagnostic);
      },
    });
    this.#soon(0);
  }

  update(view, before) {
    this.#view = view;
    if (!view.state.doc.eq(before.doc)) {
      this.#popover.close();
      this.#soon(this.#options.delay);
    }
    if (findings(view.state) !== findings(before)) this.#options.onFindings?.(findings(view.state));
  }

  destroy() {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#popover.destroy();
  }

  #soon(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), delay);
  }

  async #check() {
    const { checker } = this.#options;
    const doc = this.#view.state.doc;
    const page = new Page(doc);
    const report = await (checker.latest?.("check", page.text, "draft.html") ?? checker.check(page.text, "draft.html"));
    // If the document has changed, its next check is on its way.
    if (this.#ended || !report || !this.#view.state.doc.eq(doc)) return;
    const list = report.files[0].diagnostics.flatMap((diagnostic) => placed(diagnostic, page));
    this.#view.dispatch(this.#view.state.tr.setMeta(key, { findings: list }).setMeta("addToHistory", false));
  }
}
