// The scenarios of the golden hash (crates/answers/src/golden.rs), as the page's engine takes them.
import { readFile } from "node:fs/promises";

const root = new URL("../../", import.meta.url);
const text = (path) => readFile(new URL(path, root), "utf8");

/** A scenario with all files that it names. */
async function scenario(main, draws, added = {}) {
  const files = { [main]: await text(`scenarios/${main}`) };
  for (const [, name] of files[main].matchAll(/^\w+ *= *"([^"]+\.toml)"/gm)) {
    files[name] = (await text(`scenarios/${name}`)) + (added[name] ?? "");
  }
  return { main, files, draws };
}

export async function goldenScenarios() {
  const door = await text("crates/answers/src/golden.toml");
  return JSON.stringify([
    await scenario("rotherham-2019.toml", 2),
    await scenario("england-2025.toml", 2, { "councils/england-2025.toml": door }),
  ]);
}
