/** Where a typed number comes from: written beside it in its file, as every number's source is. */
import { signal } from "@preact/signals";
import { hunks } from "./pack";
import { keep, recall } from "./storage";
import { files } from "./study";

export interface Origin {
  /** as the person says it; nothing if they did not */
  source: string;
  /** the council's own figure */
  own: boolean;
}

/** What the engine gives as the source of a number that the page changes (`amend.rs`). */
export const TYPED = "typed in the page";
const OWN = "the council’s own figure, typed in the page";

/** A string as files of this kind hold it, on one line. */
const quoted = (words: string) => JSON.stringify(words.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim());

/** The source and grade of the number that differs between two texts of a file, put in place of the engine's own. */
export function withOrigin(before: string, after: string, { source, own }: Origin): string {
  if (source.trim() === "" && !own) return after;
  const lines = after.split("\n");
  const put = (at: number) => {
    const line = lines[at] ?? "";
    lines[at] = line.replace(`source = "${TYPED}"`, () => `source = ${quoted(source.trim() || OWN)}`).replace('grade = "assumed"', own ? 'grade = "measured-here"' : 'grade = "assumed"');
  };
  const apart = (at: number) => /^\s*(\[|$)/.test(lines[at] ?? "");
  let moved = 0;
  for (const { at, out, put: changed } of hunks(before, after)) {
    const [from, to] = [at + moved, at + moved + changed.length];
    moved += changed.length - out;
    // A number in braces has everything on its line; another has its source and grade on lines of its own around it.
    const onLine = lines.slice(from, to).findIndex((line) => line.includes("{") && line.includes(`source = "${TYPED}"`));
    if (onLine >= 0) {
      put(from + onLine);
      continue;
    }
    let [first, last] = [from, to - 1];
    while (first > 0 && !apart(first - 1)) first -= 1;
    while (last + 1 < lines.length && !apart(last + 1)) last += 1;
    for (let line = first; line <= last; line += 1) if (/^\s*(source|grade) = /.test(lines[line] ?? "")) put(line);
  }
  return lines.join("\n");
}

/** What stands in the boxes, by scenario and form: kept for the visit until it is used. */
const KEPT = "origins";
const isOrigin = (value: unknown): value is Origin => typeof value === "object" && value !== null && typeof (value as Origin).source === "string" && typeof (value as Origin).own === "boolean";
const recalled = recall(KEPT);
const typed = signal<Record<string, Origin>>(typeof recalled === "object" && recalled !== null ? Object.fromEntries(Object.entries(recalled).filter((entry): entry is [string, Origin] => isOrigin(entry[1]))) : {});
const keyOf = (form: string) => `${files.value.main} ${form}`;

export const originOf = (form: string): Origin | undefined => typed.value[keyOf(form)];

export function typeOrigin(form: string, origin: Origin | undefined): void {
  const { [keyOf(form)]: _, ...others } = typed.peek();
  typed.value = origin ? { ...others, [keyOf(form)]: origin } : others;
  keep(KEPT, typed.peek());
}
