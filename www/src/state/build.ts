/**
 * Options that a person builds on the page: a list of changes, written into the scenario's options file. So the engine
 * checks them as any other option, and link, saved file, workbook and command line carry them without another way.
 */
import { computed, signal } from "@preact/signals";
import type { Problem, StudyView } from "../engine/types";
import { month, pounds, plural, readAmount, readNumber, whole } from "../format";
import { text } from "../text";
import { writeAddress } from "./address";
import { currentAddress, takeAddress } from "./choice";
import { showInBoxes } from "./drafts";
import { offered, paidFor, comesTo as ofWorkers } from "./offer";
import { files, partPath, study, useFiles } from "./study";

export const ACTIONS = ["cut", "add", "set", "scale", "close", "start", "end"] as const;
export type Action = (typeof ACTIONS)[number];
export const UNITS = ["workers", "places", "families", "pounds"] as const;
export type Unit = (typeof UNITS)[number];

/** One change, as it stands in its boxes. */
export interface Change {
  programme: string;
  action: Action;
  unit: Unit;
  amount: string;
  /** YYYY-MM */
  start: string;
  /** months over which it comes */
  ramp: string;
  /** first month without it; empty if it lasts */
  until: string;
  /** a source of money; empty for the council's own budget */
  paidBy: string;
}

export interface Built {
  id: string;
  /** empty while it names itself */
  name: string;
  changes: Change[];
}

/** What a programme is given by, and what one of it costs and does; nothing where that is not known. */
export interface Lever {
  id: string;
  name: string;
  /** what the engine changes */
  what: "staff" | "places" | "funding";
  /** whether it runs today; the others are of a catalogue, and can be started */
  runs: boolean;
  /** what there is of it today */
  now: number;
  /** families that one worker, or one place, holds at a time */
  holds: number;
  /** months that a family stays */
  length: number;
  /** pounds a year for one worker, or one place */
  cost: number;
}

/** before the id of a source of money, which may be called like a programme */
const SOURCE = "funding:";

const number = (view: StudyView, path: string) => readNumber(view.register.find((row) => row.path.endsWith(path))?.value ?? "");

export function levers(view: StudyView): Lever[] {
  const byWorkers = new Set(offered(view).map((one) => one.id));
  const programmes = view.programmes.map(({ id, name, staff, caseload, places, length_months: length }): Lever => {
    const runs = !view.register.some(({ path }) => path.startsWith("options/") && path.includes(`: programmes.${id}.`));
    const what = byWorkers.has(id) || (staff > 0 && caseload > 0) ? "staff" : "places";
    const cost = what === "staff" ? number(view, `: programmes.${id}.staff_cost`) : 12 * number(view, `: programmes.${id}.place_cost`);
    return { id, name, what, runs, now: what === "staff" ? staff : places, holds: what === "staff" ? caseload : 1, length, cost };
  });
  const sources = view.funding.map(([id, name]): Lever => ({ id: SOURCE + id, name, what: "funding", runs: true, now: 0, holds: 1, length: 1, cost: 0 }));
  return [...programmes, ...sources];
}

export const actionsFor = ({ runs, what }: Lever): Action[] => (what === "funding" ? ["end"] : runs ? ["cut", "add", "set", "scale", "close"] : ["start"]);
export const unitsFor = ({ what, cost }: Lever): Unit[] => UNITS.filter((unit) => (what === "staff" || unit !== "workers") && (unit !== "pounds" || cost > 0));
export const takesAmount = (action: Action): boolean => !["close", "start", "end"].includes(action);

/** What an amount comes to. */
export interface Comes {
  /** workers, or places where a programme is given by them */
  amount: number;
  places: number;
  aYear: number;
  pounds: number;
  /** pounds that buy no whole post or place */
  left: number;
}

/** What stands in the box, in what the engine changes; pounds buy whole posts or places. */
export function comesTo(lever: Lever, unit: Unit, typed: number): Comes | undefined {
  if (!(typed >= 0)) return undefined;
  const bought = paidFor(typed, lever.cost);
  const amount = { workers: typed, places: typed / lever.holds, families: (typed * lever.length) / 12 / lever.holds, pounds: bought?.whole ?? Number.NaN }[unit];
  if (!Number.isFinite(amount)) return undefined;
  // A place that is not held by a worker costs and holds by itself.
  const comes = ofWorkers(amount, lever.holds, lever.cost || 0, lever.length);
  return comes && { amount: Number(amount.toFixed(4)), places: comes.atOnce, aYear: comes.aYear, pounds: comes.pounds, left: unit === "pounds" ? typed - comes.pounds : 0 };
}

const WORDS = text.builder;

/** What is wrong with a change, by box. */
export type Wrong = Partial<Record<keyof Change, string>>;

export function wrongWith(lever: Lever | undefined, change: Change): Wrong {
  const wrong: Wrong = {};
  if (!lever) return { programme: WORDS.noProgramme };
  if (takesAmount(change.action)) {
    const amount = readAmount(change.amount);
    if (!(amount >= 0)) wrong.amount = WORDS.noAmount(change.amount);
    else if (change.action !== "scale") {
      const comes = comesTo(lever, change.unit, amount);
      if (change.unit === "pounds" && comes?.amount === 0 && amount > 0) wrong.amount = WORDS.tooLittle(pounds(amount), pounds(lever.cost));
      else if (change.action === "cut" && comes && comes.amount > lever.now + 1e-9) wrong.amount = WORDS.tooMuch(what(lever, comes.amount), what(lever, lever.now));
      else if (change.action !== "set" && comes?.amount === 0) wrong.amount = WORDS.nothing;
    }
  }
  if (!/^\d{1,3}$/.test(change.ramp.trim() || "0")) wrong.ramp = WORDS.noRamp(change.ramp);
  if (change.until !== "" && change.until <= change.start) wrong.until = WORDS.endsFirst;
  return wrong;
}

/** "10 workers", or places where a programme is given by them. */
export const what = (lever: Lever, amount: number): string => {
  const words = lever.what === "staff" ? WORDS.workers : WORDS.places;
  return `${plainly(amount)} ${plural(amount, ...words)}`;
};
/** Hundredths, and of less than one of them what there is: never "0" for something. */
const plainly = (amount: number): string => (Number.isInteger(amount) ? whole(amount) : String(Number(amount.toFixed(2)) || Number(amount.toPrecision(1))));

const lower = (name: string) => (/^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);

/** "10 fewer workers in targeted early help", without its date. */
function said(lever: Lever, change: Change): string {
  const amount = readAmount(change.amount);
  const name = lower(lever.name);
  if (change.action === "close") return WORDS.said.close(name);
  if (change.action === "start") return WORDS.said.start(name);
  if (change.action === "end") return WORDS.said.end(lever.name);
  if (change.action === "scale") return WORDS.said.scale(name, plainly(amount));
  const more = change.action === "add";
  if (change.unit === "pounds") return change.action === "set" ? WORDS.said.setPounds(name, pounds(amount)) : WORDS.said.pounds(name, pounds(amount), more);
  const unit = { workers: WORDS.workers, places: WORDS.places, families: WORDS.families }[change.unit];
  return change.action === "set" ? WORDS.said.set(name, plainly(amount), plural(amount, ...unit)) : WORDS.said.by(name, plainly(amount), plural(amount, ...unit), more);
}

/** What an option calls itself: what it changes, and from when. */
export function nameOf(all: Lever[], { name, changes }: Built): string {
  if (name.trim() !== "") return name.trim();
  const parts = changes.flatMap((change) => {
    const lever = all.find((one) => one.id === change.programme);
    return lever ? [{ words: said(lever, change), start: change.start }] : [];
  });
  const starts = new Set(parts.map((part) => part.start));
  const [only] = starts;
  const words = starts.size === 1 && only ? `${parts.map((part) => part.words).join(WORDS.and)} ${WORDS.from(month(only))}` : parts.map((part) => `${part.words} ${WORDS.from(month(part.start))}`).join(WORDS.and);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const FROM = "# Built on this page: ";
const TO = "# End of what was built on this page";
const quoted = (words: string) => JSON.stringify(words);

/** The option as its file has it. What was typed stands above it, so that it can be changed again. */
export function written(all: Lever[], built: Built): string {
  const lines = [FROM + JSON.stringify(built), "[[options]]", `id = ${quoted(built.id)}`, `name = ${quoted(nameOf(all, built))}`, `description = ${quoted(WORDS.description)}`];
  for (const change of built.changes) {
    const lever = all.find((one) => one.id === change.programme);
    if (!lever) continue;
    const amount = readAmount(change.amount);
    lines.push("", "[[options.changes]]", lever.what === "funding" ? `funding = ${quoted(lever.id.slice(SOURCE.length))}` : `programme = ${quoted(lever.id)}`);
    if (takesAmount(change.action)) {
      const value = change.action === "scale" ? amount / 100 : (comesTo(lever, change.unit, amount)?.amount ?? 0);
      lines.push(`what = "${lever.what}"`, `action = "${change.action === "cut" ? "add" : change.action}"`, `value = ${change.action === "cut" ? -value : value}`);
    } else lines.push(`action = "${change.action}"`);
    lines.push(`start = ${quoted(change.start)}`);
    if (lever.what === "funding") {
      lines.push(`source = ${quoted(WORDS.source(said(lever, change)))}`, 'grade = "assumed"');
      continue;
    }
    if (change.until !== "") lines.push(`until = ${quoted(change.until)}`);
    if (Number(change.ramp) > 0) lines.push(`ramp_months = ${Number(change.ramp)}`);
    if (change.paidBy !== "") lines.push(`paid_by = ${quoted(change.paidBy)}`);
    lines.push(`source = ${quoted(WORDS.source(said(lever, change)))}`, 'grade = "assumed"');
  }
  return [...lines, TO].join("\n");
}

const BLOCK = new RegExp(`\\n*${FROM}(.*)\\n[^]*?\\n${TO}\\n?`, "g");

/** Built options of a file, in order, and the file without them. */
export function readBuilt(content: string): { built: Built[]; rest: string } {
  const built: Built[] = [];
  const rest = content.replace(BLOCK, (block, line: string) => {
    const one = parsed(line);
    if (!one) return block;
    built.push(one);
    return "\n";
  });
  return { built, rest: built.length === 0 ? rest : `${rest.trimEnd()}\n` };
}

function parsed(line: string): Built | undefined {
  try {
    const found = JSON.parse(line) as Partial<Built>;
    const isText = (value: unknown) => typeof value === "string";
    const keys: (keyof Change)[] = ["programme", "action", "unit", "amount", "start", "ramp", "until", "paidBy"];
    const good = isText(found.id) && isText(found.name) && Array.isArray(found.changes) && found.changes.every((change) => keys.every((key) => isText(change[key])));
    return good ? (found as Built) : undefined;
  } catch {
    return undefined;
  }
}

export const withBuilt = (all: Lever[], content: string, built: Built[]): string => {
  const { rest } = readBuilt(content);
  return built.length === 0 ? rest : `${rest.trimEnd()}\n\n${built.map((one) => written(all, one)).join("\n\n")}\n`;
};

const optionsFile = () => partPath("options");

export const canBuild = computed(() => optionsFile() !== undefined);
export const allBuilt = computed(() => {
  const path = optionsFile();
  return path === undefined ? [] : readBuilt(files.value.files[path] ?? "").built;
});

/** Lists as they were before each change, by scenario, the last one last. */
const before = signal<Record<string, Built[][]>>({});
const here = computed(() => before.value[files.value.main] ?? []);
export const canUndo = computed(() => here.value.length > 0);

function remember(lists: Built[][]): void {
  before.value = { ...before.peek(), [files.peek().main]: lists };
}

/** Puts a list of built options in place of the one there is, and shows one of them; what is wrong, or nothing. */
async function put(list: Built[], show?: string): Promise<Problem[]> {
  const path = optionsFile();
  const view = study.peek();
  if (path === undefined || !view) return [];
  const { main, files: all } = files.peek();
  const next = { main, files: { ...all, [path]: withBuilt(levers(view), all[path] ?? "", list) } };
  const problems = await useFiles(next);
  if (problems.length > 0) return problems;
  showInBoxes(next.files);
  const { option, others, from, fields, ...address } = currentAddress();
  const there = (id: string | undefined) => study.peek()?.options.some((one) => one.id === id);
  const chosen = show ?? (there(option) ? option : undefined);
  takeAddress(
    writeAddress({
      ...address,
      ...(chosen === undefined ? {} : { option: chosen }),
      fields: chosen === option ? fields : {},
      ...(others === undefined ? {} : { others: others.filter((one) => there(one.option)) }),
      ...(there(from) && from !== undefined ? { from } : {}),
    }),
    false,
  );
  return [];
}

async function change(list: Built[], show?: string): Promise<Problem[]> {
  const was = allBuilt.peek();
  const problems = await put(list, show);
  if (problems.length === 0) remember([...here.peek(), was]);
  return problems;
}

/** A new identity: none that any option has. */
export function newId(): string {
  const taken = new Set([...(study.peek()?.options.map((one) => one.id) ?? []), ...allBuilt.peek().map((one) => one.id)]);
  for (let number = 1; ; number += 1) if (!taken.has(`own-${number}`)) return `own-${number}`;
}

/** Takes a built option into use, new or in place of the one with its id. */
export function useBuilt(built: Built): Promise<Problem[]> {
  const list = allBuilt.peek();
  const there = list.some((one) => one.id === built.id);
  return change(there ? list.map((one) => (one.id === built.id ? built : one)) : [...list, built], built.id);
}

export function copyBuilt(id: string): Promise<Problem[]> {
  const one = allBuilt.peek().find((each) => each.id === id);
  if (!one) return Promise.resolve([]);
  const copy = { ...one, id: newId(), name: one.name === "" ? "" : WORDS.copyOf(one.name) };
  return change([...allBuilt.peek(), copy], copy.id);
}

export const removeBuilt = (id: string): Promise<Problem[]> => change(allBuilt.peek().filter((one) => one.id !== id));

/** Moves an option before the one above it. */
export function raiseBuilt(id: string): Promise<Problem[]> {
  const list = [...allBuilt.peek()];
  const at = list.findIndex((one) => one.id === id);
  const [one, above] = [list[at], list[at - 1]];
  if (!one || !above) return Promise.resolve([]);
  list[at - 1] = one;
  list[at] = above;
  return change(list);
}

export async function undo(): Promise<Problem[]> {
  const was = here.peek().at(-1);
  if (!was) return [];
  const problems = await put(was);
  if (problems.length === 0) remember(here.peek().slice(0, -1));
  return problems;
}

/** A change before anything is chosen: the first programme that runs, from the budget year. */
export function newChange(view: StudyView): Change {
  const [first] = levers(view);
  const starts = view.options.flatMap((one) => one.start ?? []).sort();
  return { programme: first?.id ?? "", action: first?.runs ? "cut" : "start", unit: first?.what === "staff" ? "workers" : "places", amount: "", start: starts[0] ?? view.start.slice(0, 7), ramp: "0", until: "", paidBy: "" };
}
