// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";

vi.mock("../engine/workers", () => ({ cases: {}, desk: {}, pool: {}, explorer: {}, moneyExplorer: {} }));
vi.mock("scenario-bundle", () => ({ bundled: {} }));
const { headlineFrom, marchFrom, monthOf, monthWords } = await import("./calendar");

describe("months of the calendar", () => {
  it("reads first the 31 March with five whole years of the option behind it, as the engine does", () => {
    const from = (start: string, last: number) => headlineFrom(monthOf(start), last);
    expect(from("2020-04", 2025)).toBe(2025);
    expect(from("2019-04", 2029)).toBe(2024);
    expect(from("2021-04", 2029)).toBe(2026);
    expect(from("2019-10", 2029)).toBe(2025);
    expect(from("2027-07", 2029)).toBe(2029);
  });

  it("finds the 31 March at or after a month", () => {
    expect(marchFrom(monthOf("2019-03-31"))).toBe(2019);
    expect(marchFrom(monthOf("2019-04"))).toBe(2020);
    expect(marchFrom(monthOf("2019-09-30"))).toBe(2020);
    expect(monthWords(monthOf("2020-05"))).toBe("May 2020");
  });
});
