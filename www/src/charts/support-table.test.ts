import { describe, expect, it } from "vitest";
import { answer } from "../../test/fixture";
import type { SupportAnswer } from "../engine/types";
import { supportTables } from "./support-table";
import { toCsv } from "./table";

const { support } = answer("half-as-many-again", null, 100);
const door: SupportAnswer["door"] = [{ year: "2019-20", baseline: { waiting: 4, passed: 900, gave_up: 3, turned_away: 20 }, option: { waiting: 40, passed: 800, gave_up: 33 } }];

describe("tables of support", () => {
  // Fails if a year is lost, if the sides are swapped, or if a column stands under another's heading.
  it("has a row a programme and year, both options beside each other", () => {
    const [table, ...more] = supportTables(support);
    expect(more).toEqual([]);
    expect(table?.rows).toHaveLength(10);
    expect(table?.rows.every((row) => row.length === table.columns.length)).toBe(true);
    const last = table?.rows[9] ?? [];
    const column = (label: string) => table?.columns.findIndex((one) => one.label === label) ?? -1;
    expect(last[column("Families starting, option A")]).toBe(34 * 18);
    expect(last[column("Families starting, this option")]).toBe(51 * 18);
    expect(last[column("Places, families, this option")]).toBe(51 * 12);
  });
  // Fails if a front door goes without its table, or if what was not counted becomes a zero.
  it("has a table of the front door where there is one", () => {
    const [, table] = supportTables({ ...support, door });
    expect(table?.rows).toEqual([["2019-20", 900, 800, 4, 40, 3, 33, 20, undefined]]);
    expect(table && toCsv(table).split("\r\n")[1]).toBe("2019-20,900,800,4,40,3,33,20,");
  });
});
