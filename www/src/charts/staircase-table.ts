/** The staircase as tables: a row a step, and a row a move. */
import type { AnswerTables } from "../engine/types";
import { text } from "../text";
import type { Table } from "./table";
import { twin } from "./twin";

export function stepsTable({ staircase }: AnswerTables, year: number): Table {
  const words = text.staircase.table;
  const columns = ["step", "families:option", "families_supported:option", "families_waiting:option", "families_without_support:option", "children:option", "families:baseline", "families:difference"];
  return twin(staircase, { name: words.stepsName, caption: words.caption(year), where: { date: year, to_step: null }, beside: "side", columns });
}

export function staircaseTables(tables: AnswerTables, year: number, steps: string[]): Table[] {
  const words = text.staircase.table;
  const moves = twin(tables.staircase, { name: words.movesName, caption: words.movesCaption(year), where: { date: year, to_step: steps }, beside: "side", columns: ["step", "to_step", "families:option", "families:baseline"] });
  return [stepsTable(tables, year), moves];
}
