import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openPage } from "../browser.mjs";
import { goldenScenarios } from "../golden-scenarios.mjs";

export const title = "Same results everywhere: the shipped engine gives the golden hash in this browser";

const root = new URL("../../../", import.meta.url);

export async function run(browser, address) {
  const expected = (await readFile(new URL("tests/golden.txt", root), "utf8")).trim();
  const assets = new URL("www/dist/assets/", root);
  const shipped = (await readdir(assets)).find((name) => /^staircase_engine.*\.wasm$/.test(name));
  assert.ok(shipped, "www/dist has an engine");
  const glue = await readFile(fileURLToPath(new URL("www/src/engine/pkg/staircase_engine.js", root)), "utf8");
  const { page, context } = await openPage(browser, address);
  await page.route("**/golden-glue.js", (route) => route.fulfill({ contentType: "text/javascript", body: glue }));
  const hash = await page.evaluate(async ([name, scenarios]) => {
    const engine = await import(new URL("golden-glue.js", location.href).href);
    await engine.default({ module_or_path: new URL(`assets/${name}`, location.href) });
    return engine.golden(scenarios);
  }, [shipped, await goldenScenarios()]);
  assert.equal(hash.trim(), expected);
  await context.close();
  return [hash.trim().split("\n")[0]];
}
