/** What the person has chosen to look at, and what they have typed to change an option. */
import { computed, effect, signal } from "@preact/signals";
import { desk } from "../engine/workers";
import type { Edit, OptionView, StudyView } from "../engine/types";
import { text } from "../text";
import { readAddress, writeAddress, type Address } from "./address";
import {
  FIELD_IDS, asWritten, editFields, editFrom, isTyped, outsideLimits, type FieldErrors, type FieldId, type Typed,
} from "./edit";
import { forget, keep, recall } from "./storage";
import { filesChanged, opensOn, study } from "./study";

export const scenario = signal(opensOn);
export const optionId = signal("");
export const year = signal(0);
export const measureId = signal("");
const USUAL_RUNS = 1000;
export const runs = signal(USUAL_RUNS);
export const notices = signal<string[]>([]);

/** what stands in the editor's boxes, by option, so that nothing typed is lost on a change of option */
const boxes = signal<Record<string, Typed>>({});
/** the last change that the engine accepted, by option */
const accepted = signal<Record<string, Edit | null>>({});
export const fieldErrors = signal<FieldErrors>({});

export const option = computed(() => optionOf(study.value, optionId.value));
export const baseline = computed(() => study.value?.options.find((one) => one.baseline));
export const typed = computed<Typed | undefined>(() => {
  const one = option.value;
  return one && (boxes.value[one.id] ?? asWritten(one));
});
export const edit = computed<Edit | null>(() => accepted.value[optionId.value] ?? null);
export const firstYear = computed(() => Number(study.value?.start.slice(0, 4) ?? 0));
export const lastYear = computed(() => firstYear.value + Math.floor((study.value?.months ?? 0) / 12));
export const headlineMeasures = computed(() => study.value?.measures.filter((one) => one.headline) ?? []);

function optionOf(view: StudyView | undefined, id: string): OptionView | undefined {
  return view?.options.find((one) => one.id === id);
}

export function type(field: FieldId, value: string): void {
  const one = option.peek();
  const now = typed.peek();
  if (!one || !now) return;
  void consider(one, { ...now, [field]: value });
}

export function putBack(): void {
  const one = option.peek();
  if (one) void consider(one, asWritten(one));
}

export function chooseOption(id: string): void {
  optionId.value = id;
  const one = option.peek();
  if (one) void consider(one, boxes.peek()[id] ?? asWritten(one));
}

/** Another council: its address is taken like one typed by hand. */
export function chooseScenario(name: string): void {
  if (name !== scenario.peek()) location.hash = writeAddress({ scenario: name, fields: {} });
}

/** Check what is typed; take it into use if it is good, otherwise say why and keep the last good change. */
async function consider(one: OptionView, values: Typed): Promise<void> {
  boxes.value = { ...boxes.peek(), [one.id]: values };
  const view = study.peek();
  if (!view) return;
  let errors = one.editable ? outsideLimits(view.editor_fields, values) : {};
  if (Object.keys(errors).length === 0 && !one.baseline && one.editable) {
    const change = editFrom(one, values);
    errors = change ? await refusedByEngine(one.id, change) : {};
    // Something newer was typed while the engine looked.
    if (boxes.peek()[one.id] !== values || optionId.peek() !== one.id) return;
    if (Object.keys(errors).length === 0) {
      const before = accepted.peek()[one.id] ?? null;
      if (JSON.stringify(before) !== JSON.stringify(change)) accepted.value = { ...accepted.peek(), [one.id]: change };
    }
  }
  fieldErrors.value = errors;
  if (Object.keys(errors).length > 0) keep("editor", { scenario: scenario.peek(), option: one.id, values });
  else forget("editor");
}

async function refusedByEngine(id: string, change: Edit): Promise<FieldErrors> {
  const errors: FieldErrors = {};
  try {
    for (const problem of await desk.checkEdit(id, change)) {
      const field = FIELD_IDS.find((each) => problem.path.split(".").pop() === each) ?? "staff";
      errors[field] ??= problem.message;
    }
  } catch {
    // The desk has been replaced; the run that follows will say so if it cannot go on.
  }
  return errors;
}

/** Fit an address to the study that is open, saying in words what does not fit. */
export function takeAddress(fragment: string): void {
  const view = study.peek();
  if (!view) return;
  const { address, notices: found } = readAddress(fragment);
  if (address.scenario && address.scenario !== scenario.peek()) found.push(text.address.noScenario(address.scenario));
  const first = view.options.find((one) => !one.baseline && !one.null_effect) ?? view.options[0];
  if (!first) return;
  const asked = address.option === undefined ? first : optionOf(view, address.option);
  if (!asked) found.push(text.address.noOption(address.option ?? ""));
  const one = asked ?? first;
  const [from, to] = [firstYear.peek(), lastYear.peek()];
  const usual = Math.min(from + 5, to);
  if (address.year !== undefined && (address.year < from || address.year > to)) {
    found.push(text.address.noYear(address.year, from, to));
    year.value = usual;
  } else {
    year.value = address.year ?? usual;
  }
  const measures = headlineMeasures.peek();
  if (address.measure !== undefined && !measures.some((each) => each.id === address.measure)) {
    found.push(text.address.noMeasure(address.measure));
    measureId.value = measures[0]?.id ?? "";
  } else {
    measureId.value = address.measure ?? measures[0]?.id ?? "";
  }
  runs.value = address.runs ?? USUAL_RUNS;
  let values = asWritten(one);
  if (Object.keys(address.fields).length > 0) {
    if (one.baseline) found.push(text.address.fixedOption);
    else if (!one.editable) found.push(text.address.noStaff);
    else values = { ...values, ...address.fields };
  }
  boxes.value = {};
  accepted.value = {};
  notices.value = found;
  optionId.value = one.id;
  const kept = keptText(one);
  void consider(one, values).then(() => (kept ? consider(one, kept) : undefined));
}

/** After a reload, text that was never accepted stands in its boxes again. */
function keptText(one: OptionView): Typed | undefined {
  const kept = recall("editor") as { scenario?: unknown; option?: unknown; values?: unknown } | undefined;
  if (!kept || kept.scenario !== scenario.peek() || kept.option !== one.id) return undefined;
  return isTyped(kept.values) ? kept.values : undefined;
}

export function currentAddress(): Address {
  const one = option.value;
  const fields = one ? editFields(edit.value) : {};
  return {
    scenario: scenario.value,
    option: optionId.value,
    fields,
    year: year.value,
    measure: measureId.value,
    ...(runs.value === USUAL_RUNS ? {} : { runs: runs.value }),
  };
}

/** Keep the address bar in step, without adding to the browser's history. */
export function followInAddressBar(): void {
  effect(() => {
    if (!study.value || optionId.value === "" || filesChanged.value) return;
    const address = writeAddress(currentAddress());
    if (address !== location.hash) history.replaceState(null, "", address);
  });
}
