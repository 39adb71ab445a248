// Prints how long the module takes in Chromium to load and to check 1,000 words: node measure.js

import { chromium, serve } from "./tests/serve.js";

const driver = await import("playwright-core");
const server = await serve();
const browser = await driver.chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
const middle = (times) => [...times].sort((one, other) => one - other)[times.length >> 1];

const starts = [];
let checks;
for (let round = 0; round < 5; round += 1) {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/playground/index.html#none`);
  await page.locator("#findings .card").first().waitFor();
  const times = await page.evaluate(async () => {
    const { Checker, init } = await import("/index.js");
    const begin = performance.now();
    await init();
    const loaded = performance.now();
    const checker = new Checker();
    const made = performance.now();
    const { DRAFT } = await import("/playground/samples.js");
    let text = "";
    for (let part = 0; text.split(/\s+/).length < 1000; part += 1) text += DRAFT.replaceAll("Brandt", `Brandt${"abcdefghij"[part % 10]}`) + "\n";
    const checks = [];
    for (let turn = 0; turn < 15; turn += 1) {
      const start = performance.now();
      checker.check(`${text}${turn}`, "draft.md");
      checks.push(performance.now() - start);
    }
    return { loaded: loaded - begin, made: made - loaded, checks };
  });
  starts.push(times.loaded + times.made);
  checks = times.checks;
  await page.close();
}
console.log(`load and first checker: median ${middle(starts).toFixed(0)} ms, worst ${Math.max(...starts).toFixed(0)} ms`);
console.log(`check of 1,000 words: first ${checks[0].toFixed(1)} ms, median ${middle(checks).toFixed(1)} ms, worst ${Math.max(...checks).toFixed(1)} ms`);
await browser.close();
server.close();
