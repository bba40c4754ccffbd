// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "../engine/types";

vi.mock("../engine/workers", () => ({ cases: {}, desk: {}, pool: {}, explorer: {}, moneyExplorer: {} }));
vi.mock("scenario-bundle", () => ({ bundled: {} }));
const { netPoints, shortPounds } = await import("./decide/pays-back");
const { fundingSeries } = await import("../charts/funding-columns");
const { afterStart } = await import("./shared/after-start");
const { marchOf, monthOf } = await import("../state/calendar");
const { prevented } = await import("../format");
const { readPounds } = await import("./budget/case");
const { compareRegisters } = await import("../state/changes");
const { weighty } = await import("./report/weighty");
const { text } = await import("../text");
const { tried } = await import("./shared/tornado-figure");
const { densities } = await import("../charts/curve");

const row = (path: string, value: string, distribution?: string) => ({
  path,
  label: path,
  value,
  unit: "",
  source: "",
  grade: "assumed" as const,
  ...(distribution ? { distribution } : {}),
});

describe("paying back", () => {
  it("is told from the month in which the option starts", () => {
    const start = monthOf("2026-04");
    expect(afterStart(marchOf(2030), start)).toBe("March 2030, 4 years after it starts");
    expect(afterStart(marchOf(2027), start)).toBe("March 2027, 1 year after it starts");
    expect(afterStart(monthOf("2027-10"), start)).toBe("October 2027, 1 year and 7 months after it starts");
    expect(afterStart(marchOf(2026), start)).toBe("March 2026");
  });
});

describe("money from outside", () => {
  const years = (option: number[], baseline: number[]) => option.map((value, place) => ({ year: `${2020 + place}-${21 + place}`, option: value, baseline: baseline[place] ?? 0 }));
  const funding = [
    { programme: "A", source: "Base budget", years: years([3e6, 3e6, 3e6], [3e6, 3e6, 3e6]) },
    { programme: "A", source: "Grant", years: years([1e6, 0, 0], [1e6, 1e6, 1e6]) },
  ];
  const line = (kind: string, differences: number[]) => ({
    kind,
    years: differences.map((difference, place) => ({ year: `${2020 + place}-${21 + place}`, difference })),
    total: { difference: differences.reduce((a, b) => a + b, 0) },
  });
  const answer = (spent: number[], net: number[], door = false) => ({ funding, costs: [line("spent", spent), line("net", net)], words: { by_door: door } }) as unknown as Answer;

  it("that is lost is no saving: the council's own money is what is followed", () => {
    const ended = answer([0, -1e6, -1e6], [0, -0.8e6, -0.7e6]);
    expect(netPoints(ended, 2020).map((point) => [Math.round(point.net), point.nothing])).toEqual([
      [0, 0],
      [0, 0],
      [200_000, 0],
      [500_000, 0],
    ]);
  });

  // Fails if an option that changes the front door is said to change nothing without support's effect.
  it("has no line without effect where the front door changes as well", () => {
    const opened = answer([0, 1e6, 1e6], [0, 0.8e6, 0.7e6], true);
    expect(netPoints(opened, 2020).every((point) => point.nothing === undefined)).toBe(true);
  });

  it("is drawn after the base budget, with the last year that it pays", () => {
    expect(fundingSeries(funding).map(({ source, lastYear }) => [source, lastYear])).toEqual([
      ["Base budget", undefined],
      ["Grant", "2020-21"],
    ]);
  });
});

describe("amounts", () => {
  it.each([
    ["£2.0m", 2e6],
    ["500,000", 5e5],
    ["3 million", 3e6],
    ["£40k", 4e4],
    ["0", 0],
  ])("as people type them are read: %s", (typed, pounds) => {
    expect(readPounds(typed)).toBe(pounds);
  });
  it.each(["", "many", "-5", "1e6", "£", "2.0.0m", "9999999999999"])("that are none are refused: %s", (typed) => {
    expect(readPounds(typed)).toBeUndefined();
  });
  it("are short in pictures", () => {
    expect([1_250_000, -900_000, 0, 12].map(shortPounds)).toEqual(["£1.3m", "−£900k", "£0", "£12"]);
  });
  it("of an effect are said as people say them", () => {
    expect([0.91, 1, 1.1].map(prevented)).toEqual(["9 in 100 fewer", "no difference", "10 in 100 more"]);
  });
  it("tried in the one-way look keep the digits they need", () => {
    expect([0.7717036899, 12.34, 57_120, 123.4].map((value) => tried(0, value))).toEqual(["0.77", "12", "57,100", "123"]);
  });
});

describe("registers", () => {
  it("are compared number by number, also where one is new or gone", () => {
    const found = compareRegisters([row("a", "1"), row("b", "2"), row("c", "3", "uniform")], [row("a", "1"), row("b", "5"), row("d", "4")]);
    expect(found).toEqual([
      { path: "b", label: "b", was: "2", now: "5", single: false },
      { path: "d", label: "d", was: undefined, now: "4", single: false },
      { path: "c", label: "c", was: "3 (uniform)", now: undefined, single: false },
    ]);
  });
  it("on paper show what moves the answer most, and say so", () => {
    const all = [row("a", "1"), row("b", "2", "beta"), row("c", "3")];
    expect(weighty(all, ["c", "a"])).toEqual({ rows: [all[2], all[0]], by: "weight" });
    expect(weighty(all)).toEqual({ rows: [all[1]], by: "spread" });
  });
});

it("a drawn distribution is highest where its quantiles are closest", () => {
  const quantiles = Array.from({ length: 21 }, (_, place) => (place - 10) ** 3 / 100);
  const drawn = densities(quantiles);
  const tallest = drawn.reduce((best, point) => (point.y > best.y ? point : best));
  expect(Math.abs(tallest.x)).toBeLessThan(0.1);
});

/** Fails if the report speaks of all numbers while some are still to be tried, or of more than were tried. */
it("the report says how many numbers were tried so far", () => {
  const { assumptionsNote } = text.report;
  expect(assumptionsNote(7, 237, { done: 11, all: 24 })).toBe("So far: the 7 numbers that change net cost most, of 11 tried one at a time (there are 24 uncertain numbers to try). The page has all 237 numbers, with sources.");
  expect(assumptionsNote(9, 237, { done: 24, all: 24 })).toBe("The 9 numbers that change net cost most, of 24 tried one at a time. The page has all 237 numbers, with sources.");
  expect(assumptionsNote(9, 237, undefined)).toMatch(/weakest evidence first/);
});
