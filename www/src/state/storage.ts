/**
 * What this browser keeps for the person, and nobody else. Words typed and not in use yet belong to one visit, in one
 * tab: they outlive a reload and nothing else. What a link names but cannot carry is kept for later visits.
 */

const PREFIX = "staircase/1/";

type Where = "visit" | "browser";

/** Storage may be refused or full; the page works without it. */
function at<Value>(where: Where, what: (storage: Storage) => Value): Value | undefined {
  try {
    return what(where === "visit" ? sessionStorage : localStorage);
  } catch {
    // A text is still in its box; only a reload would lose it.
    return undefined;
  }
}

export function keep(name: string, value: unknown, where: Where = "visit"): void {
  at(where, (storage) => storage.setItem(PREFIX + name, JSON.stringify(value)));
}

export function forget(name: string, where: Where = "visit"): void {
  at(where, (storage) => storage.removeItem(PREFIX + name));
}

export function recall(name: string, where: Where = "visit"): unknown {
  return at(where, (storage) => {
    const kept = storage.getItem(PREFIX + name);
    return kept === null ? undefined : (JSON.parse(kept) as unknown);
  });
}

/** What is kept under names that begin like this: the rest of each name. */
export function namesIn(start: string, where: Where = "visit"): string[] {
  const begins = PREFIX + start;
  return at(where, (storage) => Object.keys(storage).flatMap((key) => (key.startsWith(begins) ? [key.slice(begins.length)] : []))) ?? [];
}

/** Says so when another tab keeps or forgets something under such a name. */
export function onStored(start: string, then: () => void): void {
  if (typeof window === "undefined") return;
  // Without a key, everything was cleared.
  window.addEventListener("storage", ({ key }) => {
    if (key === null || key.startsWith(PREFIX + start)) then();
  });
}
