// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from "vitest";

vi.mock("../engine/workers", () => ({ desk: {}, pool: {} }));
vi.mock("scenario-bundle", () => ({ bundled: {} }));

const { copyOf, exported, importStudies, named, remove, saveAs, studies } = await import("./saved");

const FILE = { staircase: 1, version: "1.0.0", scenario_hash: "0", seed: "1", runs: 24, address: "#/budget/rotherham-2019/current?runs=24", files: { "councils/a.toml": "x = 1\n" } };
const STUDY = { name: "Draft", saved: "2026-11-30T09:00:00.000Z", file: FILE };
const file = (studies: unknown, format = 1) => new Blob([JSON.stringify({ staircase_studies: format, studies })]);
const stored = () => Object.keys(localStorage).filter((key) => key.includes("/study/")).length;

beforeEach(() => {
  for (const study of studies.value) remove(study);
});

// Fails if a study of a file writes over one of this browser, if one is added twice, or if its files are lost on the way.
test("import adds, and overwrites nothing", async () => {
  expect(await importStudies(file([STUDY]))).toEqual({ count: 1 });
  expect(await importStudies(file([STUDY]))).toEqual({ count: 0 });
  expect(await importStudies(file([{ ...STUDY, saved: "2026-12-01T09:00:00.000Z" }]))).toEqual({ count: 1 });
  expect(studies.value.map(({ name }) => name)).toEqual(["Draft (2)", "Draft"]);
  expect((JSON.parse(exported([named("draft")].flatMap((one) => one ?? []))) as { studies: unknown[] }).studies).toEqual([STUDY]);
});

// Fails if a damaged or hostile file is taken, or if a part of one is.
test.each([
  ["nothing", new Blob([""])],
  ["no studies", file([])],
  ["another format", file([STUDY], 2)],
  ["a study without a date", file([STUDY, { ...STUDY, saved: "yesterday" }])],
  ["a name of markup and much more", file([{ ...STUDY, name: "<b>".repeat(1000) }])],
  ["an address that is none", file([{ ...STUDY, file: { ...FILE, address: "javascript:alert(1)" } }])],
  ["files that are not text", file([{ ...STUDY, file: { ...FILE, files: { a: 1 } } }])],
  ["bytes", new Blob([new Uint8Array([0xff, 0xfe, 0])])],
])("refused in words: %s", async (_, bad) => {
  expect(await importStudies(bad)).toMatch(/Nothing was changed/);
  expect(stored()).toBe(0);
});

// Fails if a study saved in another tab is not seen here, or if two tabs write one list over the other.
test("two tabs", async () => {
  await importStudies(file([STUDY]));
  localStorage.setItem("staircase/1/study/other", JSON.stringify({ ...STUDY, name: "From another tab", saved: "2026-12-01T09:00:00.000Z" }));
  window.dispatchEvent(new StorageEvent("storage", { key: "staircase/1/study/other" }));
  expect(studies.value.map(({ name }) => name)).toEqual(["From another tab", "Draft"]);
  for (const study of studies.value) expect(copyOf(study)).toBe("");
  expect(stored()).toBe(4);
});

// Fails if a name that cannot be told from nothing is taken, or if a browser that keeps nothing is said to have kept it.
test("what cannot be saved is said", async () => {
  expect(saveAs("  ")).toMatch(/1 to 100 characters.*nothing/);
  const full = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  expect(await importStudies(file([STUDY]))).toMatch(/storage is full/);
  full.mockRestore();
});
