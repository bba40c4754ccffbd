/**
 * Studies saved on this computer: what a shared file holds, with a name and a date, so that one opens exactly as a link
 * or a shared file does. Each is kept under a key of its own, so that two tabs never write over each other's list.
 */
import { signal } from "@preact/signals";
import { text } from "../text";
import { readAddress } from "./address";
import { openShared } from "./opening";
import { readShared, sharedFile } from "./share";
import { forget, keep, namesIn, onStored, recall } from "./storage";

export interface Study {
  id: string;
  name: string;
  /** when it was saved, as ISO 8601 */
  saved: string;
  /** a shared file */
  file: Record<string, unknown>;
}

const PLACE = "study/";
const FORMAT = 1;
const LARGEST = 20_000_000;
export const LONGEST_NAME = 100;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isDate = (value: unknown): value is string => typeof value === "string" && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));
const isName = (value: unknown): boolean => typeof value === "string" && value.trim() !== "" && value.length <= LONGEST_NAME;

/** A name, a date and a shared file; whether the engine accepts its scenario is found out when it is opened. */
function isStudy(value: unknown): value is Omit<Study, "id"> {
  if (!isRecord(value) || !isName(value["name"]) || !isDate(value["saved"]) || !isRecord(value["file"])) return false;
  const { staircase, address, files } = value["file"];
  return staircase === 1 && typeof address === "string" && readAddress(address).address.scenario !== undefined && isRecord(files) && Object.values(files).every((content) => typeof content === "string");
}

const read = (id: string): Study | undefined => {
  const kept = recall(PLACE + id, "browser");
  return isStudy(kept) ? { id, name: kept.name, saved: kept.saved, file: kept.file } : undefined;
};

const all = (): Study[] =>
  namesIn(PLACE, "browser")
    .flatMap((id) => read(id) ?? [])
    .sort((one, other) => other.saved.localeCompare(one.saved));

/** The latest first. */
export const studies = signal<Study[]>(all());
const refresh = () => (studies.value = all());
// What another tab saved or deleted is seen here at once.
onStored(PLACE, refresh);

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
/** The study that would be overwritten by this name, as it is now, in whatever tab it was saved. */
export const named = (name: string): Study | undefined => all().find((one) => same(one.name, name));

/** A name like this one that no study has: "Budget (2)". */
function freeName(name: string): string {
  for (let count = 1; ; count += 1) {
    const end = count === 1 ? "" : ` (${count})`;
    const free = name.slice(0, LONGEST_NAME - end.length) + end;
    if (!named(free)) return free;
  }
}

/** In words why it cannot be kept, or nothing. */
function put({ id, ...study }: Study): string {
  keep(PLACE + id, study, "browser");
  const kept = JSON.stringify(recall(PLACE + id, "browser")) === JSON.stringify(study);
  refresh();
  return kept ? "" : text.saved.full;
}

const newId = () => crypto.randomUUID();

/** Saves what is on the page, in place of `over` if that is given; in words what is wrong, or nothing. */
export function saveAs(name: string, over?: Study): string {
  if (!isName(name)) return text.saved.badName(LONGEST_NAME, name.trim());
  return put({ id: over?.id ?? newId(), name: name.trim(), saved: new Date().toISOString(), file: JSON.parse(sharedFile()) as Record<string, unknown> });
}

export const copyOf = (study: Study): string => put({ ...study, id: newId(), name: freeName(study.name) });

export function remove({ id }: Study): void {
  forget(PLACE + id, "browser");
  refresh();
}

/** In words what is wrong, or nothing. The back button leads to what was on the page before. */
export async function openStudy({ file }: Study): Promise<string> {
  const found = await readShared(new Blob([JSON.stringify(file)]));
  if (typeof found === "string") return found;
  history.pushState(null, "", location.href);
  const words = await openShared(found);
  return words === "" ? "" : text.share.fileProblem(words);
}

/** All studies, or one, as a file for another computer. */
export const exported = (some: Study[]): string => `${JSON.stringify({ staircase_studies: FORMAT, studies: some.map(({ name, saved, file }) => ({ name, saved, file })) }, null, 2)}\n`;

/** Takes the studies of a file in: nothing is overwritten, and nothing is taken of a file that is damaged anywhere. */
export async function importStudies(file: Blob): Promise<{ count: number } | string> {
  if (file.size > LARGEST) return text.saved.badFile;
  let found: unknown;
  try {
    found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    return text.saved.badFile;
  }
  const list = isRecord(found) && found["staircase_studies"] === FORMAT ? found["studies"] : undefined;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isStudy)) return text.saved.badFile;
  const content = (one: Omit<Study, "id">) => JSON.stringify([one.name, one.saved, one.file]);
  const here = new Set(all().map(content));
  let count = 0;
  for (const { name, saved, file } of list.filter((one) => !here.has(content(one)))) {
    const words = put({ id: newId(), name: freeName(name), saved, file });
    if (words) return words;
    count += 1;
  }
  return { count };
}
