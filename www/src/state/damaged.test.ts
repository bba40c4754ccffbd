/**
 * Addresses, packed files and shared files damaged by chance, the same at every run. The engine's own
 * such test is the package in fuzz/.
 */
import { describe, expect, it, vi } from "vitest";
import { readAddress, writeAddress } from "./address";
import { packFiles, unpackFiles } from "./pack";

vi.mock("../engine/workers", () => ({ desk: { look: async () => ({}) }, pool: {}, engineAddress: "", deskWorker: () => ({}), drawWorker: () => ({}) }));

/** Random numbers from a seed (mulberry32). */
function dice(seed: number) {
  let state = seed >>> 0;
  return (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PIECES = [
  "",
  "#",
  "/",
  "?",
  "&",
  "=",
  "%",
  "%23",
  "%3F",
  "%zz",
  "&amp;",
  ".",
  ")",
  "*",
  "_",
  "..",
  "\0",
  "é",
  "\u202e",
  "\ud800",
  "__proto__",
  "constructor",
  "-1",
  "1e999",
  "NaN",
  "9".repeat(30),
  "2021-13",
  "0000",
  "with=",
  "files=",
  "year=",
  "staff=",
  "a".repeat(3000),
  "<script>",
  '"',
  "{",
  "}",
  "[",
  "]",
  "null",
];

function damaged(text: string, roll: (below: number) => number): string {
  let letters = text;
  for (let times = 1 + roll(4); times > 0; times -= 1) {
    const at = roll(letters.length + 1);
    const end = Math.min(letters.length, at + roll(12));
    const piece = PIECES[roll(PIECES.length)] ?? "";
    letters =
      [
        () => letters.slice(0, at),
        () => letters.slice(0, at) + letters.slice(end),
        () => letters.slice(0, at) + piece + letters.slice(at),
        () => letters.slice(0, at) + piece + letters.slice(end),
        () => letters.slice(0, at) + letters.slice(at, end) + letters.slice(at),
        () => letters.slice(0, at) + String.fromCharCode(roll(0x10000)) + letters.slice(at + 1),
      ][roll(6)]?.() ?? letters;
  }
  return letters;
}

const GOOD = [
  "#/budget/rotherham-2019/half-as-many-again?staff=51&caseload=8.5&start=2021-04&ramp=12&year=2024&measure=looked_after&runs=200" + "&seed=20261122&from=half-as-many-again&with=twelve-fewer*staff_20.5*start_2022-01&with=grant-ends&files=abc_-9&made=0.4.0-0123abcd",
  "#v1/rotherham-2019/half-as-many-again?staff=51&until=on&paid=public-health&grants=troubled-families.2021-04..other.on",
  "#/compare/a/b?with=",
];

describe("damaged by chance", () => {
  // Fails if an address throws, keeps what it should leave out, or is not itself again once it has been read and written.
  it("addresses are read or left out with a short sentence, and what is read is read again alike", () => {
    const roll = dice(2026);
    for (let round = 0; round < 30_000; round += 1) {
      const fragment = damaged(GOOD[roll(GOOD.length)] ?? "", roll);
      const { address, notices } = readAddress(fragment);
      for (const notice of notices) expect(notice.length).toBeLessThan(250);
      expect(Object.keys(address).length).toBeLessThan(14);
      const again = readAddress(writeAddress(address));
      expect(again.address, fragment).toEqual({ view: "decide", ...address });
      expect(again.notices, fragment).toEqual([]);
    }
  }, 60_000);

  // Fails if packed changes throw, never end, or give anything but whole files of the same names.
  it("packed files are unpacked or refused", async () => {
    const files = { "a.toml": "x = 1\ny = 2\nz = 3\n", "b.toml": "[[a]]\nid = 'b'\n" };
    const good = await packFiles(files, { ...files, "a.toml": "x = 1\ny = 3\nz = 3\nu = 4\n" });
    const roll = dice(7);
    for (let round = 0; round < 3000; round += 1) {
      const unpacked = await unpackFiles(files, damaged(good, roll));
      if (unpacked === undefined) continue;
      expect(Object.keys(unpacked)).toEqual(Object.keys(files));
      for (const content of Object.values(unpacked)) expect(typeof content).toBe("string");
    }
  }, 60_000);

  // Fails if a shared file throws or is taken without a scenario that there is and whole texts.
  it("shared files are opened or refused in words", async () => {
    const { readShared } = await import("./share");
    const good = JSON.stringify({ staircase: 1, version: "0.1.0", scenario_hash: "0", seed: "1", runs: 200, address: GOOD[0], files: { "councils/rotherham-2019.toml": "format = 1\n" } }, null, 1);
    const roll = dice(11);
    let opened = 0;
    for (let round = 0; round < 3000; round += 1) {
      const read = await readShared(new Blob([damaged(good, roll)]));
      if (typeof read === "string") {
        expect(read.length).toBeGreaterThan(0);
        expect(read.length).toBeLessThan(400);
        continue;
      }
      opened += 1;
      expect(readAddress(read.address).address.scenario).toBe(read.scenario);
      for (const content of Object.values(read.files)) expect(typeof content).toBe("string");
    }
    expect(opened).toBeGreaterThan(100);
  }, 60_000);
});
