/** Two invented cases, one of them not reproduced, in the shape that the engine gives. */
import type { CasesPart } from "../src/engine/types";

export function casesPart(family: number, runs: number): CasesPart {
  const reports: CasesPart["reports"] = [
    {
      id: "B1",
      title: "Costs of two therapies",
      source: "Invented for tests",
      computed_by: "engine",
      rows: [
        { quantity: "cost of one drug", expected: 33891136.017309, obtained: 33891136.017309, rule: "equal to one part in a billion", passed: true },
        { quantity: "life-years", expected: 8585.843, obtained: 8585.843, rule: "equal after rounding to 3 decimals", passed: true },
      ],
    },
    {
      id: "B14",
      title: "A waiting line",
      source: "Invented for tests",
      computed_by: "engine",
      rows: [
        { quantity: "wait, drawn: mean", expected: 4.444444, obtained: 5.1, rule: `Z = 7.10, must lie between −3 and 3; ${runs} runs`, passed: false },
        { quantity: "ratio", expected: 1, obtained: null, rule: "equal to one part in a billion", passed: false },
      ],
    },
  ];
  return { families: 2, reports: reports.slice(family, family + 1), not_yet: [["B99", "waits for money"]] };
}
