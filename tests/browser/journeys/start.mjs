import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdtemp, readFile, cp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { firstAnswer, goTo, openPage, output, quickOn } from "../browser.mjs";

export const title = "A page that does not start says why and what to ask for; a version gone from the server says reload";

const dist = fileURLToPath(new URL("../../../www/dist/", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };
const IS_PROGRAM = /\/assets\/index-[^/]*\.js$/;
const IS_ENGINE = /staircase_engine[^/]*\.wasm$/;

/** The page from a server that does something wrong: `spoil` may change what is sent for a path. */
async function served(spoil) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = join(dist, path === "/" ? "index.html" : path);
    const content = await readFile(file).catch(() => undefined);
    const usual = { status: content ? 200 : 404, headers: { "content-type": TYPES[extname(file)] ?? "text/plain", "x-content-type-options": "nosniff" }, content: content ?? "" };
    const { status, headers, content: sent } = { ...usual, ...spoil(path, usual) };
    response.writeHead(status, headers).end(sent);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

const policy = (words) => (path, usual) => ({ headers: { ...usual.headers, "content-security-policy": words } });
const missing = (which) => (path) => (which.test(path) ? { status: 404, content: "" } : {});
const typed = (which, type) => (path, usual) => (which.test(path) ? { headers: { ...usual.headers, "content-type": type } } : {});

/** An engine that this browser cannot run. */
const broken = (path) => (IS_ENGINE.test(path) ? { content: "what" } : {});

/** What is wrong, what the page must say, and what runs in the page first. Fails if any leaves it blank or blames something else. */
const FAULTS = [
  ["program missing", missing(IS_PROGRAM), /A file of Staircase is missing on the server: index-\S+\.js \(answer 404\).*IT team to copy the whole folder/],
  ["program of the wrong type", typed(IS_PROGRAM, "text/plain"), /The server sends index-\S+\.js as text\/plain.*serve \.js files as text\/javascript/],
  ["a part of the program missing", missing(/\/assets\/(?!index)[^/]*\.js$/), /missing on the server|could not be loaded/],
  ["engine missing", missing(IS_ENGINE), /missing on the server: staircase_engine\S+\.wasm.*copy the whole folder/],
  ["engine’s address answered with a page", (path, usual) => (IS_ENGINE.test(path) ? { headers: { ...usual.headers, "content-type": "text/html" }, content: "<!doctype html>" } : {}), /sends staircase_engine\S+\.wasm as text\/html.*application\/wasm/],
  ["worker missing", missing(/desk\.worker[^/]*\.js$/), /missing on the server: desk\.worker\S+\.js/],
  ["policy without scripts", policy("script-src 'none'"), /Scripts or WebAssembly are switched off or blocked/],
  ["policy without WebAssembly", policy("script-src 'self'"), /does not let the page run WebAssembly.*'wasm-unsafe-eval'/],
  ["policy without workers", policy("worker-src 'none'"), /A policy \(worker-src\) does not let the page load desk\.worker.*worker-src 'self'/],
  ["sandbox", policy("sandbox"), /Scripts are switched off for this page/],
  ["sandbox with scripts", policy("sandbox allow-scripts"), /shown in a sandbox.*allow-same-origin/],
  ["no WebAssembly", broken, /has no WebAssembly.*Ask your IT team/, () => delete globalThis.WebAssembly],
  ["no SIMD", broken, /lacks SIMD/, () => (WebAssembly.validate = () => false)],
  ["an old browser", (path) => (IS_PROGRAM.test(path) ? { content: "let let = what ?. is" } : {}), /too old for Staircase/],
];

export async function run(browser) {
  for (const [name, spoil, expected, first] of FAULTS) {
    const server = await served(spoil);
    const { page, context } = await openPage(browser, server.address, { go: false });
    if (first) await page.addInitScript(first);
    await page.goto(server.address);
    await said(page, expected, name);
    if (name === "engine missing") await page.screenshot({ path: `${output}cannot-start.png` });
    await context.close();
    server.close();
  }

  // From a folder.
  const folder = await mkdtemp(join(tmpdir(), "staircase-"));
  await cp(dist, folder, { recursive: true });
  const { page: file, context: fileContext } = await openPage(browser, "", { go: false });
  await file.goto(`file://${folder}/index.html`);
  await said(file, /opened as a file.*https:\/\//, "from a folder");
  assert.doesNotMatch(await file.evaluate(() => document.body.innerText), /one of these|Opening/, "a cause that is known stands alone");
  await file.screenshot({ path: `${output}from-a-folder.png` });
  await fileContext.close();
  await rm(folder, { recursive: true });

  await newVersion(browser);
}

async function said(page, expected, name) {
  const shown = () => page.evaluate(() => document.body.innerText.replace(/\s+/g, " "));
  for (let tries = 0; tries < 120 && !expected.test(await shown()); tries += 1) await page.waitForTimeout(250);
  const words = await shown();
  assert.match(words, expected, `${name}: ${words.slice(0, 600)}`);
  assert.doesNotMatch(words, /could not read these files|fewer years/, name);
}

/** Everything that is fetched late. Fails if a part that is gone with its version is blamed on anything else. */
async function newVersion(browser) {
  let gone = false;
  const server = await served((path) => {
    if (!gone) return {};
    if (path === "/") return { content: '<!doctype html><script type="module" src="./assets/index-other.js"></script>' };
    return path.startsWith("/assets/") ? { status: 404, content: "" } : {};
  });
  const parts = {
    "another view": (page) => goTo(page, "method"),
    "a table of own figures": (page) => page.setInputFiles("#own-file", { name: "t.csv", mimeType: "text/csv", buffer: Buffer.from("area,year,measure,value\n") }),
    "published cases": (page) => page.click("#cases > summary").then(() => page.click(".cases-buttons button >> nth=0")),
    "a number of the register": async (page) => {
      await page.click(".register .row-actions button >> nth=0");
      await page.click(".row-editor button[type=submit]");
    },
  };
  let page, context;
  for (const [name, act] of Object.entries(parts)) {
    gone = false;
    ({ page, context } = await openPage(browser, server.address + quickOn("research")));
    gone = true;
    await act(page);
    await page.waitForSelector("#not-loaded", { timeout: 60_000 });
    const words = await page.textContent("#not-loaded");
    assert.match(words, /A newer version of Staircase has been put on this address.*Reload the page/, name);
    assert.doesNotMatch(await page.textContent("body"), /could not read these files|fewer years|Try again/, name);
    if (name !== "a number of the register") await context.close();
  }
  gone = false;
  await page.click("#not-loaded button");
  await firstAnswer(page);
  assert.equal(await page.locator("#not-loaded").count(), 0);
  await context.close();
  server.close();
}
