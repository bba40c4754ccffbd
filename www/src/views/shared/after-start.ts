/** Dates told from the start of the option in view: "March 2031, 5 years after it starts". */
import { monthWords, type Month } from "../../state/calendar";
import { text } from "../../text";

/** Counts whole months from the start of the change to the end of `month`. */
export function afterStart(month: Month, start: Month): string {
  const since = month + 1 - start;
  const words = text.afterStart;
  if (since <= 0) return monthWords(month);
  const [years, months] = [Math.floor(since / 12), since % 12];
  const length = months === 0 ? words.years(years) : years === 0 ? words.months(months) : words.both(words.years(years), words.months(months));
  return words.of(monthWords(month), length);
}
