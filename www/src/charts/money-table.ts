/** Money as long tables: a row a line and year, so that nothing is hidden on a narrow screen or lost in a download. */
import type { CostLine, FundingLine } from "../engine/types";
import type { MoneyUnit } from "../format";
import { text } from "../text";
import type { Table } from "./table";

export function moneyTable(costs: CostLine[], unit: MoneyUnit): Table {
  const words = text.money.table;
  const money = { unit: "£", write: unit.write };
  return {
    caption: words.caption(unit.name),
    columns: [{ label: words.line }, { label: words.year }, { label: words.baseline, ...money }, { label: words.option, ...money }, { label: words.difference, ...money }, { label: words.low, ...money }, { label: words.high, ...money }],
    rows: costs.flatMap((line) => [...line.years.map((row) => [line.name, row.year, row.baseline, row.option, row.difference, row.p10, row.p90]), [line.name, text.money.all, line.total.baseline, line.total.option, line.total.difference, line.total.p10, line.total.p90]]),
  };
}

export function fundingTable(funding: FundingLine[], unit: MoneyUnit): Table {
  const words = text.money.funding;
  const money = { unit: "£", write: unit.write };
  return {
    caption: words.caption(unit.name),
    columns: [{ label: words.programme }, { label: words.source }, { label: text.money.table.year }, { label: text.money.table.baseline, ...money }, { label: text.money.table.option, ...money }, { label: text.money.table.difference, ...money }],
    rows: funding.flatMap((line) => line.years.map((row) => [line.programme, line.source, row.year, row.baseline, row.option, row.option - row.baseline])),
  };
}
