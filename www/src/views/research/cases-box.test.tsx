// @vitest-environment jsdom
import { render } from "preact";
import { expect, it, vi } from "vitest";
import { casesPart } from "../../../test/fixture-cases";

vi.mock("../../engine/workers", () => ({ cases: {}, desk: {}, pool: {} }));

const { casesState, notYet, reports } = await import("../../state/cases");
const { CasesBox } = await import("../research/cases-box");

it("says in words what is not reproduced, what is no number, and what is not yet run", () => {
  const [first, second] = [casesPart(0, 1000), casesPart(1, 1000)];
  reports.value = [...first.reports, ...second.reports];
  notYet.value = first.not_yet;
  casesState.value = { phase: "finished" };
  render(<CasesBox />, document.body);
  expect(document.querySelector("[role=status]")?.textContent).toBe("2 of 4 quantities are not reproduced.");
  const [good, bad] = [...document.querySelectorAll(".case summary")].map((one) => one.textContent);
  expect(good).toContain("all 2 reproduced");
  expect(bad).toContain("2 of 2 not reproduced");
  const last = [...document.querySelectorAll(".case:last-of-type tbody tr:last-child td")].map((cell) => cell.textContent);
  expect(last).toEqual(["1", "–", "equal to one part in a billion", "not reproduced"]);
  expect(document.querySelector("dl")?.textContent).toContain("B99");
  expect(document.querySelectorAll("caption")).toHaveLength(2);
});
