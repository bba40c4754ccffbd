/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import preact from "@preact/preset-vite";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Writes the service worker with the names of all files that the build made. */
function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    generateBundle(_, bundle) {
      // What only comes on demand is kept when it comes.
      const files = Object.keys(bundle)
        .filter((name) => !name.endsWith(".html") && !name.includes("extras"))
        .sort();
      // Files of public/ keep their names, so that their content tells one version from the next.
      const fixed = readdirSync(here("./public")).sort();
      const content = fixed.map((file) => readFileSync(here(`./public/${file}`), "utf8"));
      const name = createHash("sha256")
        .update([...files, ...content].join("\n"))
        .digest("hex")
        .slice(0, 12);
      const source = readFileSync(here("./offline-worker.js"), "utf8")
        .replace("__FILES__", JSON.stringify(["./", ...[...fixed, ...files].map((file) => `./${file}`)]))
        .replace("__NAME__", JSON.stringify(name));
      this.emitFile({ type: "asset", fileName: "offline.js", source });
    },
  };
}

/**
 * `npx vite --mode fixture` runs the page on invented results (test/fixture-engine.ts).
 * A build always takes the real engine, so nothing invented can be shipped.
 */
export default defineConfig(({ mode, command }) => {
  const fixture = mode === "fixture" && command === "serve";
  return {
    base: "./",
    plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false }), offline()],
    resolve: {
      alias: {
        "scenario-bundle": here(fixture ? "./test/fixture-bundle.ts" : "./src/state/bundle.ts"),
        "staircase-engine-wasm": fixture ? here("./test/fixture-wasm.ts") : here("./src/engine/pkg/staircase_engine_bg.wasm") + "?url",
        "staircase-engine": fixture ? here("./test/fixture-engine.ts") : here("./src/engine/pkg/staircase_engine.js"),
        "staircase-extras-wasm": fixture ? here("./test/fixture-wasm.ts") : here("./src/engine/pkg-extras/staircase_extras_bg.wasm") + "?url",
        "staircase-extras": fixture ? here("./test/fixture-engine.ts") : here("./src/engine/pkg-extras/staircase_extras.js"),
      },
    },
    worker: { format: "es" },
    server: { fs: { allow: [here("..")] }, hmr: fixture ? false : undefined },
    build: {
      outDir: "dist",
      target: "es2022",
      // Vite's default CSS minifier rejects govuk-frontend's stylesheet.
      cssMinify: "esbuild",
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
    },
    css: { preprocessorOptions: { scss: { quietDeps: true, loadPaths: [here("./node_modules")] } } },
    test: { include: ["src/**/*.test.{ts,tsx}"], environment: "node" },
  };
});
