// Both modules that the page gets, run in Node: they must give the golden hash, as it is natively and in browsers.
import { readFile } from "node:fs/promises";
import { goldenScenarios } from "./golden-scenarios.mjs";

const root = new URL("../../", import.meta.url);
const expected = (await readFile(new URL("tests/golden.txt", root), "utf8")).trim();
const scenarios = await goldenScenarios();

for (const name of ["pkg/staircase_engine", "pkg-extras/staircase_extras"]) {
  const engine = await import(new URL(`www/src/engine/${name}.js`, root).href);
  await engine.default({ module_or_path: await readFile(new URL(`www/src/engine/${name}_bg.wasm`, root)) });
  const obtained = engine.golden(scenarios);
  if (obtained !== expected) {
    console.error(`golden hash of ${name}: expected\n${expected}\nobtained\n${obtained}`);
    process.exit(1);
  }
  console.log(`golden hash of ${name}: ${obtained}`);
}
