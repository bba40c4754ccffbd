/** How numbers, ranges and dates are written. A real minus sign, no digits that the runs do not support. */
import type { CellKind } from "./engine/types";

const MINUS = "−";
const grouped = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

/** 1234.6 → "1,235"; −3 → "−3"; never "−0". */
export function whole(value: number): string {
  const rounded = Math.round(value);
  return rounded < 0 ? MINUS + grouped.format(-rounded) : grouped.format(Math.abs(rounded));
}

/** Keeps a minus sign and its number on one line, in sentences that come from elsewhere. */
export function unbroken(sentence: string): string {
  return sentence.replace(/−(?=[£\d])/g, "−\u2060");
}

/** Three figures at most: 4107 → "4,110", 336.4 → "336". */
export function about(value: number): string {
  const size = Math.abs(value);
  if (size < 1000) return whole(value);
  const unit = 10 ** (Math.floor(Math.log10(size)) - 2);
  return whole(Math.round(value / unit) * unit);
}

/** For an axis: "+20", "0", "−40". */
export function signed(value: number): string {
  return Math.round(value) > 0 ? "+" + whole(value) : whole(value);
}

/** Writes the marks of an axis with as many decimals as tell each from the next: "642.5", "643", or with a sign "+0.5". */
export function axisWriter(at: number[], withSign = false): (value: number) => string {
  const places = placesFor(at, 1);
  return (value) => {
    const words = decimals(value, places);
    return withSign && value > 0 && Number(value.toFixed(places)) > 0 ? `+${words}` : words;
  };
}

/** The same in pounds, all in the unit of the largest: "£0.5m", "£1m"; "£10.02m", "£10.04m". */
export function poundsAxis(at: number[]): (value: number) => string {
  const most = Math.max(0, ...at.map(Math.abs));
  const [unit, letter] = most >= 1e6 ? [1e6, "m"] : most >= 1e3 ? [1e3, "k"] : [1, ""];
  const places = placesFor(at, unit);
  return (value) => {
    const words = decimals(Math.abs(value) / unit, places);
    const zero = Number(words.replaceAll(",", "")) === 0;
    return zero ? "£0" : `${value < 0 ? MINUS : ""}£${words}${letter}`;
  };
}

/** Decimals that the step between marks needs; steps are 1, 2 or 5 times a power of ten. */
function placesFor(at: number[], unit: number): number {
  const steps = at
    .slice(1)
    .map((value, index) => Math.abs(value - (at[index] ?? 0)) / unit)
    .filter((step) => step > 0);
  const step = Math.min(1, ...steps);
  return Math.min(9, Math.max(0, Math.ceil(-Math.log10(step) - 1e-6)));
}

/** "24 fewer", "3 more", "no difference"; "under 1 fewer" when there is a difference too small to count. */
export function difference(value: number): string {
  if (Math.abs(value) < 1e-9) return "no difference";
  if (Math.abs(value) < 1) return value < 0 ? "under 1 fewer" : "under 1 more";
  return `${about(Math.abs(Math.round(value)))} ${value < 0 ? "fewer" : "more"}`;
}

/** "49 fewer to 1 more". */
export function differenceRange(low: number, high: number): string {
  const end = (value: number) => (Math.round(value) === 0 ? "no difference" : difference(value));
  const [from, to] = [end(low), end(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** "a, b and c" */
export function listed(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1] ?? ""}`;
}

export function plural(count: number, one: string, many: string): string {
  return Math.round(count) === 1 ? one : many;
}

/** How a table of money is written: all its figures in one unit. */
export interface MoneyUnit {
  name: "£ million" | "£ thousand";
  write(pounds: number): string;
  /** the end of a range, with one digit less */
  roughly(pounds: number): string;
}

const million: MoneyUnit = {
  name: "£ million",
  write: (pounds) => decimals(pounds / 1e6, 2),
  roughly: (pounds) => decimals(pounds / 1e6, 1),
};

export const thousand: MoneyUnit = {
  name: "£ thousand",
  write: (pounds) => whole(pounds / 1e3),
  roughly: (pounds) => whole(Math.round(pounds / 1e4) * 10),
};

/** Millions once anything reaches £2 million; thousands below that. */
export function moneyUnit(amounts: number[]): MoneyUnit {
  return amounts.some((amount) => Math.abs(amount) >= 2e6) ? million : thousand;
}

/** "£4.73 million", "£620,000", "−£31,000": pounds in a sentence, the sign kept on the line of its number. */
export function pounds(value: number): string {
  const size = Math.abs(value);
  const sign = Math.round(value) < 0 ? `${MINUS}\u2060` : "";
  if (size >= 999_500) return `${sign}£${decimals(size / 1e6, 2)} million`;
  if (size >= 1000) return `${sign}£${whole(Math.round(size / 1000) * 1000)}`;
  return `${sign}£${whole(size)}`;
}

/** "£52 million", "£4.7 million", "£620,000": pounds as the sentences of the engine round them, no finer than the runs support. */
export function roughPounds(value: number): string {
  const size = Math.abs(value);
  const sign = Math.round(value) < 0 ? MINUS : "";
  if (size >= 9_950_000) return `${sign}£${decimals(size / 1e6, 0)} million`;
  if (size >= 995_000) return `${sign}£${decimals(size / 1e6, 1)} million`;
  if (size >= 99_500) return `${sign}£${whole(Math.round(size / 10_000) * 10_000)}`;
  return pounds(value);
}

function decimals(value: number, places: number): string {
  const text = Math.abs(value).toFixed(places);
  const zero = Number(text) === 0;
  const [units = "0", rest] = text.split(".");
  return (value < 0 && !zero ? MINUS : "") + grouped.format(Number(units)) + (rest ? "." + rest : "");
}

/** "+2.4%", "−1.0%", "0.0%": a change with its sign. */
export function signedPercent(value: number): string {
  const words = decimals(value, 1);
  return `${/[1-9]/.test(words) && value > 0 ? "+" : ""}${words}%`;
}

const LOOSE = /^([+-]?)£?\s*(\d+|\d{1,3}(?:[,\s]\d{3})+)?(\.\d*)?$/;

/** A number as people type it and as the page writes it: "1,000", "£7,900", "−0.5". Not a number otherwise. */
export function readNumber(typed: string): number {
  const [, sign, units = "", rest = ""] =
    LOOSE.exec(
      typed
        .replace(MINUS, "-")
        .replace(/\u2060/g, "")
        .trim(),
    ) ?? [];
  if (sign === undefined || !/\d/.test(units + rest)) return Number.NaN;
  return Number(`${sign}${units.replace(/[,\s]/g, "")}${rest}`);
}

/** Pounds as people type them: what `readNumber` reads, and "£5.2k", "£2m" or "2 million". Not a number otherwise. */
export function readAmount(typed: string): number {
  const match = /^(.*?)(m|million|k|thousand)?$/i.exec(typed.trim());
  return readNumber((match?.[1] ?? "").trim()) * ({ m: 1e6, k: 1e3, t: 1e3 }[(match?.[2] ?? "").charAt(0).toLowerCase()] ?? 1);
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

export const monthNames: readonly string[] = MONTHS;

/** "2021-04" → "April 2021"; anything else is given back as it came. */
export function month(text: string): string {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  const name = match && MONTHS[Number(match[2]) - 1];
  return match && name ? `${name} ${match[1]}` : text;
}

/** About how long is left, in words: "about 4 seconds left". */
export function timeLeft(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 90) return `about ${seconds} ${plural(seconds, "second", "seconds")} left`;
  const minutes = Math.round(seconds / 60);
  return `about ${minutes} minutes left`;
}

/** Up to nine decimals, grouped, without noughts that say nothing: 33891136.0173 → "33,891,136.0173". */
export function precise(value: number): string {
  const text = decimals(value, Math.abs(value) >= 1e6 ? 6 : 9);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** "9 in 100 fewer": a ratio of 0.91 as people say it. */
export function prevented(ratio: number): string {
  const share = Math.round(100 * (1 - ratio));
  return share === 0 ? "no difference" : `${Math.abs(share)} in 100 ${share > 0 ? "fewer" : "more"}`;
}

/** How the numbers of an engine's column are shown, by what it holds. */
export const writers: Record<CellKind, ((value: number) => string) | undefined> = {
  text: undefined,
  year: undefined,
  pounds,
  pence: pounds,
  count: about,
  fine: precise,
  share: whole,
  runs: whole,
  ratio: prevented,
};

/** A number as it is first written into a field: no grouping, no trailing noughts. */
export function plain(value: number): string {
  return String(Number(value.toFixed(6)));
}
