/** How the scenario in use differs from the one that comes with the page: number by number. */
import { computed, effect, signal } from "@preact/signals";
import { currentAddress, takeAddress } from "./choice";
import { showInBoxes } from "./drafts";
import { writeAddress } from "./address";
import { applyHunks, hunks, type Hunk } from "./pack";
import type { RegisterRow } from "../engine/types";
import { files, filesChanged, lookAt, originals, study, useFiles } from "./study";

export interface ChangedRow {
  path: string;
  label: string;
  /** absent where the number is new or gone */
  was: string | undefined;
  now: string | undefined;
  /** one number that was there before and is there now: it can be put back by itself */
  single: boolean;
}

export const changedRows = signal<ChangedRow[]>([]);

/** Rates by age share a place in their file; their words tell them apart. */
export const rowKey = ({ path, label }: { path: string; label: string }): string => `${path} ${label}`;

const written = (row: RegisterRow) => [row.value, row.unit, row.distribution ? `(${row.distribution})` : ""].filter(Boolean).join(" ");

const named = ({ path, label }: RegisterRow) => ({ path, label });

export function compareRegisters(before: RegisterRow[], after: RegisterRow[]): ChangedRow[] {
  // Rows that share both place and words are taken in their order.
  const old = new Map<string, RegisterRow[]>();
  for (const row of before) old.set(rowKey(row), [...(old.get(rowKey(row)) ?? []), row]);
  const changed = after.flatMap((row): ChangedRow[] => {
    const was = old.get(rowKey(row))?.shift();
    return was && written(was) === written(row) ? [] : [{ ...named(row), was: was && written(was), now: written(row), single: was?.range !== undefined && row.range !== undefined }];
  });
  return [...changed, ...[...old.values()].flat().map((row) => ({ ...named(row), was: written(row), now: undefined, single: false }))];
}

/** Registers of scenarios as they come with the page, so that each is read once. */
const known = new Map<string, RegisterRow[]>();

export function followChanges(): void {
  effect(() => {
    const [view, { main }] = [study.value, files.value];
    if (!view) return;
    if (!filesChanged.value) {
      known.set(main, view.register);
      changedRows.value = [];
      return;
    }
    void originalRegister(main).then((before) => {
      if (study.peek() === view) changedRows.value = compareRegisters(before, view.register);
    });
  });
}

async function originalRegister(main: string): Promise<RegisterRow[]> {
  const before = known.get(main) ?? (await lookAt(originals(main.replace(/\.toml$/, "")))).register;
  known.set(main, before);
  return before;
}

export interface ChangedPlace {
  path: string;
  hunk: Hunk;
  /** lines as they came */
  was: string[];
}

/** Where files differ from those that come with the page, place by place. */
export const changedPlaces = computed<ChangedPlace[]>(() => {
  if (!filesChanged.value) return [];
  const { files: all } = files.value;
  const usual = originals().files;
  return Object.entries(all).flatMap(([path, content]) => {
    const before = usual[path] ?? "";
    if (before === content) return [];
    const lines = before.split("\n");
    return hunks(before, content).map((hunk) => ({ path, hunk, was: lines.slice(hunk.at, hunk.at + hunk.out) }));
  });
});

/** Puts one place back as it came; in words why that cannot be, or nothing. */
export async function undoPlace(place: ChangedPlace): Promise<string> {
  const rest = changedPlaces
    .peek()
    .filter((one) => one.path === place.path && one.hunk.at !== place.hunk.at)
    .map((one) => one.hunk);
  const content = applyHunks(originals().files[place.path] ?? "", rest);
  if (content === undefined) return "";
  const next = { ...files.peek(), files: { ...files.peek().files, [place.path]: content } };
  const problems = await useFiles(next);
  if (problems.length > 0) return problems.map((one) => one.message).join(" ");
  showInBoxes(next.files);
  takeAddress(writeAddress(currentAddress()));
  return "";
}
