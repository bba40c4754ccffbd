import { describe, expect, it } from "vitest";
import written from "../../../../docs/backtest.md?raw";
import { pipeTables } from "./pipe-tables";

describe("tables of a document", () => {
  it("keeps tables apart and drops emphasis", () => {
    const [one, two] = pipeTables("a\n\n| x | y |\n| --- | --- |\n| **1** | 2 |\n\ntext\n\n| z |\n| --- |\n| 3 |\n");
    expect(one?.columns.map((column) => column.label)).toEqual(["x", "y"]);
    expect(one?.rows).toEqual([["1", "2"]]);
    expect(two?.rows).toEqual([["3"]]);
  });

  it("finds coverage, errors and what moved where the page looks for them", () => {
    const tables = pipeTables(written);
    expect(tables[0]?.rows[0]?.[0]).toBe("All");
    expect(tables[1]?.columns[0]?.label).toBe("Area");
    expect(tables[3]?.columns[2]?.label).toBe("Change");
  });
});
