/** The numbers of the current offer that a council knows itself: rows of the register, and what they come to. */
import type { RegisterRow, StudyView } from "../engine/types";
import { readAmount, readNumber } from "../format";
import { rowKey } from "./changes";
import { rowDrafts } from "./register-edit";

export const OFFER_FIELDS = ["staff", "caseload", "staff_cost", "length"] as const;
export type OfferField = (typeof OFFER_FIELDS)[number];
export type OfferRows = Record<OfferField, RegisterRow>;

export interface OfferProgramme {
  id: string;
  name: string;
  rows: OfferRows;
}

/** Programmes that are given by their workers: in the catalogue for every authority, those that run today. */
export function offered({ programmes, register }: StudyView): OfferProgramme[] {
  return programmes.flatMap(({ id, name }) => {
    const rows = OFFER_FIELDS.map((field) => register.find(({ path }) => path.endsWith(`: programmes.${id}.${field}`)));
    const [workers, caseload, cost, length] = rows;
    return workers && caseload && cost && length ? [{ id, name, rows: { staff: workers, caseload, staff_cost: cost, length } }] : [];
  });
}

/** What a child costs for a year at each level that has a price, in the order of the levels. */
export const prices = ({ register, levels }: StudyView): { level: string; name: string; row: RegisterRow }[] =>
  levels.flatMap(({ id, name }) => {
    const row = register.find(({ path }) => path.endsWith(`: unit_costs[${id}].cost`));
    return row ? [{ level: id, name, row }] : [];
  });

/** What stands in the box of a row: as typed, or as it is in use. */
export const inBox = (row: RegisterRow): string => rowDrafts.value[rowKey(row)] ?? row.value;

export interface Comes {
  workers: number;
  caseload: number;
  cost: number;
  length: number;
  /** families at one time */
  atOnce: number;
  /** families a year */
  aYear: number;
  /** pounds a year */
  pounds: number;
}

/** What four numbers come to; nothing while one of them is no number. */
export function comesTo(workers: number, caseload: number, cost: number, length: number): Comes | undefined {
  if (![workers, caseload, cost, length].every((value) => Number.isFinite(value) && value >= 0) || length === 0) return undefined;
  const atOnce = workers * caseload;
  return { workers, caseload, cost, length, atOnce, aYear: (atOnce / length) * 12, pounds: workers * cost };
}

/** What the boxes of a programme come to. */
export const inBoxes = ({ rows }: OfferProgramme): Comes | undefined => comesTo(readNumber(inBox(rows.staff)), readNumber(inBox(rows.caseload)), readAmount(inBox(rows.staff_cost)), readNumber(inBox(rows.length)));

/** Workers whom a budget pays: whole ones, and the part of one more in hundredths. */
export function paidFor(budget: number, cost: number): { workers: number; whole: number; part: number } | undefined {
  if (!(budget >= 0 && cost > 0)) return undefined;
  // Rounded down, so that the workers never cost more than the budget.
  const workers = Math.floor((100 * budget) / cost + 1e-6) / 100;
  const full = Math.floor(workers);
  return { workers, whole: full, part: Math.round(100 * (workers - full)) / 100 };
}

/** How many of each a year has. */
export const PERIODS = { week: 365.25 / 7, month: 12 };
