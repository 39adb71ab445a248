// The playground: a draft beside its findings, its quotations, and a place to write rules. All work is done in a worker.

import { WorkerChecker } from "../index.js";
import { Editor } from "./editor.js";
import { card, exampleCards, mistakeCard, quoteRow } from "./cards.js";
import { fragment, shared } from "./share.js";
import { DRAFT, RULE } from "./samples.js";

/** How long a writer pauses before the text is checked. */
const PAUSE = 120;
const HOUSE = "house.toml";

const at = (id) => document.getElementById(id);
const views = ["draft", "quotes", "rule"];
const checker = new WorkerChecker(options(RULE));
const draft = new Editor(at("draft"), at("draft-marks"), soon(checkDraft));
const rule = new Editor(at("rule"), at("rule-marks"), soon(checkRules));
let found = [];
let chosen;

function options(rules) {
  const profile = JSON.stringify(at("profile").value);
  return {
    configuration: `extends = [${profile}, "${HOUSE}"]\n`,
    files: { [HOUSE]: rules },
    today: new Date().toISOString().slice(0, 10),
    offsets: "utf16",
  };
}

function soon(act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, PAUSE);
  };
}

const name = () => `draft.${at("format").value}`;

async function checkDraft() {
  const text = draft.text;
  const [report, sheet] = await Promise.all([
    checker.latest("check", text, name()),
    checker.latest("quotes", text, name()),
  ]);
  // A later question is on its way if the text has changed since.
  if (text !== draft.text) return;
  if (report) showFindings(report.files[0].diagnostics);
  if (sheet) showQuotes(sheet.files[0].quotes);
}

async function checkRules() {
  const rules = rule.text;
  let report;
  try {
    report = await checker.latest("configure", options(rules));
  } catch (error) {
    at("verdict").textContent = error.message;
    return;
  }
  if (report === undefined || rules !== rule.text) return;
  const examples = await checker.latest("examples");
  if (examples && rules === rule.text) showRules(report, examples);
  await checkDraft();
}

const place = (label) => ({ start: label.start.utf16, end: label.end.utf16 });

function showFindings(diagnostics) {
  found = diagnostics;
  chosen = undefined;
  const count = found.length;
  at("count").textContent = count === 0 ? "Nothing found" : count === 1 ? "1 finding" : `${count} findings`;
  at("fix").hidden = !found.some(({ fix }) => fix?.safety === "safe");
  drawFindings();
}

function drawFindings() {
  const ranges = found.flatMap((one) => {
    const [first, ...others] = one.labels.map(place);
    const level = one.level;
    return [{ ...first, level, chosen: one === chosen }, ...(one === chosen ? others.map((range) => ({ ...range, level })) : [])];
  });
  draft.show(ranges);
  at("findings").replaceChildren(...found.map((one) =>
    card(one, { chosen: one === chosen, choose: () => choose(one), fix: () => draft.apply(one.fix.edits) })));
}

function choose(one) {
  chosen = one;
  drawFindings();
  const { start, end } = place(one.labels[0]);
  draft.select(start, end);
}

function showQuotes(quotes) {
  at("no-quotes").hidden = quotes.length > 0;
  at("quotes").hidden = quotes.length === 0;
  at("quotes").tBodies[0].replaceChildren(...quotes.map((quote) =>
    quoteRow(quote, () => {
      open("draft");
      draft.select(quote.start, quote.end);
    })));
}

function showRules(report, examples) {
  const mistakes = report.files.filter(({ path }) => path === HOUSE).flatMap(({ diagnostics }) => diagnostics);
  rule.show(mistakes.map((one) => ({ ...place(one.labels[0]), level: one.level })));
  const all = examples.rules.flatMap((of) => of.examples);
  const held = all.filter(({ outcome }) => outcome === "held").length;
  const wrong = mistakes.filter(({ rule: id }) => id !== "example").length;
  const words = [`${held} of ${all.length} examples hold`];
  if (wrong > 0) words.unshift(wrong === 1 ? "1 mistake" : `${wrong} mistakes`);
  at("verdict").textContent = words.join(", ");
  const go = (start, end) => () => rule.select(start, end);
  at("mistakes").replaceChildren(...mistakes.filter(({ rule: id }) => id !== "example").map((one) => {
    const { start, end } = place(one.labels[0]);
    return mistakeCard(one, go(start, end));
  }));
  at("examples").replaceChildren(...examples.rules.flatMap((of) => exampleCards(of, go)));
}

function open(view) {
  for (const other of views) {
    const tab = at(`tab-${other}`);
    tab.setAttribute("aria-selected", String(other === view));
    tab.tabIndex = other === view ? 0 : -1;
    at(`view-${other}`).hidden = other !== view;
  }
}

function connectTabs() {
  for (const view of views) {
    at(`tab-${view}`).addEventListener("click", () => open(view));
    at(`tab-${view}`).addEventListener("keydown", ({ key }) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
      if (!step) return;
      const next = views[(views.indexOf(view) + step + views.length) % views.length];
      open(next);
      at(`tab-${next}`).focus();
    });
  }
}

function say(words) {
  at("said").textContent = words;
  setTimeout(() => (at("said").textContent = ""), 2500);
}

async function share() {
  const view = views.find((one) => !at(`view-${one}`).hidden);
  const state = { draft: draft.text, rule: rule.text, profile: at("profile").value, format: at("format").value, view };
  history.replaceState(null, "", await fragment(state));
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link is copied. The draft is in the link itself.");
  } catch {
    say("The link is in the address bar. The draft is in the link itself.");
  }
}

function choice(id, value) {
  if ([...at(id).options].some((option) => option.value === value)) at(id).value = value;
}

async function begin() {
  const state = (await shared(location.hash)) ?? {};
  draft.text = typeof state.draft === "string" ? state.draft : DRAFT;
  rule.text = typeof state.rule === "string" ? state.rule : RULE;
  choice("profile", state.profile);
  choice("format", state.format);
  open(views.includes(state.view) ? state.view : "draft");
  await checkRules();
}

connectTabs();
at("share").addEventListener("click", share);
at("profile").addEventListener("change", checkRules);
at("format").addEventListener("change", checkDraft);
at("fix").addEventListener("click", async () => {
  const text = draft.text;
  const fixed = await checker.fix(text, name());
  if (text === draft.text) draft.apply(fixed.edits);
});
draft.onCursor(() => {
  const cursor = draft.cursor;
  const here = found.find((one) => place(one.labels[0]).start <= cursor && cursor <= place(one.labels[0]).end);
  if (here === chosen) return;
  chosen = here;
  drawFindings();
  at("findings").querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
});
addEventListener("hashchange", async () => {
  if (location.hash && (await shared(location.hash))) await begin();
});
checker.ready.catch((error) => (at("count").textContent = `copydesk could not be loaded: ${error.message}`));
begin();
