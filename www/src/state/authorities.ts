/** Every English authority: the tables come when they are first asked for, and stay on this computer. */
import { computed, signal } from "@preact/signals";
import areasAddress from "../../../scenarios/authorities/areas.csv?url";
import fitsAddress from "../../../scenarios/authorities/fits.csv?url";
import levelsAddress from "../../../scenarios/authorities/levels.csv?url";
import neighboursAddress from "../../../scenarios/authorities/neighbours.csv?url";
import observedAddress from "../../../scenarios/authorities/observed.csv?url";
import releasesAddress from "../../../scenarios/authorities/releases.csv?url";
import { ask } from "../engine/ask";
import { EngineFailure, wordsOf, type AuthoritiesRequest, type WorkerLike } from "../engine/messages";
import type { Authority, AuthorityList, AuthorityScenario, AuthorityTables, Profile } from "../engine/types";
import { authoritiesWorker } from "../engine/workers";
import { text } from "../text";
import { keep, recall } from "./storage";
import { bundled } from "scenario-bundle";
import { files, isKnown, keepOriginals, scenarioNames } from "./study";

/** nothing until the tables have been read */
export const authorities = signal<Authority[]>([]);
export const authoritiesFailed = signal("");
/** the authority that is looked at, with others beside it */
export const profile = signal<Profile | undefined>(undefined);
/** the slug of the authority whose scenario is open; nothing for a published case */
export const openAuthority = computed(() => {
  const name = files.value.main.replace(/\.toml$/, "");
  return name === "" || scenarioNames.includes(name) ? undefined : name;
});

const COUNCIL = "council";

let worker: WorkerLike | undefined;
let job = 0;
let reading: Promise<Authority[]> | undefined;

const askIt = <Value>(request: AuthoritiesRequest): Promise<Value> => {
  worker ??= authoritiesWorker();
  return ask<AuthoritiesRequest, Value>(worker, request, job++);
};

const TABLES: AuthorityTables = { areas: areasAddress, fits: fitsAddress, levels: levelsAddress, neighbours: neighboursAddress, observed: observedAddress, releases: releasesAddress };

const fetched = async ([name, address]: [string, string]): Promise<[string, string]> => {
  const response = await fetch(address);
  if (!response.ok) throw new Error(text.council.notThere(response.status));
  return [name, await response.text()];
};

async function read(): Promise<Authority[]> {
  const tables = Object.fromEntries(await Promise.all(Object.entries(TABLES).map(fetched))) as AuthorityTables & Record<string, string>;
  const { authorities: list } = await askIt<AuthorityList>({ kind: "tables", tables });
  authorities.value = list;
  authoritiesFailed.value = "";
  return list;
}

/** The list, read once; asked again after it failed. */
export function listAuthorities(): Promise<Authority[]> {
  reading ??= read().catch((thrown: unknown) => {
    reading = undefined;
    authoritiesFailed.value = wordsOf(thrown, text.council.broke);
    throw thrown;
  });
  return reading;
}

/** A scenario that can be opened by its name, or in words why there is none. */
export type Prepared = { name: string } | { why: string; unavailable?: string };

/** Makes the scenario of an authority, found by its slug, its code or any form of its name. */
export async function prepare(wanted: string): Promise<Prepared> {
  if (isKnown(wanted)) return { name: wanted };
  try {
    const found = (await listAuthorities()).find((one) => one.slug === wanted);
    if (found?.unavailable) return { why: found.unavailable, unavailable: found.slug };
    const { main, files: made, authority } = await askIt<AuthorityScenario>({ kind: "scenario", name: wanted, files: bundled });
    keepOriginals(main, { ...bundled, ...made });
    keep(COUNCIL, authority.slug, "browser");
    return { name: authority.slug };
  } catch (thrown) {
    const problem = thrown instanceof EngineFailure ? thrown.failure.problems[0] : undefined;
    return { why: problem?.message ?? wordsOf(thrown, text.council.broke) };
  }
}

let lookedFor = "";

/** Looks up how an authority stands beside others. Of two that were asked for, the later one is shown. */
export async function look(slug: string): Promise<void> {
  lookedFor = slug;
  try {
    await listAuthorities();
    const found = await askIt<Profile>({ kind: "profile", name: slug });
    if (lookedFor === slug) profile.value = found;
  } catch (thrown) {
    authoritiesFailed.value = wordsOf(thrown, text.council.broke);
  }
}

/** The council that was opened last in this browser. */
export function lastCouncil(): string | undefined {
  const kept = recall(COUNCIL, "browser");
  return typeof kept === "string" ? kept : undefined;
}
