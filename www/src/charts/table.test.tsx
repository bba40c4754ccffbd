// @vitest-environment jsdom
import { render } from "preact";
import { beforeEach, describe, expect, it } from "vitest";
import type { Table as EngineTable } from "../engine/types";
import { TableTwin } from "./figure-table";
import { toCsv } from "./table";
import { stacked, twin } from "./twin";

const children: EngineTable = {
  title: "Children on each 31 March",
  columns: [
    { key: "measure", header: "Measure", kind: "text" },
    { key: "date", header: "Year (31 March)", kind: "year" },
    { key: "side", header: "Series", kind: "text" },
    { key: "mean_children", header: "Mean (children)", kind: "count" },
    { key: "chance_share", header: "Chance, %", kind: "share" },
  ],
  rows: [
    [["looked_after", "Looked-after children"], 2019, "baseline", 640, null],
    [["looked_after", "Looked-after children"], 2019, "option", 640, null],
    [["looked_after", "Looked-after children"], 2020, "baseline", 650, null],
    [["looked_after", "Looked-after children"], 2020, "option", 626, null],
    [["looked_after", "Looked-after children"], 2020, "difference", -24, 0.25],
    [["care_starts", "Care starts"], 2020, "option", 100, null],
  ],
};

const beside = twin(children, { caption: "Beside", where: { measure: "looked_after" }, beside: "side", columns: ["date", "mean_children:baseline", "mean_children:option", "mean_children:difference"] });

beforeEach(() => document.body.replaceChildren());

describe("a picture's table", () => {
  // Fails if rows of another measure are taken, or a year's numbers stand in another row or under another heading.
  it("has the rows that are wanted, sides beside each other", () => {
    expect(beside.columns.map(({ label }) => label)).toEqual(["Year (31 March)", "Mean (children), baseline", "Mean (children), option", "Mean (children), difference"]);
    expect(beside.rows).toEqual([
      [2019, 640, 640, undefined],
      [2020, 650, 626, -24],
    ]);
  });
  // Fails if a difference is shown as a count, a share as a part of one, or a key instead of a name.
  it("says a difference in words and a share in a hundred", () => {
    const one = twin(children, { where: { date: 2020, side: "difference" }, columns: ["measure", "mean_children", "chance_share"] });
    expect(one.caption).toBe(children.title);
    expect(one.rows).toEqual([["Looked-after children", -24, 25]]);
    expect(one.columns[1]?.write?.(-24)).toBe("24 fewer");
    expect(beside.columns[3]?.write?.(-24)).toBe("24 fewer");
    expect(beside.columns[1]?.write?.(-24)).toBe("−24");
  });
  it("is headed by what it is of where there are several", () => {
    const all = stacked("Option", "All", [
      ["B. More", beside],
      ["C. Fewer", beside],
    ]);
    expect(all.columns).toHaveLength(5);
    expect(all.rows.map((row) => row[0])).toEqual(["B. More", "B. More", "C. Fewer", "C. Fewer"]);
  });
  it("has a caption, and headers with a scope", () => {
    render(<TableTwin table={beside} />, document.body.appendChild(document.createElement("div")));
    expect(document.querySelector("caption")?.textContent).toBe("Beside");
    expect(document.querySelectorAll("thead th[scope=col]")).toHaveLength(beside.columns.length);
    expect(document.querySelectorAll("tbody th[scope=row]")).toHaveLength(beside.rows.length);
  });
  it("downloads the same number of rows, each with the same number of fields", () => {
    const lines = toCsv(beside).trim().split("\r\n");
    expect(lines).toHaveLength(beside.rows.length + 2);
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
