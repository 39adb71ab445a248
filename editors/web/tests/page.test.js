// The adapter's page: what stands in it stands at the same words in the document.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Page, plain } from "../prosemirror/page.js";

const model = await import("prosemirror-model").catch(() => undefined);
const skip = !model && "prosemirror-model is not installed: npm ci";

const schema = model && new model.Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { group: "block", content: "inline*" },
    heading: { group: "block", content: "inline*", attrs: { level: { default: 1 } } },
    blockquote: { group: "block", content: "block+" },
    hardBreak: { group: "inline", inline: true },
    image: { group: "inline", inline: true },
    text: { group: "inline" },
  },
  marks: { bold: {}, link: { attrs: { href: {} } } },
});

/** Numbers that look random and are the same in each run. */
function dice(seed) {
  return (sides) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * sides);
  };
}

const WORDS = ["ferry", "R&D", "<b>", "a > b", "😀", "e\u0301", "&amp;", "“quay”", " ", "x"];

function document(roll, depth = 0) {
  const inline = () => {
    const marks = [[], [schema.mark("bold")], [schema.mark("link", { href: "https://example.org/?a=1&b=\"2\"" })]][roll(3)];
    return [() => schema.node("hardBreak"), () => schema.node("image")][roll(8)]?.() ?? schema.text(WORDS[roll(WORDS.length)], marks);
  };
  const block = () => {
    if (depth < 2 && roll(5) === 0) return schema.node("blockquote", null, document(roll, depth + 1).content);
    return schema.node(roll(4) === 0 ? "heading" : "paragraph", null, Array.from({ length: roll(6) }, inline));
  };
  return schema.node("doc", null, Array.from({ length: 1 + roll(4) }, block));
}

test("every character of the document is found where the page has it", { skip }, () => {
  let seen = 0;
  for (let seed = 1; seed <= 300; seed += 1) {
    const doc = document(dice(seed));
    const page = new Page(doc);
    // The page's characters in order, markup left out, are the document's.
    const written = [...page.text.matchAll(/<[^>]*>|&(?:amp|lt|gt);|[^<&\n]/gu)].filter(([all]) => !all.startsWith("<"));
    let text = "";
    doc.descendants((node) => void (text += node.text ?? ""));
    assert.equal(written.map(([all]) => plain(all)).join(""), text);
    for (const { 0: all, index } of written) {
      const { from, to } = page.range(index, index + all.length);
      assert.equal(doc.textBetween(from, to), plain(all), `seed ${seed}, ${all} at ${index}`);
      seen += 1;
    }
  }
  assert.ok(seen > 1000);
});

test("markup alone has no place, and words of a fix have none", { skip }, () => {
  const page = new Page(schema.node("doc", null, [schema.node("paragraph", null, [schema.text("one"), schema.text("two", [schema.mark("bold")])])]));
  const at = page.text.indexOf("<strong>");
  assert.equal(page.range(at, at + "<strong>".length), undefined);
  assert.deepEqual(page.range(at - 3, page.text.indexOf("</strong>")), { from: 1, to: 7 });
  assert.ok(!page.isText(at - 3, at + 10));
  assert.equal(plain("R&amp;D &#8217; &#x2019;"), "R&D ’ ’");
  assert.equal(plain("<p>words</p>"), undefined);
  assert.equal(plain("&unknown;"), undefined);
});
