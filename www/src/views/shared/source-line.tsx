/** Where figures come from, and one click to each number behind them, with its source and grade, in Research. */
import { writeAddress } from "../../state/address";
import { currentAddress } from "../../state/choice";
import { registerSearch } from "../../state/register-search";
import { study } from "../../state/study";
import { text } from "../../text";

/** The part of the files that a figure rests on most, where that is less than what is looked for. */
const NAMED: Partial<Record<string, string>> = { costs: "unit_costs" };
/** What is looked for in the places of the register. */
const SEARCHES = { counts: "stocks", costs: "cost", effects: "effects", funding: "funding" } as const;
export type SourceOf = keyof typeof SEARCHES;

export function SourceLine({ of, names = [] }: { of: SourceOf; names?: string[] }) {
  const words = text.sources;
  const cited = [...new Set(names.map((name) => (name.split(": ")[0] ?? "").trim()))].filter(Boolean);
  return (
    <span class="source-line">
      {words.line(cited)} {of === "costs" && cited.some((name) => /section 251/i.test(name)) ? `${words.section251} ` : ""}
      <a class="link" href={writeAddress({ ...currentAddress(), view: "research" })} onClick={() => (registerSearch.value = SEARCHES[of])}>
        {words.links[of]}
      </a>
    </span>
  );
}

/** The publishers that the register names for numbers in a part of the files, the most frequent first. */
export function publishers(part: SourceOf, most = 2): string[] {
  const counts = new Map<string, number>();
  for (const row of study.value?.register ?? []) {
    const place = row.path.split(": ")[1] ?? row.path;
    if (place.includes(NAMED[part] ?? SEARCHES[part]) && row.grade !== "assumed") counts.set(row.source, (counts.get(row.source) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name]) => name);
}
