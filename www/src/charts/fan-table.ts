/** The two fans as tables, one row each 31 March. */
import type { AnswerTables, MeasureView } from "../engine/types";
import { text } from "../text";
import type { Table } from "./table";
import { twin } from "./twin";

const RANGES = ["p2_5_children", "p97_5_children", "p10_children", "p90_children", "p25_children", "p75_children"];

export function fanTable({ id, name }: MeasureView, { children }: AnswerTables): Table {
  const means = ["published", "baseline", "option"].map((side) => `mean_children:${side}`);
  return twin(children, { caption: text.happens.table.fanCaption(name), where: { measure: id }, beside: "side", columns: ["date", ...means, ...RANGES.map((key) => `${key}:option`)] });
}

export function differenceTable({ id, name }: MeasureView, { children }: AnswerTables): Table {
  return twin(children, { caption: text.happens.table.differenceCaption(name), where: { measure: id, side: "difference" }, columns: ["date", "mean_children", ...RANGES, "no_fewer_runs"] });
}
