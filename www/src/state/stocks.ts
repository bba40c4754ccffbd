/**
 * Children at each level at the start, where the number of all children was changed and they were not: rates are by
 * child, so the first years would then show rates and stocks growing together, not what an option does.
 */
import { computed } from "@preact/signals";
import type { RegisterRow } from "../engine/types";
import { changedRows, type ChangedRow } from "./changes";
import { study } from "./study";

export const isAllChildren = ({ path }: { path: string }): boolean => /: population\.children$/.test(path);
const isStock = ({ path }: { path: string }) => /: stocks\[[^\]]+\]\.children$/.test(path);

/** "2,400 children" as the register has it. */
const numberOf = (words: string | undefined) => Number(/^[\d,.]+/.exec(words ?? "")?.[0].replaceAll(",", ""));

export interface OutOfStep {
  was: number;
  now: number;
  /** rows that did not go along, with the number that they would have */
  stocks: { row: RegisterRow; scaled: number }[];
}

/** Stocks are whole children, so a small one fits within half a child. */
const fits = (now: number, scaled: number) => Math.abs(now - scaled) <= Math.max(0.5, 0.01 * scaled);

export function outOfStep(register: RegisterRow[], changed: ChangedRow[]): OutOfStep | undefined {
  const all = changed.find(isAllChildren);
  const [was, now] = [numberOf(all?.was), numberOf(all?.now)];
  if (!(was > 0 && now > 0) || was === now) return undefined;
  const rows = register.filter(isStock).map((row) => {
    const before = changed.find((one) => one.path === row.path)?.was;
    const [first, here] = [numberOf(before ?? row.value), numberOf(row.value)];
    return { row, here, changed: before !== undefined, scaled: Math.round((first * now) / was) };
  });
  const strays = rows.filter(({ here, scaled }) => !fits(here, scaled));
  // A stock that a person gave a number of its own is left to them, unless none fits: then all were scaled to another number.
  const stocks = strays.length === rows.length ? strays : strays.filter((one) => !one.changed);
  return stocks.length > 0 ? { was, now, stocks: stocks.map(({ row, scaled }) => ({ row, scaled })) } : undefined;
}

export const stocksOutOfStep = computed(() => (study.value ? outOfStep(study.value.register, changedRows.value) : undefined));

/** All stocks as they are, for a number of children that is typed and not in use yet. */
export function stocksFor(register: RegisterRow[], now: number): { row: RegisterRow; scaled: number }[] {
  const was = numberOf(register.find(isAllChildren)?.value);
  return was > 0 ? register.filter(isStock).map((row) => ({ row, scaled: Math.round((numberOf(row.value) * now) / was) })) : [];
}
