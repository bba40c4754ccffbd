/** Months of the calendar: every month and year on the page is counted here, from the first day of the scenario. */
import { computed } from "@preact/signals";
import { monthNames } from "../format";
import { study } from "./study";

/** Months since year 0. */
export type Month = number;

/** "2021-04" or "2021-04-30". */
export const monthOf = (written: string): Month => {
  const [year = 0, month = 1] = written.split("-").map(Number);
  return 12 * year + month - 1;
};

export const marchOf = (year: number): Month => 12 * year + 2;
/** The year of the first 31 March at or after the end of a month. */
export const marchFrom = (month: Month): number => Math.ceil((month - 2) / 12);
export const monthWords = (month: Month): string => `${monthNames[((month % 12) + 12) % 12] ?? ""} ${Math.floor(month / 12)}`;

/** The month at whose end the projection starts: month 0 of every series. */
export const dayOne = computed<Month>(() => monthOf(study.value?.start ?? "0000-03"));
const months = computed(() => study.value?.months ?? 0);

/** The first and the last 31 March of the projection; the first day counts if it is one. */
export const firstYear = computed(() => marchFrom(dayOne.value));
export const lastYear = computed(() => marchFrom(dayOne.value + months.value + 1) - 1);
/** Where month 0 stands on an axis on which 31 March 2024 is 2024. */
export const origin = computed(() => (dayOne.value - 2) / 12);
/** The place of 31 March of a year in a series by month. */
export const monthOn = (year: number): number => marchOf(year) - dayOne.value;

const HEADLINE_YEARS = 5;

/** The 31 March that is read first: five whole years after a start, else the last one. The same rule as the engine’s. */
export const headlineFrom = (start: Month, last: number): number => Math.min(marchFrom(start + 12 * HEADLINE_YEARS - 1), last);
