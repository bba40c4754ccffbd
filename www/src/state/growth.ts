/**
 * Growth that the person expects above the projection, in per cent a year: of demand, as a driver of the council's file,
 * and of unit costs, as a view of growth in the money file. At 0 the files are as they came, so nothing can depend on
 * an empty box; otherwise links, shared files, notes and the register carry it as any other change.
 */
import { computed, effect, signal } from "@preact/signals";
import type { Ask, RegisterRow } from "../engine/types";
import { readNumber } from "../format";
import { text } from "../text";
import { writeAddress } from "./address";
import { ask, currentAddress, takeAddress } from "./choice";
import { showInBoxes } from "./drafts";
import { keep, recall } from "./storage";
import { files, partPath, study, useFiles } from "./study";

export type GrowthId = "demand" | "uplift";

interface Growth {
  /** the part of the scenario whose file says it */
  part: "council" | "money";
  /** lowest and highest, per cent a year */
  limits: [number, number];
  /** the end of its place in the register */
  place: string;
  /** the per cent that stand in the register's value */
  percent(value: number): number;
  block(percent: number): string[];
}

/** The view of growth that the page writes. */
export const OWN = "own-uplift";
const tidy = (value: number) => String(Number(value.toFixed(6)));

export const GROWTHS: Record<GrowthId, Growth> = {
  demand: {
    part: "council",
    limits: [-10, 10],
    place: `: drivers[${text.growth.driver}].trend`,
    percent: (value) => 100 * (value - 1),
    block: (percent) => ["[[drivers]]", `name = "${text.growth.driver}"`, 'tags = ["entry"]', `trend = { value = ${tidy(1 + percent / 100)}, unit = "times a year", source = "${text.growth.source}", grade = "assumed" }`],
  },
  uplift: {
    part: "money",
    limits: [-10, 20],
    place: `: growth.variants[${OWN}].others`,
    percent: (value) => 100 * value,
    block: (percent) => ["[[growth.variants]]", `id = "${OWN}"`, `name = "${text.growth.variant(tidy(percent))}"`, `others = { value = ${tidy(percent / 100)}, unit = "a year", source = "${text.growth.source}", grade = "assumed" }`],
  },
};

const FROM = "# Typed on Budget:";
const TO = "# End of what was typed on Budget:";

/** A file with this growth at its end, or without it at 0; what else was changed in it stays. */
export function withGrowth(content: string, id: GrowthId, percent: number): string {
  const [from, to] = [`\n${FROM} ${id}\n`, `${TO} ${id}\n`];
  const [start, end] = [content.indexOf(from), content.indexOf(to)];
  const rest = start >= 0 && end > start ? content.slice(0, start) + content.slice(end + to.length) : content;
  return percent === 0 ? rest : `${rest}${from}${GROWTHS[id].block(percent).join("\n")}\n${to}`;
}

const rowOf = (register: RegisterRow[] | undefined, id: GrowthId) => register?.find(({ path }) => path.endsWith(GROWTHS[id].place));

/** Per cent a year in use; nothing where the scenario has no file that could say it. */
export const growthInUse = computed<Partial<Record<GrowthId, number>>>(() => {
  const register = study.value?.register;
  return Object.fromEntries(
    (Object.keys(GROWTHS) as GrowthId[]).flatMap((id): [GrowthId, number][] => {
      if (partPath(GROWTHS[id].part) === undefined) return [];
      const row = rowOf(register, id);
      return [[id, row ? Number(tidy(GROWTHS[id].percent(readNumber(row.value)))) : 0]];
    }),
  );
});

/** What stands in the boxes and is not in use, by scenario and box: kept for the visit. */
const DRAFTS = "growth";
const recalled = recall(DRAFTS);
const drafts = signal<Record<string, string>>(typeof recalled === "object" && recalled !== null ? Object.fromEntries(Object.entries(recalled).filter((entry): entry is [string, string] => typeof entry[1] === "string")) : {});
const keyOf = (id: GrowthId) => `${files.value.main} ${id}`;

export const growthInBox = (id: GrowthId): string => drafts.value[keyOf(id)] ?? String(growthInUse.value[id] ?? 0);

export function typeGrowth(id: GrowthId, typed: string | undefined): void {
  const { [keyOf(id)]: _, ...others } = drafts.peek();
  drafts.value = typed === undefined ? others : { ...others, [keyOf(id)]: typed };
  keep(DRAFTS, drafts.peek());
}

/** "2", "2.5%" or "−1" in per cent a year, or in words what is wrong with it. */
export function readGrowth(id: GrowthId, typed: string): number | string {
  const [low, high] = GROWTHS[id].limits;
  const percent = readNumber(typed.trim().replace(/\s*%$/, ""));
  return percent >= low && percent <= high ? percent : text.growth.wrong(text.growth.labels[id], low, high, typed.trim());
}

const without = ({ growth, ...rest }: Ask): Ask => (growth === OWN || growth === undefined ? rest : { ...rest, growth });

/** Takes what stands in the box into use; in words what is wrong, or nothing. */
export async function useGrowth(id: GrowthId): Promise<string> {
  const percent = readGrowth(id, growthInBox(id));
  if (typeof percent === "string") return percent;
  const path = partPath(GROWTHS[id].part);
  const { main, files: all } = files.peek();
  if (path === undefined || percent === growthInUse.peek()[id]) {
    typeGrowth(id, undefined);
    return "";
  }
  const next = { main, files: { ...all, [path]: withGrowth(all[path] ?? "", id, percent) } };
  const problems = await useFiles(next, () => {
    // The view that was chosen before is not added to what was typed: one uplift is in use at a time.
    if (id === "uplift") ask.value = percent === 0 ? without(ask.peek()) : { ...ask.peek(), growth: OWN };
  });
  if (problems.length > 0) return problems.map((one) => one.message).join(" ");
  typeGrowth(id, undefined);
  showInBoxes(next.files);
  takeAddress(writeAddress(currentAddress()));
  return "";
}

/** Undoing all changes takes the typed view of growth out of the files: it is then not asked for any more. */
export function followGrowth(): void {
  effect(() => {
    if (ask.value.growth === OWN && study.value && !rowOf(study.value.register, "uplift")) ask.value = without(ask.peek());
  });
}

/** Change a year between the last figure and the one some years before it, in per cent. */
export function pastGrowth(series: [number, number][], years: number): { from: number; to: number; percent: number } | undefined {
  const sorted = [...series].sort(([one], [other]) => one - other);
  const last = sorted.at(-1);
  const first = last && sorted.find(([year]) => year === last[0] - years);
  if (!first || !last || !(first[1] > 0) || !(last[1] > 0)) return undefined;
  return { from: first[0], to: last[0], percent: 100 * ((last[1] / first[1]) ** (1 / years) - 1) };
}
