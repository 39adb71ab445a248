// The package, the playground and the example of the adapter in Chromium. No request may leave the page.

import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { chromium, serve } from "./serve.js";
import { answer, DAY, program, seeds } from "./seeds.js";

const built = existsSync(new URL("../dist/wasm/copydesk_bg.wasm", import.meta.url));
const driver = await import("playwright-core").catch(() => undefined);
const skip = (!built && "dist is not built: bash build.sh") || (!driver && "playwright-core is not installed: npm ci") ||
  (!chromium && "there is no Chromium");
/** Where screenshots go, if anywhere. */
const shots = process.env.SCREENSHOTS;

describe("in Chromium", { skip }, () => {
  let server, browser, origin;

  before(async () => {
    server = await serve();
    origin = `http://127.0.0.1:${server.address().port}`;
    browser = await driver.chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
    if (shots) mkdirSync(shots, { recursive: true });
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  /** Opens a page, and does `act` with it. Fails if the page asks anybody but the server, or has an error. */
  async function visit(path, act, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
    const page = await context.newPage();
    const wrong = [];
    let writing = false;
    context.on("request", (request) => {
      if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url())) wrong.push(`asked ${request.url()}`);
      if (writing || request.method() !== "GET" || request.postData()) wrong.push(`asked while one writes: ${request.method()} ${request.url()}`);
    });
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    try {
      await page.goto(`${origin}/${path}`);
      await act(page, () => (writing = true));
      assert.deepEqual(wrong, []);
    } finally {
      await context.close();
    }
  }

  const shoot = (page, name) => shots && page.screenshot({ path: `${shots}/${name}.png` });

  test("every seed is found to be what the command line says", { skip: !program && "copydesk is not built" }, () =>
    visit("playground/index.html", async (page) => {
      for (const { name, bytes } of seeds()) {
        const found = await page.evaluate(async ({ name, bytes, today }) => {
          const { Checker, init } = await import("/index.js");
          await init();
          globalThis.checker ??= new Checker({ today });
          return globalThis.checker.check(new Uint8Array(bytes), name);
        }, { name, bytes: [...bytes], today: DAY });
        assert.deepEqual(found, answer("check", name), name);
      }
    }));

  test("playground: type a fault, see it, fix it, undo it", () =>
    visit("playground/index.html", async (page, writing) => {
      const draft = page.getByRole("textbox", { name: "Draft" });
      await page.locator("#findings .card").first().waitFor();
      await shoot(page, "playground-light");
      writing();
      await draft.fill("The vote is on 3 May 2027.\n");
      await page.locator("#findings .card").filter({ hasText: "e-mail" }).waitFor({ state: "detached" });
      await draft.press("Control+End");
      await draft.pressSequentially("Send an e-mail to the desk 😀.");
      const card = page.locator("#findings .card").filter({ hasText: "e-mail" });
      await card.waitFor();
      assert.equal(await page.locator("#draft-marks mark").filter({ hasText: "e-mail" }).count(), 1);
      await card.getByRole("button").last().click();
      await page.waitForFunction(() => document.getElementById("draft").value.includes("an email to"));
      await card.waitFor({ state: "detached" });
      await draft.press("Control+z");
      await page.waitForFunction(() => document.getElementById("draft").value.includes("an e-mail to"));
      await card.waitFor();
    }));

  test("playground: a rule is written, its mistake and its examples are shown", () =>
    visit("playground/index.html", async (page, writing) => {
      await page.locator("#findings .card").first().waitFor();
      await page.getByRole("tab", { name: "Write a rule" }).click();
      await page.locator("#examples .card.held").first().waitFor();
      writing();
      const rule = page.getByLabel("Rules, as TOML");
      const text = await rule.inputValue();
      await rule.fill(text.replace("kind ", "knid "));
      await page.locator("#mistakes .card").first().waitFor();
      assert.ok(await page.locator("#rule-marks mark").count() > 0);
      await shoot(page, "rule-mistake");
      await rule.fill(text.replace("The harbour office closes", "The port office closes"));
      await page.locator("#examples .card.error").first().waitFor();
      assert.match(await page.locator("#verdict").textContent(), /2 of 3 examples hold/);
      await shoot(page, "rule-example");
      await rule.fill(text.replaceAll("port office", "shopkeepers"));
      await page.getByRole("tab", { name: "Draft" }).click();
      await page.locator("#findings .card").filter({ hasText: "house/harbour-office" }).waitFor();
    }));

  test("playground: quotations, and a link that has the draft in it", () =>
    visit("playground/index.html", async (page) => {
      await page.locator("#findings .card").first().waitFor();
      await page.getByRole("textbox", { name: "Draft" }).fill("“It is shut,” said Anna Holm.\n");
      await page.getByRole("tab", { name: "Quotations" }).click();
      await page.locator("#quotes tbody tr").filter({ hasText: "Anna Holm" }).waitFor();
      await shoot(page, "quotes");
      await page.getByRole("button", { name: "Copy a link" }).click();
      await page.waitForFunction(() => location.hash.startsWith("#1."));
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.locator("#quotes tbody tr").filter({ hasText: "Anna Holm" }).waitFor();
      assert.equal(await other.locator("#draft").inputValue(), "“It is shut,” said Anna Holm.\n");
    }));

  for (const [name, options] of [
    ["dark", { colorScheme: "dark" }],
    ["phone", { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }],
  ]) {
    test(`playground: ${name}`, () =>
      visit("playground/index.html", async (page) => {
        await page.locator("#findings .card").first().waitFor();
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
        assert.ok(!wide, "the page is not wider than the window");
        await shoot(page, `playground-${name}`);
        await page.getByRole("tab", { name: "Write a rule" }).click();
        await page.locator("#examples .card").first().waitFor();
        await shoot(page, `rule-${name}`);
        await page.getByRole("tab", { name: "Quotations" }).click();
        await shoot(page, `quotes-${name}`);
      }, options));
  }

  test("TipTap: type a fault, see it, fix it, undo it, ignore it", () =>
    visit("prosemirror/example/index.html", async (page, writing) => {
      const marked = page.locator(".tiptap [data-copydesk]");
      await marked.filter({ hasText: "e-mail" }).waitFor();
      writing();
      const text = () => page.locator(".tiptap").innerText();
      await page.locator(".tiptap p").last().click();
      await page.keyboard.press("Control+End");
      await page.keyboard.press("Enter");
      await page.keyboard.type("R&D <b> wrote: the web site is down 😀.");
      const fault = marked.filter({ hasText: "web site" });
      await fault.waitFor();
      await fault.click();
      const popover = page.getByRole("dialog", { name: "Finding" });
      await popover.waitFor();
      await shoot(page, "tiptap-popover");
      await popover.locator(".copydesk-fix").click();
      await page.waitForFunction(() => document.querySelector(".tiptap").innerText.includes("R&D <b> wrote: the website is down"));
      await fault.waitFor({ state: "detached" });
      await page.locator("#undo").click();
      await page.waitForFunction(() => document.querySelector(".tiptap").innerText.includes("the web site is down"));
      await fault.waitFor();
      await marked.filter({ hasText: "e-mail" }).click();
      await popover.locator(".copydesk-ignore").click();
      await marked.filter({ hasText: "e-mail" }).waitFor({ state: "detached" });
      assert.match(await text(), /e-mail/);
      await page.locator("#fix").click();
      await page.waitForFunction(() => document.querySelector(".tiptap").innerText.includes("the website is down"));
      assert.match(await text(), /Harwick & Long Quay/);
      await shoot(page, "tiptap");
    }));
});
