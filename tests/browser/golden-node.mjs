// The engine that the page gets, run in Node: it must give the golden hash, as it does natively and in browsers.
import { readFile } from "node:fs/promises";

const root = new URL("../../", import.meta.url);
const expected = (await readFile(new URL("tests/golden.txt", root), "utf8")).trim();
const engine = await import(new URL("www/src/engine/pkg/staircase_engine.js", root).href);
await engine.default({ module_or_path: await readFile(new URL("www/src/engine/pkg/staircase_engine_bg.wasm", root)) });
const obtained = engine.golden().trim();

if (obtained !== expected) {
  console.error(`golden hash: expected\n${expected}\nobtained\n${obtained}`);
  process.exit(1);
}
console.log(`golden hash: ${obtained.split("\n")[0]}`);
