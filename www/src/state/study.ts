/** Which scenario is open: its files and what the engine says about them. */
import { batch, computed, signal } from "@preact/signals";
import { desk, pool } from "../engine/workers";
import { EngineFailure } from "../engine/messages";
import type { Problem, ScenarioFiles, StudyView } from "../engine/types";
import { text } from "../text";
import { bundled } from "scenario-bundle";
import { keepChanged } from "./kept-files";
import { packFiles } from "./pack";

export const study = signal<StudyView | undefined>(undefined);
export const cannotStart = signal<string[] | undefined>(undefined);
/** the files in use */
export const files = signal<ScenarioFiles>({ main: "", files: bundled });
/** a new number each time other files are taken into use */
export const generation = signal(0);
/** the first generation whose answers can be shown beside the study: those before it are of another scenario, or of other levels, measures or years */
export const fitsSince = signal(0);
/** what an address says of changed files; nothing while they are as they came */
export const packed = signal<string | undefined>(undefined);
const MOST_PACKED = 1200;
/** files were typed that the engine refuses; results still stand on the last good ones */
export const filesRefused = signal(false);
/** files of authorities as they were made, by the path of the one to open */
const made = new Map<string, Record<string, string>>();
/** The files in use as they came: with the page, or made for an authority. */
export const cameAs = (main: string): Record<string, string> => made.get(main) ?? bundled;
export const filesChanged = computed(() => Object.entries(files.value.files).some(([path, content]) => cameAs(files.value.main)[path] !== content));

/** Keeps the files of an authority, so that it can be opened by its name and put back to them. */
export function keepOriginals(main: string, all: Record<string, string>): void {
  made.set(main, all);
}

/** What every authority is made from; by itself it is nobody's. */
const BASE = "authority.toml";

/** Files at the top of scenarios/ can be opened; the others are parts of them. */
export const scenarioNames: string[] = Object.keys(bundled)
  .filter((path) => !path.includes("/") && path.endsWith(".toml") && path !== BASE)
  .map((path) => path.replace(/\.toml$/, ""))
  .sort();

/** The scenario that a first visit sees; any other has its own address. */
const FIRST = "rotherham-2019";
export const opensOn: string = scenarioNames.includes(FIRST) ? FIRST : (scenarioNames[0] ?? "");

/** What a scenario calls itself; its file is not opened for that. */
export function titleOf(name: string): string {
  const file = bundled[`${name}.toml`] ?? "";
  return /^title\s*=\s*"([^"]+)"/m.exec(file)?.[1] ?? name;
}

/** Whether a scenario of this name comes with the page or has been made. */
export const isKnown = (name: string): boolean => scenarioNames.includes(name) || made.has(`${name}.toml`);

/** The files of a scenario as they came; of the one in use if none is named. */
export function originals(name = files.peek().main.replace(/\.toml$/, "")): ScenarioFiles {
  const main = `${name}.toml`;
  return { main, files: cameAs(main) };
}

/**
 * Take files into use. What is wrong with them comes back, and then nothing has changed. `andThen` is part of the same
 * change: nobody sees the new files with what was chosen for the old ones.
 */
export async function useFiles(next: ScenarioFiles, andThen?: () => void): Promise<Problem[]> {
  try {
    const short = await packedOf(next);
    const view = await desk.open(next);
    pool.open(next);
    batch(() => {
      generation.value += 1;
      if (next.main !== files.peek().main || shapeOf(view) !== shapeOf(study.peek())) fitsSince.value = generation.peek();
      files.value = next;
      packed.value = short;
      study.value = view;
      andThen?.();
    });
    return [];
  } catch (thrown) {
    return problemsFrom(thrown);
  }
}

function shapeOf(view: StudyView | undefined): string {
  const ids = (list: { id: string }[] | undefined) => list?.map((one) => one.id);
  return JSON.stringify([view?.start, view?.months, view?.levels, ids(view?.measures)]);
}

/** The path of a part of the open scenario, as its main file names it; nothing where it has no such file. */
export function partPath(part: string): string | undefined {
  const { main, files: all } = files.value;
  const path = new RegExp(`^${part}\\s*=\\s*"([^"]+)"`, "m").exec(all[main] ?? "")?.[1];
  return path !== undefined && path in all ? path : undefined;
}

/** What the engine says about files that are not taken into use. */
export const lookAt = (other: ScenarioFiles): Promise<StudyView> => desk.look(other);

async function packedOf({ main, files: all }: ScenarioFiles): Promise<string | undefined> {
  const usual = cameAs(main);
  const changed = Object.entries(all).filter(([path, content]) => usual[path] !== content);
  if (changed.length === 0) return undefined;
  const letters = await packFiles(usual, all);
  return letters.length > MOST_PACKED ? keepChanged(main, Object.fromEntries(changed)) : letters;
}

function problemsFrom(thrown: unknown): Problem[] {
  if (thrown instanceof EngineFailure && thrown.failure.problems.length > 0) return thrown.failure.problems;
  const failure = thrown instanceof EngineFailure ? thrown.failure : undefined;
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  const message = failure?.unloaded ? said : failure && !failure.fatal ? text.files.unread(said) : text.files.stopped(said);
  return [{ file: "", path: "", message }];
}

/** "3 levels in one step": the name that a step is drawn under. */
export function stepName(view: StudyView, step: string): string {
  const levels = view.levels.filter((level) => level.step === step);
  const only = levels[0];
  if (levels.length === 1 && only) return only.name;
  const words = step.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
