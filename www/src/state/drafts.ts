/** Scenario files as they stand in their boxes. They become the files in use only when they are checked. */
import { computed, signal } from "@preact/signals";
import type { Problem } from "../engine/types";
import { writeAddress } from "./address";
import { currentAddress, takeAddress } from "./choice";
import { forget, keep, recall } from "./storage";
import { files, filesRefused, originals, useFiles } from "./study";

/** what stands in the boxes where it differs from the files that come with the page */
export const drafts = signal<Record<string, string>>({});
export const draftProblems = signal<Problem[]>([]);
/** text from an earlier visit was put back into its boxes */
export const keptFromBefore = signal(false);

const original = computed(() => originals(files.value.main.replace(/\.toml$/, "")).files);
export const boxText = (path: string): string => drafts.value[path] ?? original.value[path] ?? "";
/** whether a box holds something else than what is in use */
export const waits = (path: string): boolean => boxText(path) !== files.value.files[path];

/** The main file and those that it names; all of them if it names none. */
export const boxPaths = computed(() => {
  const { main, files: all } = files.value;
  const parts = Object.keys(all).filter((path) => path !== main && path.includes("/"));
  const text = all[main] ?? "";
  const named = parts.filter((path) => text.includes(path) || text.includes(path.replace(/\.toml$/, "")));
  return [...(main in all ? [main] : []), ...(named.length > 0 ? named : parts)];
});

export const draftsWaiting = computed(() => boxPaths.value.some(waits));

export function draft(path: string, content: string): void {
  const next = { ...drafts.peek(), [path]: content };
  if (content === original.peek()[path]) delete next[path];
  drafts.value = next;
  save();
}

/** What was typed for one scenario stays with it: files are shared, texts are not. */
const place = () => `files/${files.peek().main}`;

/** Only what is not in use: that goes with the address. */
function save(): void {
  const waiting = Object.entries(drafts.peek()).filter(([path, content]) => files.peek().files[path] !== content);
  if (waiting.length === 0) forget(place());
  else keep(place(), Object.fromEntries(waiting));
}

/** After a reload, or back at a scenario: put kept text back into its boxes and say so. It is not used until it is checked. */
export function recallDrafts(): void {
  const kept = recall(place());
  keptFromBefore.value = false;
  if (typeof kept !== "object" || kept === null) return;
  const inUse = files.peek().files;
  const known = Object.entries(kept).filter((entry): entry is [string, string] => typeof entry[1] === "string" && entry[0] in original.peek() && entry[1] !== inUse[entry[0]]);
  if (known.length === 0) return;
  drafts.value = { ...drafts.peek(), ...Object.fromEntries(known) };
  keptFromBefore.value = true;
}

/** Files that a link or a file brought stand in their boxes too. */
export function showInBoxes(all: Record<string, string>): void {
  drafts.value = Object.fromEntries(Object.entries(all).filter(([path, content]) => original.peek()[path] !== content));
  draftProblems.value = [];
  filesRefused.value = false;
}

/** Checks the boxes named and takes them into use, on top of the files that are in use. No other box is touched. */
export async function checkAndUse(paths: string[]): Promise<boolean> {
  if (paths.length === 0) return true;
  const { main, files: inUse } = files.peek();
  const next = { main, files: { ...inUse, ...Object.fromEntries(paths.map((path) => [path, boxText(path)])) } };
  const problems = await useFiles(next);
  draftProblems.value = problems;
  filesRefused.value = problems.length > 0;
  if (problems.length === 0) {
    keptFromBefore.value = draftsWaiting.peek() && keptFromBefore.peek();
    save();
    chooseAgain();
  }
  return problems.length === 0;
}

export async function putBackOriginals(): Promise<void> {
  drafts.value = {};
  save();
  keptFromBefore.value = false;
  draftProblems.value = [];
  filesRefused.value = false;
  const { main, files: inUse } = files.peek();
  const same = Object.entries(original.peek()).every(([path, content]) => inUse[path] === content);
  if (!same) {
    await useFiles({ main, files: original.peek() });
    chooseAgain();
  }
}

/** Other files may have other options, years and measures: what was chosen is fitted to them. */
function chooseAgain(): void {
  takeAddress(writeAddress(currentAddress()));
}
