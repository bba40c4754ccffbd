/** A part of the page that could not be loaded: a view, a worker or the engine. Said once, at the top, with the true cause. */
import { signal } from "@preact/signals";
import { text } from "../text";

declare global {
  /** www/public/start.js: what is wrong and what to do, or nothing where no cause is found. */
  interface Window {
    staircaseWhy?: (files: string[]) => PromiseLike<string[] | undefined>;
  }
}

/** what is wrong and what to do; nothing while every part came */
export const notLoaded = signal<string[] | undefined>(undefined);

/** Files that the engine needs, to look at when it does not come (see workers.ts). */
export const parts: string[] = [];

/** Finds out why, and says it at the top of the page. */
export async function couldNotLoad(): Promise<string[]> {
  const words = await causeOf();
  notLoaded.value = words ?? [text.notLoaded.unknown, text.notLoaded.reload];
  return notLoaded.value;
}

export async function causeOf(): Promise<string[] | undefined> {
  return globalThis.window?.staircaseWhy?.(parts);
}
