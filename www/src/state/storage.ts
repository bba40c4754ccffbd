/** What this browser keeps for the person: words they typed that are not in use yet. Nothing is kept elsewhere. */

const PREFIX = "staircase/1/";

/** Storage may be refused or full; the page works without it. */
export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // The text is still in its box; only a reload would lose it.
  }
}

export function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was kept, so there is nothing to forget.
  }
}

export function recall(name: string): unknown {
  try {
    const kept = localStorage.getItem(PREFIX + name);
    return kept === null ? undefined : (JSON.parse(kept) as unknown);
  } catch {
    return undefined;
  }
}
