/** One number of the register changed in the scenario's files, or put back. The engine says whether it may be. */
import { effect, signal } from "@preact/signals";
import { ask } from "../engine/ask";
import { EngineFailure, wordsOf } from "../engine/messages";
import type { ObserveRequest } from "../engine/messages";
import type { Amended, RegisterRow } from "../engine/types";
import { observeWorker } from "../engine/workers";
import { plain, readAmount, readNumber } from "../format";
import { text } from "../text";
import { writeAddress } from "./address";
import { rowKey } from "./changes";
import { currentAddress, putBack, takeAddress, editOf } from "./choice";
import { putBackOriginals, showInBoxes } from "./drafts";
import { stocksFor, stocksOutOfStep } from "./stocks";
import { withOrigin, type Origin } from "./origin";
import { forget, keep, recall } from "./storage";
import { files, filesChanged, originals, study, useFiles } from "./study";

/** what tells one row from another */
type RowName = Pick<RegisterRow, "path" | "label">;

/** what stands in the boxes of rows that are being changed, by `rowKey` */
export const rowDrafts = signal<Record<string, string>>({});
export const rowErrors = signal<Record<string, string>>({});
/** the row that the engine looks at */
export const rowAtWork = signal("");

/** rows that were opened to be changed: they stay in sight */
export const touchedRows = signal<ReadonlySet<string>>(new Set());

/** the scenario that the rows are of */
let of = "";

function recalled(main: string): Record<string, string> {
  const kept = recall(`register/${main}`);
  if (typeof kept !== "object" || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

// A reload, or a look at another view, must not lose what was typed; another scenario has rows of its own.
effect(() => {
  const [{ main }, drafts] = [files.value, rowDrafts.value];
  if (main !== of) {
    of = main;
    rowDrafts.value = recalled(main);
    rowErrors.value = {};
    touchedRows.value = new Set(Object.keys(rowDrafts.peek()));
  } else if (Object.keys(drafts).length === 0) forget(`register/${main}`);
  else keep(`register/${main}`, drafts);
});

export function draftRow(key: string, value: string): void {
  if (!touchedRows.peek().has(key)) touchedRows.value = new Set([...touchedRows.peek(), key]);
  rowDrafts.value = { ...rowDrafts.peek(), [key]: value };
}

export function closeRow(key: string): void {
  const { [key]: _, ...drafts } = rowDrafts.peek();
  const { [key]: __, ...errors } = rowErrors.peek();
  rowDrafts.value = drafts;
  rowErrors.value = errors;
}

/** A number as typed for a row: amounts of money may be short, "£5.2k". */
export const readFor = ({ unit }: Pick<RegisterRow, "unit">, typed: string): number => (unit.startsWith("pounds") ? readAmount(typed) : readNumber(typed));

/** What can be said without the engine: whether it is a number at all. */
export function notANumber(typed: string, [low, high]: [number, number], number = readNumber(typed)): string {
  const ends = [plain(low), plain(high)] as const;
  if (typed.trim() === "") return text.error.empty(...ends);
  return Number.isNaN(number) ? text.error.range(...ends, typed) : "";
}

/** Takes the number typed for a row into use; whether it was taken. */
export async function useRow(row: RegisterRow): Promise<boolean> {
  const key = rowKey(row);
  const typed = rowDrafts.peek()[key] ?? "";
  const number = readFor(row, typed);
  const wrong = row.range ? notANumber(typed, row.range, number) : "";
  const words = wrong || (await amend(row, number));
  if (words === "") closeRow(key);
  else rowErrors.value = { ...rowErrors.peek(), [key]: words };
  return words === "";
}

/** Takes everything typed for these rows into use together, from where it is said to be; whether it was taken. Nothing is, if one of them cannot be. */
export async function useRows(rows: RegisterRow[], origin?: Origin): Promise<boolean> {
  const typed = rows.filter((row) => rowDrafts.peek()[rowKey(row)] !== undefined);
  const [first] = typed;
  if (!first) return true;
  const draft = (row: RegisterRow) => rowDrafts.peek()[rowKey(row)] ?? "";
  const found = typed.flatMap((row): [string, string][] => {
    const wrong = row.range ? outside(draft(row), row.range, readFor(row, draft(row))) : "";
    return wrong ? [[rowKey(row), wrong]] : [];
  });
  if (found.length === 0) {
    const words = await amendAll(
      first,
      typed.map((row) => [row, readFor(row, draft(row))]),
      origin,
    );
    if (words) found.push([rowKey(first), words]);
  }
  const keys = typed.map(rowKey);
  rowErrors.value = { ...Object.fromEntries(Object.entries(rowErrors.peek()).filter(([key]) => !keys.includes(key))), ...Object.fromEntries(found) };
  if (found.length === 0) for (const key of keys) closeRow(key);
  return found.length === 0;
}

function outside(typed: string, [low, high]: [number, number], number: number): string {
  return notANumber(typed, [low, high], number) || (number < low || number > high ? text.error.range(plain(low), plain(high), typed) : "");
}

/** Puts a row back as it came; in words why that cannot be, or nothing. */
export const undoRow = (row: RowName): Promise<string> => amend(row, null);

export async function undoEverything(): Promise<void> {
  for (const one of study.peek()?.options ?? []) if (editOf(one.id)) putBack(one.id);
  if (filesChanged.peek()) await putBackOriginals();
}

/** Takes the number of all children into use, and every stock with it, in the order that the engine can follow. */
export async function useRowAndStocks(row: RegisterRow): Promise<boolean> {
  const key = rowKey(row);
  const typed = rowDrafts.peek()[key] ?? "";
  const [was, now] = [Number(row.value.replaceAll(",", "")), Number(typed)];
  const stocks = stocksFor(study.peek()?.register ?? [], now).map((one): [RowName, number] => [one.row, one.scaled]);
  const wrong = row.range ? notANumber(typed, row.range) : "";
  const words = wrong || (await amendAll(row, now < was ? [...stocks, [row, now]] : [[row, now], ...stocks]));
  if (words === "") closeRow(key);
  else rowErrors.value = { ...rowErrors.peek(), [key]: words };
  return words === "";
}

/** Scales the stocks that did not go along with the number of all children; in words why that cannot be, or nothing. */
export async function scaleStocks(): Promise<string> {
  const now = stocksOutOfStep.peek();
  const first = now?.stocks[0];
  return now && first
    ? amendAll(
        first.row,
        now.stocks.map(({ row, scaled }) => [row, scaled]),
      )
    : "";
}

const amend = (row: RowName, value: number | null): Promise<string> => amendAll(row, [[row, value]]);

/** Several rows changed one after the other, and taken into use together. */
async function amendAll(atWork: RowName, changes: [RowName, number | null][], origin?: Origin): Promise<string> {
  rowAtWork.value = rowKey(atWork);
  const { main, files: inUse } = files.peek();
  const worker = observeWorker();
  try {
    let all = inUse;
    for (const [{ path, label }, value] of changes) {
      const change = value === null ? { originals: originals().files } : { value };
      const { file, text: content } = await ask<ObserveRequest, Amended>(worker, { kind: "amend", ask: { main, files: all, path, label, ...change } });
      all = { ...all, [file]: origin ? withOrigin(all[file] ?? "", content, origin) : content };
    }
    const next = { main, files: all };
    const problems = await useFiles(next);
    if (problems.length > 0) return problems.map((one) => one.message).join(" ");
    showInBoxes(next.files);
    takeAddress(writeAddress(currentAddress()));
    return "";
  } catch (thrown) {
    const problems = thrown instanceof EngineFailure ? thrown.failure.problems : [];
    return problems.length > 0 ? problems.map((one) => one.message).join(" ") : wordsOf(thrown, text.register.broke);
  } finally {
    worker.terminate();
    rowAtWork.value = "";
  }
}
