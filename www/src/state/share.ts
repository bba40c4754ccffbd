/** The same page elsewhere: as a link, or as a file where a link would be too long. */
import { writeAddress, readAddress, type Address } from "./address";
import { currentAddress, runs, seed } from "./choice";
import { prepare } from "./authorities";
import { files, filesChanged, originals, packed, study } from "./study";
import { desk } from "../engine/workers";
import { ONLY_HERE } from "./kept-files";
import { packFiles } from "./pack";
import { text } from "../text";

/** Teams cuts links near 2,048 characters; others sooner. */
export const LONGEST_LINK = 1500;
const FORMAT = 1;
const LARGEST = 8_000_000;

function stamped(): Address {
  const view = study.value;
  return { ...currentAddress(), ...(view ? { madeWith: `${view.engine_version}-${view.scenario_hash.slice(0, 8)}` } : {}) };
}

export interface Link {
  address: string;
  /** how long it would be, where that is too long */
  tooLong: number | undefined;
}

export function shareLink(): Link {
  const address = location.href.replace(/#.*$/, "") + writeAddress(stamped());
  if (ONLY_HERE.test(packed.value ?? "")) return { address: "", tooLong: LONGEST_LINK + 1 };
  return address.length > LONGEST_LINK ? { address: "", tooLong: address.length } : { address, tooLong: undefined };
}

/** How long the link would be that is refused. */
export async function fullLength(): Promise<number> {
  const letters = await packFiles(originals().files, files.peek().files);
  return location.href.replace(/#.*$/, "").length + writeAddress({ ...stamped(), files: letters }).length;
}

interface SharedFile {
  staircase: number;
  version: string;
  scenario_hash: string;
  seed: string;
  runs: number;
  /** the page's address, without changed files */
  address: string;
  /** changed files, whole */
  files: Record<string, string>;
}

export function sharedFile(): string {
  const view = study.peek();
  const { files: _, ...address } = stamped();
  const { files: all } = files.peek();
  const usual = originals().files;
  const shared: SharedFile = {
    staircase: FORMAT,
    version: view?.engine_version ?? "",
    scenario_hash: view?.scenario_hash ?? "",
    seed: seed.peek(),
    runs: runs.peek(),
    address: writeAddress({ ...address, runs: runs.peek(), seed: seed.peek() }),
    files: filesChanged.peek() ? Object.fromEntries(Object.entries(all).filter(([path, content]) => usual[path] !== content)) : {},
  };
  return `${JSON.stringify(shared, null, 2)}\n`;
}

export interface Opened {
  address: string;
  scenario: string;
  files: Record<string, string>;
}

/** What a shared file holds, or in words why it cannot be used. Nothing is taken into use here. */
export async function readShared(file: Blob): Promise<Opened | string> {
  if (file.size > LARGEST) return text.share.badFile;
  let shared: Partial<SharedFile>;
  try {
    shared = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer())) as Partial<SharedFile>;
  } catch {
    return text.share.badFile;
  }
  const entries = typeof shared?.files === "object" && shared.files !== null ? Object.entries(shared.files) : undefined;
  if (shared?.staircase !== FORMAT || typeof shared.address !== "string" || !entries?.every(([, content]) => typeof content === "string")) {
    return text.share.badFile;
  }
  const { address } = readAddress(shared.address);
  if (!address.scenario || "why" in (await prepare(address.scenario))) return text.share.noScenario(String(address.scenario ?? ""));
  const usual = originals(address.scenario);
  const all = { ...usual.files, ...shared.files };
  if (entries.length > 0) {
    const words = await desk.look({ ...usual, files: all }).then(
      () => "",
      (thrown: Error) => thrown.message,
    );
    if (words) return text.share.fileProblem(words);
  }
  return { address: writeAddress(address), scenario: address.scenario, files: all };
}
