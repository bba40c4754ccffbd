/**
 * What the page shows, as the part of its address after "#", so that it never reaches a server:
 * #/budget/rotherham-2019/half-as-many-again?staff=51&start=2021-04&year=2024&measure=looked_after
 * The first part is the view; other options that are compared stand in "with", each with its own changes.
 * Addresses of version 1 (#v1/scenario/option?…) open Decide as they always did.
 * Anything that cannot be read is left out, with a sentence that says so.
 */
import type { Ask } from "../engine/types";
import { text } from "../text";
import { meant } from "./mangled";
import type { FieldId } from "./edit";

export const VIEWS = ["council", "decide", "compare", "budget", "research", "method"] as const;
/** Views that have an address but no place in the list at the top. */
export const OTHER_VIEWS = ["bench"] as const;
export type ViewId = (typeof VIEWS)[number] | (typeof OTHER_VIEWS)[number];

export interface OtherOption {
  option: string;
  fields: Partial<Record<FieldId, string>>;
}

export interface Address {
  view?: ViewId;
  scenario?: string;
  option?: string;
  /** as typed; only what differs from the option's file */
  fields: Partial<Record<FieldId, string>>;
  year?: number;
  measure?: string;
  /** how many runs, where it is not the usual number */
  runs?: number;
  /** which runs, where they are not the usual ones */
  seed?: string;
  /** further options on the Compare view; absent for the page's own choice */
  others?: OtherOption[];
  /** what the Compare view measures from, where that is not the scenario's baseline */
  from?: string;
  /** the reserve tested, and rules of money that are not the scenario's */
  ask?: Ask;
  /** cash, where money is not in real terms, and the first and last financial year of the budget table, where chosen */
  prices?: "cash";
  years?: [string, string];
  /** changes of the scenario's files, packed (state/pack.ts) */
  files?: string;
  /** version and scenario that a shared link was made with: "0.4.0-7f3a91c2" */
  madeWith?: string;
}

export interface ReadAddress {
  address: Address;
  notices: string[];
}

const OLD_VERSION = "v1";
const LONGEST = 4000;
export const MOST_RUNS = 10_000;
export const MOST_OTHERS = 3;
const NAME = /^[a-z0-9][a-z0-9_-]{0,99}$/i;
const FIELD_KEYS = new Map<string, FieldId>([
  ["staff", "staff"],
  ["caseload", "caseload"],
  ["places", "places"],
  ["start", "start"],
  ["ramp", "ramp_months"],
  ["until", "until"],
  ["paid", "paid_by"],
  ["grants", "grants"],
]);
/** Between the first and the last financial year: "2027-28..2030-31". */
const YEARS_BETWEEN = "..";
const NUMBER = /^\d{1,6}(\.\d{1,3})?$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const PACKED = /^[A-Za-z0-9_-]{1,3000}$/;
/** What mail and chat add to links to see who follows them. */
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|mkt_tok|_hs\w+|si|data|sdata|reserved)$/i;
const VERSION = /^\d{1,3}\.\d{1,3}\.\d{1,3}(-[0-9a-f]{8})?$/;

export function writeAddress(address: Address): string {
  const query = new URLSearchParams();
  for (const [key, value] of fieldParts(address.fields)) query.set(key, value);
  if (address.year !== undefined) query.set("year", String(address.year));
  if (address.measure !== undefined) query.set("measure", address.measure);
  if (address.runs !== undefined) query.set("runs", String(address.runs));
  if (address.seed !== undefined) query.set("seed", address.seed);
  if (address.from !== undefined) query.set("from", address.from);
  if (address.others?.length === 0) query.set("with", "");
  for (const { option, fields } of address.others ?? []) {
    query.append("with", [option, ...fieldParts(fields).map(([key, value]) => `${key}_${value}`)].join("*"));
  }
  const { schedule, growth, reserve } = address.ask ?? {};
  if (schedule !== undefined) query.set("discount", schedule);
  if (growth !== undefined) query.set("growth", growth);
  if (reserve !== undefined) query.set("reserve", String(reserve));
  if (address.prices !== undefined) query.set("prices", address.prices);
  if (address.years !== undefined) query.set("years", address.years.join(YEARS_BETWEEN));
  if (address.files !== undefined) query.set("files", address.files);
  if (address.madeWith !== undefined) query.set("made", address.madeWith);
  const path = [address.view ?? "decide", address.scenario, address.option].filter((part) => part !== undefined).join("/");
  const tail = query.toString();
  return `#/${path}${tail ? "?" + tail : ""}`;
}

function fieldParts(fields: Partial<Record<FieldId, string>>): [string, string][] {
  return [...FIELD_KEYS].flatMap(([key, field]): [string, string][] => {
    const value = fields[field];
    return value === undefined ? [] : [[key, value]];
  });
}

export function readAddress(fragment: string): ReadAddress {
  const nothing: Address = { fields: {} };
  if (/^#?\/?$/.test(fragment)) return { address: nothing, notices: [] };
  if (fragment.length > LONGEST) return { address: nothing, notices: [text.address.tooLong] };
  const [path = "", tail = ""] = splitOnce(meant(fragment), "?");
  const parts = path.split("/").filter((part) => part !== "");
  const address: Address = { fields: {} };
  const notices: string[] = [];
  const first = (parts.shift() ?? "").toLowerCase();
  const view = [...VIEWS, ...OTHER_VIEWS].find((one) => one === first);
  if (view) address.view = view;
  else if (first !== OLD_VERSION) return { address: nothing, notices: [text.address.unknown] };
  const [scenario, option, ...rest] = parts;
  if (rest.length > 0) notices.push(text.address.unknown);
  if (scenario) {
    if (NAME.test(scenario)) address.scenario = scenario;
    else notices.push(text.address.badPart(scenario));
  }
  if (option) {
    // Without its scenario it would be read as an option of another.
    if (address.scenario && NAME.test(option)) address.option = option;
    else notices.push(text.address.badPart(option));
  }
  for (const [key, value] of new URLSearchParams(tail)) if (!TRACKING.test(key)) readPart(key, value, address, notices);
  return { address, notices };
}

const SIMPLE: Record<string, [RegExp, (address: Address, value: string) => void]> = {
  year: [/^\d{4}$/, (address, value) => (address.year = Number(value))],
  runs: [/^[1-9]\d{1,4}$/, (address, value) => (address.runs = Number(value))],
  seed: [/^\d{1,18}$/, (address, value) => (address.seed = value)],
  measure: [NAME, (address, value) => (address.measure = value)],
  from: [NAME, (address, value) => (address.from = value)],
  discount: [NAME, (address, value) => (address.ask = { ...address.ask, schedule: value })],
  growth: [NAME, (address, value) => (address.ask = { ...address.ask, growth: value })],
  reserve: [/^\d{1,11}(\.\d{1,9})?$/, (address, value) => (address.ask = { ...address.ask, reserve: Number(value) })],
  prices: [/^cash$/, (address) => (address.prices = "cash")],
  years: [/^\d{4}-\d{2}\.\.\d{4}-\d{2}$/, (address, value) => (address.years = splitOnce(value, YEARS_BETWEEN))],
  files: [PACKED, (address, value) => (address.files = value)],
  made: [VERSION, (address, value) => (address.madeWith = value)],
};

function readPart(key: string, value: string, address: Address, notices: string[]): void {
  const field = FIELD_KEYS.get(key);
  const simple = Object.hasOwn(SIMPLE, key) ? SIMPLE[key] : undefined;
  if (field !== undefined) {
    if (isFieldValue(field, value)) address.fields[field] = value;
    else notices.push(text.address.badValue(key, value));
  } else if (simple) {
    const [shape, take] = simple;
    if (shape.test(value) && !(key === "runs" && Number(value) > MOST_RUNS)) take(address, value);
    else notices.push(text.address.badValue(key, value));
  } else if (key === "with") {
    const others = (address.others ??= []);
    if (value === "") return;
    const other = readOther(value);
    if (other && others.length < MOST_OTHERS) others.push(other);
    else notices.push(text.address.badValue(key, value));
  } else {
    notices.push(text.address.badPart(key));
  }
}

function readOther(value: string): OtherOption | undefined {
  const [option = "", ...parts] = value.split("*");
  if (!NAME.test(option)) return undefined;
  const fields: OtherOption["fields"] = {};
  for (const part of parts) {
    const [key = "", typed = ""] = splitOnce(part, "_");
    const field = FIELD_KEYS.get(key);
    if (field === undefined || !isFieldValue(field, typed)) return undefined;
    fields[field] = typed;
  }
  return { option, fields };
}

const END = "(on|\\d{4}-(0[1-9]|1[0-2]))";
const SHAPES: Partial<Record<FieldId, RegExp>> = {
  start: MONTH,
  until: new RegExp(`^${END}$`),
  // Nobody but the base budget has no name.
  paid_by: /^([a-z0-9][a-z0-9_-]{0,99})?$/i,
  grants: new RegExp(`^[a-z0-9][a-z0-9_-]{0,99}\\.${END}(\\.\\.[a-z0-9][a-z0-9_-]{0,99}\\.${END}){0,19}$`, "i"),
};

const isFieldValue = (field: FieldId, value: string) => (SHAPES[field] ?? NUMBER).test(value);

function splitOnce(whole: string, mark: string): [string, string] {
  const at = whole.indexOf(mark);
  return at < 0 ? [whole, ""] : [whole.slice(0, at), whole.slice(at + mark.length)];
}
