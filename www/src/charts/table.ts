/** The table that stands behind every picture: drawn as a table, downloaded as CSV. */

export type Cell = string | number | undefined;

export interface Column {
  label: string;
  /** printed in the CSV header, in brackets */
  unit?: string;
  /** how a number is shown; the CSV keeps the number itself */
  write?: (value: number) => string;
}

export interface Table {
  /** tells it from the others of the same figure */
  name?: string;
  caption: string;
  /** the first column heads its row */
  columns: Column[];
  rows: Cell[][];
}

/** What stands for a number that is not there. */
export const NOTHING = "–";

export function shownCell(column: Column | undefined, cell: Cell): string {
  if (cell === undefined || (typeof cell === "number" && !Number.isFinite(cell))) return NOTHING;
  if (typeof cell === "string") return cell;
  return column?.write ? column.write(cell) : String(cell);
}

const BOM = "\uFEFF";

/** What is said beneath the rows of a file: a key and its value. */
export type Extra = [string, string];

/**
 * UTF-8 with a byte-order mark, so that Excel reads it; numbers as numbers, text that looks like a formula made safe.
 * What the table shows and what was run stand beneath, on lines that begin with # so that programs can pass over them.
 */
export function toCsv(table: Table, beneath: Extra[] = []): string {
  const header = table.columns.map((column) => field(column.unit ? `${column.label} (${column.unit})` : column.label));
  const rows = table.rows.map((row) => row.map(csvCell));
  const about: Extra[] = table.caption ? [["table", table.caption]] : [];
  const extra = [...about, ...beneath].map(([key, value]) => [field(`# ${key}`), csvCell(value)]);
  return BOM + [header, ...rows, ...extra].map((cells) => cells.join(",")).join("\r\n") + "\r\n";
}

function csvCell(cell: Cell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(Number(cell.toPrecision(15))) : "";
  return field(/^[=+\-@\t\r]/.test(cell) ? "'" + cell : cell);
}

function field(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
