/** How the scenario in use differs from the one that comes with the page: number by number. */
import { effect, signal } from "@preact/signals";
import { desk } from "../engine/workers";
import type { RegisterRow } from "../engine/types";
import { files, filesChanged, originals, study } from "./study";

export interface ChangedRow {
  path: string;
  label: string;
  /** absent where the number is new or gone */
  was: string | undefined;
  now: string | undefined;
}

export const changedRows = signal<ChangedRow[]>([]);

const written = (row: RegisterRow) => [row.value, row.unit, row.distribution ? `(${row.distribution})` : ""].filter(Boolean).join(" ");

export function compareRegisters(before: RegisterRow[], after: RegisterRow[]): ChangedRow[] {
  const old = new Map(before.map((row) => [row.path, row]));
  const changed = after.flatMap((row): ChangedRow[] => {
    const was = old.get(row.path);
    old.delete(row.path);
    return was && written(was) === written(row) ? [] : [{ path: row.path, label: row.label, was: was && written(was), now: written(row) }];
  });
  return [...changed, ...[...old.values()].map((row) => ({ path: row.path, label: row.label, was: written(row), now: undefined }))];
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
  const before = known.get(main) ?? (await desk.look(originals(main.replace(/\.toml$/, "")))).register;
  known.set(main, before);
  return before;
}
