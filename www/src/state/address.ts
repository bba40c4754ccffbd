/**
 * What the page shows, as the part of its address after "#", so that it never reaches a server:
 * #v1/rotherham-2019/half-as-many-again?staff=51&start=2021-04&year=2024&measure=looked_after
 * Anything that cannot be read is left out, with a sentence that says so.
 */
import { text } from "../text";
import type { FieldId } from "./edit";

export interface Address {
  scenario?: string;
  option?: string;
  /** as typed; only what differs from the option's file */
  fields: Partial<Record<FieldId, string>>;
  year?: number;
  measure?: string;
  /** how many runs, where it is not the usual number */
  runs?: number;
}

export interface ReadAddress {
  address: Address;
  notices: string[];
}

const VERSION = "v1";
const LONGEST = 2000;
const MOST_RUNS = 10_000;
const NAME = /^[a-z0-9][a-z0-9_-]{0,99}$/i;
const FIELD_KEYS = new Map<string, FieldId>([
  ["staff", "staff"],
  ["caseload", "caseload"],
  ["start", "start"],
  ["ramp", "ramp_months"],
]);
const NUMBER = /^\d{1,6}(\.\d{1,3})?$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export function writeAddress(address: Address): string {
  const query = new URLSearchParams();
  for (const [key, field] of FIELD_KEYS) {
    const value = address.fields[field];
    if (value !== undefined) query.set(key, value);
  }
  if (address.year !== undefined) query.set("year", String(address.year));
  if (address.measure !== undefined) query.set("measure", address.measure);
  const path = [VERSION, address.scenario, address.option].filter((part) => part !== undefined).join("/");
  if (address.runs !== undefined) query.set("runs", String(address.runs));
  const tail = query.toString();
  return `#${path}${tail ? "?" + tail : ""}`;
}

export function readAddress(fragment: string): ReadAddress {
  const nothing: Address = { fields: {} };
  const whole = fragment.replace(/^#/, "");
  if (whole === "") return { address: nothing, notices: [] };
  if (whole.length > LONGEST) return { address: nothing, notices: [text.address.tooLong] };
  const [path = "", tail = ""] = splitOnce(whole, "?");
  const [version, scenario, option, ...rest] = path.split("/");
  if (version !== VERSION) return { address: nothing, notices: [text.address.unknown] };
  const notices: string[] = [];
  const address: Address = { fields: {} };
  if (rest.length > 0) notices.push(text.address.unknown);
  if (scenario) {
    if (NAME.test(scenario)) address.scenario = scenario;
    else notices.push(text.address.badPart(scenario));
  }
  if (option) {
    if (NAME.test(option)) address.option = option;
    else notices.push(text.address.badPart(option));
  }
  for (const [key, value] of new URLSearchParams(tail)) readPart(key, value, address, notices);
  return { address, notices };
}

function readPart(key: string, value: string, address: Address, notices: string[]): void {
  const field = FIELD_KEYS.get(key);
  if (field !== undefined) {
    if ((field === "start" ? MONTH : NUMBER).test(value)) address.fields[field] = value;
    else notices.push(text.address.badValue(key, value));
  } else if (key === "year") {
    if (/^\d{4}$/.test(value)) address.year = Number(value);
    else notices.push(text.address.badValue(key, value));
  } else if (key === "runs") {
    if (/^\d{2,5}$/.test(value) && Number(value) <= MOST_RUNS) address.runs = Number(value);
    else notices.push(text.address.badValue(key, value));
  } else if (key === "measure") {
    if (NAME.test(value)) address.measure = value;
    else notices.push(text.address.badValue(key, value));
  } else {
    notices.push(text.address.badPart(key));
  }
}

function splitOnce(whole: string, mark: string): [string, string] {
  const at = whole.indexOf(mark);
  return at < 0 ? [whole, ""] : [whole.slice(0, at), whole.slice(at + 1)];
}
