/** What stands beside the numbers of a file: what was run, and every input that is not as it came. */
import { computed } from "@preact/signals";
import type { Extra } from "../charts/table";
import { whole } from "../format";
import { text } from "../text";
import { changedRows } from "./changes";
import { against, comparedIds, editOf, measureId, option, view, year } from "./choice";
import { changes, editFields } from "./edit";
import { appraisal } from "./money";
import { shown } from "./results";
import { stocksOutOfStep } from "./stocks";
import { study } from "./study";

/** One sentence for each input that was changed, in an option or in the scenario itself. */
export const changedLines = computed<string[]>(() => {
  const open = study.value;
  if (!open || !option.value) return [];
  const ids = view.value === "compare" ? [against.value?.id, ...comparedIds.value] : [option.value.id];
  const typed = open.options.filter((one) => ids.includes(one.id)).flatMap((one) => changes(open, one, editFields(editOf(one.id))).map((line) => `${one.letter}. ${one.name}: ${line}`));
  const stocks = stocksOutOfStep.value;
  const warning = stocks ? [text.stocks.warning(whole(stocks.was), whole(stocks.now), stocks.stocks.length)] : [];
  return [...typed, ...warning, ...changedRows.value.map((row) => `${row.label}: ${text.changes.fromTo(row.was, row.now)} (${row.path})`)];
});

/** The keys of the command line's metadata.json, where the page has them. */
export function metadata(): Extra[] {
  const [open, it] = [study.peek(), shown.peek()];
  if (!open || !it) return [];
  const rules = appraisal.peek()?.rules;
  const { answer } = it;
  const compares = view.peek() === "compare";
  const named = (id: string): string => {
    const one = open.options.find((each) => each.id === id);
    return one ? `${one.letter}: ${one.name}` : id;
  };
  const from = compares ? (against.peek()?.id ?? "") : answer.baseline;
  const measure = open.measures.find((one) => one.id === measureId.peek());
  return [
    ["engine", "staircase"],
    ["engine_version", open.engine_version],
    ["scenario", open.about.title],
    ["scenario_hash", open.scenario_hash],
    ["authority", open.about.authority],
    ["baseline", from],
    ["baseline_name", named(from)],
    ...(compares ? comparedIds.peek() : [answer.option]).flatMap((id): Extra[] => [
      ["option", id],
      ["option_name", named(id)],
    ]),
    ["first_day", open.start],
    ["date_shown", `${year.peek()}-03-31`],
    ["measure_shown", measure?.name ?? ""],
    ["draws", String(answer.draws)],
    ["seed", answer.seed],
    ["price_base", open.about.price_base],
    ["discounting", rules ? `${rules.schedule.name} (${rules.vintage})` : "none"],
    ["growth", rules?.growth.name ?? "none"],
    ["reserve_pounds", String(appraisal.peek()?.reserve?.amount ?? "none")],
    ["parameters", "sampled"],
    ["encoding", "UTF-8"],
    ...changedLines.peek().map((line): Extra => ["changed", line]),
  ];
}
