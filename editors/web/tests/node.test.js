// The package in Node: it says of every seed what the command line says.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { before, describe, test } from "node:test";
import { answer, DAY, fixed, program, rule, seeds } from "./seeds.js";

const built = existsSync(new URL("../dist/wasm/copydesk_bg.wasm", import.meta.url));
const skip = !built && "dist is not built: bash build.sh";

describe("the package", { skip }, () => {
  let Checker;
  before(async () => {
    const module = await import("../dist/node.js");
    await module.init();
    Checker = module.Checker;
  });

  test("says of every seed what the command line says", { skip: !program && "copydesk is not built" }, () => {
    const checker = new Checker({ today: DAY });
    const drafts = seeds();
    assert.ok(drafts.length > 20, `${drafts.length} drafts`);
    let compared = 0;
    for (const { name, bytes } of drafts) {
      assert.deepEqual(checker.check(bytes, name), answer("check", name), name);
      if (name.endsWith(".docx")) continue;
      const text = bytes.toString("utf8");
      assert.deepEqual(checker.check(text, name), answer("check", name), name);
      assert.deepEqual(checker.quotes(text, name), answer("quotes", name), name);
      assert.deepEqual(checker.names(text, name), answer("names", name), name);
      assert.equal(checker.fix(text, name).text, fixed({ name, bytes }), name);
      compared += 1;
    }
    assert.ok(compared > 20);
    assert.deepEqual(checker.explain("style/preferred-terms"), rule("style/preferred-terms").rules[0]);
  });

  test("counts in UTF-16 on request", () => {
    const [bytes, units] = [new Checker(), new Checker({ offsets: "utf16" })];
    const text = "😀 Bürgermeister: “Yes,” said Ana Gómez.\n\nSend an e-mail to the “desk”.\n";
    const all = (checker) => [checker.check(text), checker.quotes(text), checker.names(text)];
    const found = (report) => report.files[0].diagnostics.find((one) => one.rule === "style/preferred-terms");
    const edit = found(units.check(text)).fix.edits[0];
    assert.equal(text.slice(edit.start, edit.end), "e-mail");
    const label = found(units.check(text)).labels[0];
    assert.equal(text.slice(label.start.utf16, label.end.utf16), "e-mail");
    assert.notEqual(found(bytes.check(text)).labels[0].start.byte, label.start.utf16);
    const quote = units.quotes(text).files[0].quotes[0];
    assert.equal(text.slice(quote.start, quote.end), quote.text);
    assert.equal(text.slice(quote.source.start, quote.source.end), "Ana Gómez");
    for (const form of units.names(text).files[0].names.flatMap(({ forms }) => forms)) {
      for (const { start, end } of form.places) assert.equal(text.slice(start, end), form.text);
    }
    // Everything else is the same.
    const bare = (value) => JSON.parse(JSON.stringify(value, (key, inner) =>
      ["start", "end", "byte", "utf16"].includes(key) && typeof inner === "number" ? undefined : inner));
    assert.deepEqual(bare(all(units)), bare(all(bytes)));
  });

  test("takes packs, registers and levels as text", () => {
    const house = `[[rule]]\nid = "house/hall"\nkind = "terms"\nlevel = "error"\nmessage = "“{match}”"\n` +
      `terms = { "town hall" = "city hall" }\nbad = ["The [[town hall]]."]\ngood = ["The town hall."]\n`;
    const checker = new Checker({
      configuration: `extends = ["news", "house.toml"]\n`,
      registers: ["people.toml"],
      files: { "house.toml": house, "people.toml": `kind = "person"\nnames = ["Mohammed Elmasry"]\n` },
      levels: { "style/preferred-terms": "off" },
    });
    const rules = checker.check("Mohammed Elmasri left the town hall on Monday. He sent an e-mail.", "a.txt").files[0].diagnostics;
    const ids = rules.map((one) => one.rule);
    assert.ok(ids.includes("house/hall") && ids.includes("names/register"), String(ids));
    assert.ok(!ids.includes("style/preferred-terms"));
    assert.deepEqual(checker.examples().rules[0].examples.map(({ outcome }) => outcome), ["held", "noisy"]);
    const [file] = checker.problems().files;
    assert.equal(file.path, "house.toml");
    assert.match(file.diagnostics[0].message, /noisy/);
  });

  test("says what is wrong", () => {
    assert.throws(() => new Checker({ packs: ["nowhere.toml"] }), /there is no pack or file `nowhere.toml`/);
    assert.throws(() => new Checker({ colour: true }), /unknown field `colour`/);
    assert.throws(() => new Checker({ levels: { style: "loud" } }), /there is no level loud/);
    assert.throws(() => new Checker({ today: "yesterday" }), /not a day/);
    const checker = new Checker();
    assert.throws(() => checker.explain("no/rule"), /there is no rule no\/rule/);
    assert.throws(() => checker.check(new Uint8Array([1, 2, 3]), "a.docx"), /a\.docx/);
  });

  test("explains what a rule asks of a draft", () => {
    const { id, draft } = new Checker().explain("structure/date", "The Bridge Is Shut\n\nIt rained.", "draft.txt");
    assert.equal(id, "structure/date");
    assert.ok(draft.demands.some(({ grounds }) => !grounds.holds));
  });
});
