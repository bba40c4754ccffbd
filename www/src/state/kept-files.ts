/**
 * Changed files that are too long for an address, such as a fit to own figures: the address names them by a mark made
 * from their content, and this browser keeps them, so that they outlive a reload.
 */
import { keep, forget, recall } from "./storage";

/** Stands in an address for changes that are too long for it. */
export const ONLY_HERE = /^here(-[0-9a-f]{8})?$/;
const MOST = 4;

type Files = Record<string, string>;

/** Keeps what differs from the files that come with the page; what the address says of it. */
export function keepChanged(main: string, changed: Files): string {
  const name = `here-${mark(JSON.stringify([main, changed]))}`;
  const names = [name, ...keptNames().filter((one) => one !== name)];
  for (const old of names.splice(MOST)) forget(old, "browser");
  keep(name, { main, changed }, "browser");
  keep("kept", names, "browser");
  return name;
}

/** The changes that an address names, if this browser has them. */
export function keptChanged(main: string, name: string): Files | undefined {
  const kept = recall(name, "browser") as { main?: unknown; changed?: unknown } | undefined;
  if (kept?.main !== main || typeof kept.changed !== "object" || kept.changed === null) return undefined;
  const whole = Object.values(kept.changed).every((content) => typeof content === "string");
  const changed = kept.changed as Files;
  return whole && name === `here-${mark(JSON.stringify([main, changed]))}` ? changed : undefined;
}

function keptNames(): string[] {
  const names = recall("kept", "browser");
  return Array.isArray(names) ? names.filter((one): one is string => typeof one === "string" && ONLY_HERE.test(one)) : [];
}

/** FNV-1a over UTF-16 units: no secret, only a name. */
function mark(words: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < words.length; at += 1) hash = Math.imul(hash ^ words.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
