// How much a visitor downloads: `node tests/browser/sizes.mjs [--check]`, after `cargo xtask build`.
import { readFile, readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";

/**
 * kB (thousands of bytes) gzip; more than `most` fails. The first visit is what index.html names (entry, what it
 * imports, style), the two workers of the answer, and the engine. What other views and the second module add comes
 * when they are opened, or later in the background for use offline.
 */
const PARTS = [
  { name: "page code and style at first view", is: (path) => first.has(path) },
  { name: "engine at first view", is: (path) => engine(path) },
  { name: "first visit, page and engine", is: (path) => first.has(path) || engine(path), most: 900 },
  { name: "code of other views and workers, when asked for", is: (path) => /\.(js|css)$/.test(path) && !first.has(path) },
  { name: "extras, when asked for", is: (path) => /staircase_extras.*\.wasm$/.test(path) },
];

const dist = new URL("../../www/dist/", import.meta.url);
const names = [...(await readdir(new URL("assets/", dist))).map((name) => `assets/${name}`), "index.html"];
const named = [...(await readFile(new URL("index.html", dist), "utf8")).matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
if (named.length < 3) throw new Error("index.html names less than an entry, what it imports and a style");
const first = new Set(["index.html", ...named, ...names.filter((path) => /\/(desk|draw)\.worker/.test(path))]);
const engine = (path) => /staircase_engine.*\.wasm$/.test(path);
let over = 0;
for (const { name, is, most } of PARTS) {
  const parts = names.filter(is);
  if (parts.length === 0) throw new Error(`www/dist has nothing that is ${name}`);
  const sizes = await Promise.all(parts.map(async (path) => gzipSync(await readFile(new URL(path, dist)), { level: 9 }).length));
  const size = Math.round(sizes.reduce((sum, one) => sum + one, 0) / 1000);
  const tooLarge = most !== undefined && size > most;
  over += tooLarge ? 1 : 0;
  console.log(`  size         ${name}: ${size} kB gzip${most === undefined ? "" : ` (at most ${most}${tooLarge ? "; TOO LARGE" : ""})`}`);
}
if (over > 0 && process.argv.includes("--check")) process.exit(1);
