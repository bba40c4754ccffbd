import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { inflateRawSync } from "node:zlib";
import { openPage, QUICK, runsFinished } from "../browser.mjs";

export const title = "Excel: the second module comes only when asked for, and the workbook has the totals of the page";

/** The parts of a zip file, by name. */
export function unzipped(bytes) {
  const parts = new Map();
  for (let at = bytes.readUInt32LE(bytes.length - 22 + 16); bytes.readUInt32LE(at) === 0x02014b50; ) {
    const [size, name, extra, comment] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)];
    const start = bytes.readUInt32LE(at + 42);
    const body = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(body, body + size);
    const whole = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
    parts.set(bytes.subarray(at + 46, at + 46 + name).toString(), whole.toString());
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** Cells of a sheet by address, numbers as numbers. */
export function cells(parts, name) {
  const text = (xml) => xml.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
  const strings = [...parts.get("xl/sharedStrings.xml").matchAll(/<si>.*?<t[^>]*>(.*?)<\/t><\/si>/gs)].map(([, it]) => text(it));
  const sheets = [...parts.get("xl/workbook.xml").matchAll(/<sheet name="([^"]+)"/g)].map(([, it]) => text(it));
  const sheet = parts.get(`xl/worksheets/sheet${sheets.indexOf(name) + 1}.xml`);
  const found = new Map();
  for (const [, address, kind, value] of sheet.matchAll(/<c r="([A-Z]+\d+)"(?: s="\d+")?( t="s")?><v>([^<]*)<\/v><\/c>/g)) {
    found.set(address, kind ? strings[Number(value)] : Number(value));
  }
  return found;
}

export async function run(browser, address) {
  const { page, context } = await openPage(browser, `${address}${QUICK}&staff=60`);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await runsFinished(page);
  await page.click("nav >> text=Budget");
  await page.waitForSelector("#workbook");
  await page.waitForSelector("#case");
  assert.ok(!asked.some((url) => url.includes("staircase_extras")), "the second module is not loaded at first view");

  const csv = await download(page, "#money >> text=Download CSV");
  const rows = (await readFile(csv, "utf8")).replace("\uFEFF", "").split("\r\n");
  const book = unzipped(await readFile(await download(page, "#workbook")));
  const sheet = cells(book, "Money, all years");
  let compared = 0;
  for (let row = 4; sheet.has(`C${row}`); row += 1) {
    const line = sheet.get(`C${row}`);
    const onPage = rows.find((text) => text.replaceAll('"', "").startsWith(`${line},All years`));
    assert.ok(onPage, `${line} is on the page`);
    const [baseline, option, difference] = onPage.replaceAll('"', "").slice(`${line},All years,`.length).split(",").map(Number);
    assert.deepEqual([sheet.get(`F${row}`), sheet.get(`G${row}`), sheet.get(`H${row}`)], [baseline, option, difference], `${line}: to the penny`);
    compared += 1;
  }
  assert.ok(compared > 5, "every line was compared");
  const net = cells(book, "Financial case");
  assert.ok([...net.values()].filter((value) => typeof value === "number").length > 50, "the financial case is there, as numbers");
  assert.ok([...cells(book, "Notes").values()].some((value) => /workers 60, was 51/.test(value)), "the notes say what was changed");
  assert.match(await page.textContent(".take [role=status]"), /in your downloads/);
  await context.close();
  return [`${compared} totals equal`];
}

export async function download(page, selector) {
  const [file] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), page.click(selector)]);
  return file.path();
}
