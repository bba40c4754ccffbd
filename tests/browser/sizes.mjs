// How much a visitor downloads: `node tests/browser/sizes.mjs [--check]`, after `cargo xtask build`.
import { readFile, readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";

/**
 * kB (thousands of bytes) gzip. `budget` is what issue 5 asks for; `bound` is what fails: a tenth
 * above what was reached when it was last set, so that a slow growth is noticed, and
 * other compilers and versions of packages are not.
 */
const PARTS = [
  { name: "page code and style", files: /\.(js|css|html)$/, budget: 250, bound: 280 },
  { name: "engine at first view", files: /^staircase_engine.*\.wasm$/, budget: 300, bound: 680 },
  { name: "extras, when asked for", files: /^staircase_extras.*\.wasm$/, budget: 700, bound: 1300 },
];

const dist = new URL("../../www/dist/", import.meta.url);
const names = [...(await readdir(new URL("assets/", dist))).map((name) => `assets/${name}`), "index.html"];
let over = 0;
for (const { name, files, budget, bound } of PARTS) {
  const parts = names.filter((path) => files.test(path.replace("assets/", "")));
  if (parts.length === 0) throw new Error(`www/dist has nothing that is ${name}`);
  const sizes = await Promise.all(parts.map(async (path) => gzipSync(await readFile(new URL(path, dist)), { level: 9 }).length));
  const size = Math.round(sizes.reduce((sum, one) => sum + one, 0) / 1000);
  const tooLarge = size > bound;
  over += tooLarge ? 1 : 0;
  console.log(`  size         ${name}: ${size} kB gzip (budget ${budget}${tooLarge ? `; OVER THE BOUND of ${bound}` : ""})`);
}
if (over > 0 && process.argv.includes("--check")) process.exit(1);
