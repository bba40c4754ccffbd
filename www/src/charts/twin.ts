/** A picture's table: some rows and some columns of one of the engine's tables, by their keys. */
import type { Cell as EngineCell, Column as EngineColumn, Table as EngineTable } from "../engine/types";
import { difference, writers } from "../format";
import type { Cell, Column, Table } from "./table";

interface Choice {
  /** tells it from the others of the same figure */
  name?: string;
  /** where the engine's title says too little or too much */
  caption?: string;
  /** rows in which these columns hold this, or one of these */
  where?: Record<string, EngineKey | EngineKey[]>;
  /** what this column holds stands side by side, not one below the other: `mean_children:option` is such a column */
  beside?: string;
  columns: string[];
}

type EngineKey = string | number | null;

const keyOf = (cell: EngineCell | undefined): EngineKey => (Array.isArray(cell) ? cell[0] : (cell ?? null));

export function twin(from: EngineTable, { name, caption = from.title, where = {}, beside, columns }: Choice): Table {
  const place = (key: string) => from.columns.findIndex((column) => column.key === key);
  const wanted = Object.entries(where).map(([key, values]) => ({ at: place(key), values: [values].flat() }));
  const picked = columns.map((one) => {
    const [key = "", side] = one.split(":");
    return { at: place(key), side, column: from.columns[place(key)] };
  });
  const apart = beside === undefined ? -1 : place(beside);
  // Rows that differ only in what stands side by side are one row.
  const same = from.columns.flatMap(({ kind }, at) => ((kind === "text" || kind === "year") && at !== apart ? [at] : []));
  const rows = new Map<string, Cell[]>();
  from.rows.forEach((row, number) => {
    if (!wanted.every(({ at, values }) => values.includes(keyOf(row[at])))) return;
    const key = apart < 0 ? String(number) : JSON.stringify(same.map((at) => keyOf(row[at])));
    const made = rows.get(key) ?? picked.map(() => undefined);
    picked.forEach(({ at, side, column }, to) => {
      if (side === undefined || side === keyOf(row[apart])) made[to] = plain(row[at], column);
    });
    rows.set(key, made);
  });
  const found = [...rows.values()];
  // Series that stand side by side need not have the same years.
  if (picked[0]?.column?.kind === "year") found.sort(([one], [other]) => Number(one) - Number(other));
  return {
    ...(name === undefined ? {} : { name }),
    caption,
    columns: picked.map(({ column, side }) => heading(column, side, side ?? where["side"])),
    rows: found,
  };
}

function heading(column: EngineColumn | undefined, beside: string | undefined, side: unknown): Column {
  if (!column) return { label: "" };
  const label = beside === undefined ? column.header : `${column.header}, ${beside}`;
  const write = column.kind === "count" && side === "difference" ? difference : writers[column.kind];
  return write ? { label, write } : { label };
}

function plain(cell: EngineCell | undefined, column: EngineColumn | undefined): Cell {
  if (Array.isArray(cell)) return cell[1];
  return typeof cell === "number" && column?.kind === "share" ? 100 * cell : (cell ?? undefined);
}

/** Tables of the same columns below each other, each with what it is of in its first column. */
export function stacked(label: string, caption: string, parts: [string, Table][]): Table {
  return { caption, columns: [{ label }, ...(parts[0]?.[1].columns ?? [])], rows: parts.flatMap(([name, part]) => part.rows.map((row) => [name, ...row])) };
}
