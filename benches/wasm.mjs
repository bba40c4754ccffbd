// How fast the page's engine is beside the native one: `node benches/wasm.mjs`, after
// `cargo xtask build` and `cargo build --release`. Both sides run the same draws of the
// same option in turn, so the ratio holds on a busy machine; the rates do not. The
// native engine's ratio to a bare loop is printed by `cargo xtask bench`.
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const engine = await import(new URL("www/src/engine/pkg/staircase_engine.js", root).href);
await engine.default({ module_or_path: await readFile(new URL("www/src/engine/pkg/staircase_engine_bg.wasm", root)) });

const main = "rotherham-2019.toml";
const read = (name) => readFile(new URL(`scenarios/${name}`, root), "utf8");
const files = { [main]: await read(main) };
for (const [, name] of files[main].matchAll(/^\w+ *= *"([^"]+\.toml)"/gm)) files[name] = await read(name);
const study = engine.Study.open(JSON.stringify({ main, files }));

const OPTION = "half-as-many-again";
const DRAWS = 24;
const ROUNDS = 5;
const MONTHS = 120;
const FAMILIES = 56735 / 2.235;
// Baseline and option of each draw.
const familyMonths = 2 * DRAWS * MONTHS * FAMILIES;

const seconds = (work) => {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};
const binary = fileURLToPath(new URL("target/release/staircase", root));
const scenario = fileURLToPath(new URL(`scenarios/${main}`, root));
const native = (draws) =>
  seconds(() => execFileSync(binary, ["run", scenario, "--option", OPTION, "--draws", String(draws), "--threads", "1", "--quiet"]));

const rates = { wasm: [], native: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  // Fresh seeds, because the page's engine keeps baselines it has run before.
  rates.wasm.push(familyMonths / seconds(() => study.draws(OPTION, "null", String(round + 1), 0, DRAWS)));
  // What a run costs besides its draws is taken off.
  rates.native.push(familyMonths / (native(DRAWS + 2) - native(2)));
}
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ratio = median(rates.wasm.map((rate, round) => rate / rates.native[round]));
console.log(`native       ${(median(rates.native) / 1e6).toFixed(1)} million family-months a second, one thread`);
console.log(`WebAssembly  ${(median(rates.wasm) / 1e6).toFixed(1)} million family-months a second, one thread`);
console.log(`WebAssembly runs at ${(100 * ratio).toFixed(0)}% of native`);
