import { effect, signal } from "@preact/signals";
import { fieldErrors } from "../state/choice";

/** Counts how often the editor's error summary was asked for; it takes the focus each time. */
export const summaryAsked = signal(0);

export function askForSummary(): void {
  summaryAsked.value += 1;
}

// Once all is well the summary is gone, and must not take the focus by itself at the next slip.
effect(() => {
  if (Object.keys(fieldErrors.value).length === 0) summaryAsked.value = 0;
});
