// @vitest-environment jsdom
import { render } from "preact";
import { beforeEach, describe, expect, it } from "vitest";
import { answer, view } from "../../test/fixture";
import { moneyUnit } from "../format";
import { differenceTable, fanTable } from "./fan-table";
import { moneyTable } from "./money-table";
import { figuresOf, stepsOf } from "./staircase-steps";
import { staircaseTables } from "./staircase-table";
import { toCsv, type Table } from "./table";
import { TableTwin } from "./figure-table";

const result = answer("half-as-many-again", null, 100);
const [measure] = view.measures;
const [looked] = result.measures;
const steps = stepsOf(view.levels, (step) => step);
const drawn = result.staircase[5];
if (!measure || !looked || !drawn) throw new Error("the fixture has lost its first measure");

const tables: [string, Table][] = [
  [
    "fan",
    fanTable(
      measure,
      looked,
      view.observed.filter((point) => point.measure === measure.id),
      2019,
    ),
  ],
  ["difference", differenceTable(measure, looked, 2019)],
  ["money", moneyTable(result.costs, moneyUnit([3e6]))],
  ...staircaseTables(steps, figuresOf(steps, drawn), drawn).map((table): [string, Table] => [table.caption, table]),
];

beforeEach(() => document.body.replaceChildren());

describe.each(tables)("the table behind the picture: %s", (_, table) => {
  it("has a cell for every column in every row", () => {
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });
  it("has a caption, and headers with a scope", () => {
    render(<TableTwin table={table} />, document.body.appendChild(document.createElement("div")));
    expect(document.querySelector("caption")?.textContent).toBe(table.caption);
    expect(document.querySelectorAll("thead th[scope=col]")).toHaveLength(table.columns.length);
    expect(document.querySelectorAll("tbody th[scope=row]")).toHaveLength(table.rows.length);
  });
  it("downloads the same number of rows, each with the same number of fields", () => {
    const lines = toCsv(table).trim().split("\r\n");
    expect(lines).toHaveLength(table.rows.length + 2);
    expect(lines[lines.length - 1]).toContain("# table,");
  });
});

describe("CSV", () => {
  const csv = (cell: string | number | undefined) => toCsv({ caption: "", columns: [{ label: "a" }], rows: [[cell]] }).split("\r\n")[1];
  it("says beneath the rows what was run, on lines that programs can pass over", () => {
    const text = toCsv({ caption: "", columns: [{ label: "a" }], rows: [[1]] }, [
      ["seed", "1"],
      ["changed", '=cmd, "x"'],
    ]);
    expect(text.split("\r\n").slice(1)).toEqual(["1", "# seed,1", `# changed,"'=cmd, ""x"""`, ""]);
  });
  it("starts with a byte-order mark and units in its header", () => {
    const text = toCsv({ caption: "", columns: [{ label: "Cost", unit: "£" }], rows: [] });
    expect(text).toBe("\uFEFFCost (£)\r\n");
  });
  it("keeps numbers as numbers, with a plain hyphen for minus", () => {
    expect(csv(-3884.25)).toBe("-3884.25");
    expect(csv(1e-12)).toBe("1e-12");
  });
  it("leaves out what is not there", () => {
    expect(csv(undefined)).toBe("");
    expect(csv(Number.NaN)).toBe("");
  });
  it("quotes commas, quotes and line ends in text", () => {
    expect(csv('Foster, "kin"')).toBe('"Foster, ""kin"""');
  });
  it("makes text that looks like a formula safe", () => {
    expect(csv("=1+1")).toBe("'=1+1");
    expect(csv("@SUM(A1)")).toBe("'@SUM(A1)");
  });
});
