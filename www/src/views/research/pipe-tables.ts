/** The tables of a document written with pipes, in order. */
import type { Table } from "../../charts/table";

export function pipeTables(document: string): Table[] {
  const tables: string[][] = [];
  let inside = false;
  for (const line of document.split("\n")) {
    const row = line.startsWith("|");
    if (row && !inside) tables.push([]);
    if (row) tables[tables.length - 1]?.push(line);
    inside = row;
  }
  return tables.map(([head = "", , ...rows]) => ({
    caption: "",
    columns: cells(head).map((label) => ({ label })),
    rows: rows.map(cells),
  }));
}

const cells = (line: string) =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.replaceAll("**", "").trim());
