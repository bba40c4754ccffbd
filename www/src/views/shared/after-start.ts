/** Dates told from the start of the option in view: "March 2031, 5 years after it starts". */
import { monthNames } from "../../format";
import { edit, option } from "../../state/choice";
import { study } from "../../state/study";
import { text } from "../../text";

/** Months since year 0. */
export type Month = number;

export const monthOf = (written: string): Month => {
  const [year = 0, month = 1] = written.split("-").map(Number);
  return 12 * year + month - 1;
};

export const marchOf = (year: number): Month => 12 * year + 2;
export const monthWords = (month: Month): string => `${monthNames[month % 12] ?? ""} ${Math.floor(month / 12)}`;

/** The first month in which the option in view changes anything; the first projected month for the baseline. */
export function changeStart(): Month {
  const one = option.value;
  const first = study.value ? monthOf(study.value.start) + 1 : 0;
  if (!one || one.baseline) return first;
  return monthOf(edit.value?.start ?? one.start ?? one.editor.start);
}

/** The end of `month` has a year behind it if the change began in the same month of the year before's next. */
export function afterStart(month: Month, start: Month): string {
  const since = month + 1 - start;
  const words = text.afterStart;
  if (since <= 0) return monthWords(month);
  const [years, months] = [Math.floor(since / 12), since % 12];
  const length = months === 0 ? words.years(years) : years === 0 ? words.months(months) : words.both(words.years(years), words.months(months));
  return words.of(monthWords(month), length);
}
