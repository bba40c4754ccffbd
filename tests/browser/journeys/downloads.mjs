import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { openPage, QUICK, runsFinished } from "../browser.mjs";

export const title = "Downloads: the CSV has the figures of the page, the SVG stands by itself, the PNG is the same picture";

export async function run(browser, address) {
  const { page, context } = await openPage(browser, address + QUICK);
  await runsFinished(page);
  const saved = async (selector) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  };

  const csv = await saved("#key-figures >> text=Download CSV");
  assert.match(csv.name, /\.csv$/);
  assert.ok(csv.text.startsWith("\uFEFF"), "the CSV opens as UTF-8 in Excel");
  const row = csv.text.split("\r\n").find((line) => line.startsWith("Looked-after children"));
  for (const said of [/^# table,.*31 March/m, /^# option_name,.*: /m, /^# baseline_name,A: /m, /^# date_shown,\d{4}-03-31/m, /^# measure_shown,Looked-after children/m]) {
    assert.match(csv.text, said, "the CSV says what it shows");
  }
  const difference = Math.round(Number(row.split(",")[4]));
  const shown = await page.textContent("#key-figures tbody tr:first-child td.strong");
  const words = difference === 0 ? /under 1|no difference/ : new RegExp(`^${Math.abs(difference)} ${difference < 0 ? "fewer" : "more"}$`);
  assert.match(shown, words, "the CSV and the page say the same");

  for (const figure of ["staircase", "fan", "difference", "hundred"]) {
    const svg = await saved(`#${figure} >> text=Download SVG`);
    assert.match(svg.text, /^<\?xml/);
    assert.doesNotMatch(svg.text, /var\(--|class=|https?:\/\/(?!www\.w3\.org)/, `${figure}: nothing outside the file is needed`);
    await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
      if (parsed.querySelector("parsererror")) throw new Error("the SVG is not well-formed");
    }, svg.text);
  }
  // Fails if the PNG is empty, blurred, or another picture's shape.
  const svg = (await saved("#fan >> text=Download SVG")).text;
  const [file] = await Promise.all([page.waitForEvent("download"), page.click("#fan >> text=Download PNG")]);
  assert.match(file.suggestedFilename(), /fan.*\.png$/);
  const bytes = await readFile(await file.path());
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [, wide, high] = svg.match(/ width="(\d+)" height="(\d+)"/).map(Number);
  assert.deepEqual([width, height], [3 * wide, 3 * high]);
  const colours = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    return new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, bytes.toString("base64"));
  assert.ok(colours > 5, `${colours} colours`);
  await context.close();
  return [row];
}
