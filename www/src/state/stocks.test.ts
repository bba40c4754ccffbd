import { expect, it, vi } from "vitest";
import type { RegisterRow } from "../engine/types";

vi.mock("../engine/workers", () => ({ desk: {}, pool: {} }));
const { outOfStep, stocksFor } = await import("./stocks");

const row = (path: string, value: string): RegisterRow => ({
  path: `councils/a.toml: ${path}`,
  label: path,
  value,
  unit: "children",
  source: "",
  grade: "assumed",
  range: [0, 1e6],
});
const children = row("population.children", "80,000");
const changed = (of: RegisterRow, was: string) => ({ path: of.path, label: of.label, was: `${was} children`, now: `${of.value} children`, single: true });

/** Fails if a number of children that stocks do not follow goes unsaid, or stocks that follow are blamed. */
it("stocks that did not follow the number of children are found", () => {
  const stocks = [row("stocks[a].children", "1,000"), row("stocks[b].children", "30")];
  const register = [children, ...stocks, row("streams[x].stock", "9")];
  expect(outOfStep(register, [])).toBeUndefined();
  expect(outOfStep(register, [changed(children, "40,000")])?.stocks.map((one) => one.scaled)).toEqual([2000, 60]);
  expect(stocksFor([row("population.children", "40,000"), ...stocks], 80_000).map((one) => one.scaled)).toEqual([2000, 60]);
});

/** Fails if scaled stocks, or one that a person set, are asked for again; or if an earlier scaling hides a later change. */
it("stocks that followed, or were set by hand, are left alone", () => {
  const [a, b] = [row("stocks[a].children", "2,000"), row("stocks[b].children", "60")];
  const all = changed(children, "40,000");
  expect(outOfStep([children, a, b], [all, changed(a, "1,000"), changed(b, "30")])).toBeUndefined();
  const own = row("stocks[b].children", "45");
  expect(outOfStep([children, a, own], [all, changed(a, "1,000"), changed(own, "30")])).toBeUndefined();
  const later = row("population.children", "120,000");
  expect(outOfStep([later, a, b], [changed(later, "40,000"), changed(a, "1,000"), changed(b, "30")])?.stocks.map((one) => one.scaled)).toEqual([3000, 90]);
});
