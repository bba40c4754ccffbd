/** What the person has chosen to look at, and what they have typed to change an option. */
import { computed, effect, signal } from "@preact/signals";
import { desk } from "../engine/workers";
import type { Ask, Edit, OptionView, StudyView } from "../engine/types";
import { text } from "../text";
import { firstYear, headlineFrom, lastYear, marchFrom, dayOne, monthOf, monthOn, type Month } from "./calendar";
import { MOST_OTHERS, readAddress, writeAddress, type Address, type ViewId } from "./address";
import { FIELD_IDS, asWritten, editFields, editFrom, fieldsOf, isTyped, outsideLimits, withTyped, type FieldErrors, type FieldId, type Typed } from "./edit";
import { forget, keep, recall } from "./storage";
import { basis, chosenYears } from "./prices";
import { opensOn, packed, study } from "./study";

export const view = signal<ViewId>("decide");
export const scenario = signal(opensOn);
/** an authority that is looked at though nothing can be projected for it: the scenario that was open stays */
export const beyond = signal<string | undefined>(undefined);
export const optionId = signal("");
/** the year that was asked for; the headline’s, as long as none was */
const chosenYear = signal<number | undefined>(undefined);
export const measureId = signal("");
export const USUAL_RUNS = 1000;
export const runs = signal(USUAL_RUNS);
export const USUAL_SEED = "1";
export const seed = signal(USUAL_SEED);
/** which rules of money, where they are not those of the scenario, and the reserve that is tested */
export const ask = signal<Ask>({});
export const notices = signal<string[]>([]);
/** further options on the Compare view, as chosen; nothing while the page chooses */
const chosenOthers = signal<string[] | undefined>(undefined);

/** what the Compare view measures from, where that is not the scenario's baseline */
const chosenAgainst = signal("");
export const against = computed<OptionView | undefined>(() => optionOf(study.value, chosenAgainst.value) ?? baseline.value);
export const isUsualBaseline = computed(() => against.value === undefined || against.value.baseline);

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
export const editOf = (id: string): Edit | null => accepted.value[id] ?? null;
/** Columns of the Compare view, in the order of the scenario: never the one that they are measured from. */
export const comparedIds = computed<string[]>(() => {
  const from = against.value;
  const chosen = [optionId.value, ...otherIds.value, ...(isUsualBaseline.value ? [] : [baseline.value?.id])];
  return (study.value?.options ?? []).map((one) => one.id).filter((id) => id !== from?.id && chosen.includes(id));
});
/** The options beside the one in view: those chosen, else the next ones that run in the same world. */
export const otherIds = computed<string[]>(() => {
  const all = study.value?.options ?? [];
  const free = all.filter((one) => !one.baseline && one.id !== optionId.value);
  const wanted =
    chosenOthers.value ??
    free
      .filter((one) => !one.null_effect)
      .map((one) => one.id)
      .slice(0, 2);
  return wanted.filter((id) => free.some((one) => one.id === id)).slice(0, MOST_OTHERS);
});
export { firstYear, lastYear };

/** The first month in which the option in view changes anything; the first projected month for the baseline. */
export const changeStart = computed<Month>(() => {
  const one = option.value;
  if (!one || one.baseline) return dayOne.value + 1;
  return monthOf(edit.value?.start ?? one.start ?? one.editor.start);
});
/** The first 31 March on which there is something to see: not before the option starts. */
export const lifeYear = computed(() => (!option.value || option.value.baseline ? firstYear.value : Math.min(marchFrom(changeStart.value), lastYear.value)));
/** The 31 March that everything on the page is about. */
export const year = computed(() => {
  const wanted = chosenYear.value ?? headlineFrom(changeStart.value, lastYear.value);
  return Math.max(lifeYear.value, Math.min(lastYear.value, wanted));
});
/** Its place in a series by month. */
export const monthInView = computed(() => monthOn(year.value));

export function setYear(next: number): void {
  chosenYear.value = next;
}
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

export function compareAgainst(id: string): void {
  chosenAgainst.value = id === baseline.peek()?.id ? "" : id;
}

export function compareWith(ids: string[]): void {
  chosenOthers.value = ids;
}

export function putBack(id = optionId.peek()): void {
  const one = optionOf(study.peek(), id);
  if (one) void consider(one, asWritten(one));
}

export function chooseOption(id: string): void {
  optionId.value = id;
  const one = option.peek();
  if (one) void consider(one, boxes.peek()[id] ?? asWritten(one));
}

/** Another council: its address is taken like one typed by hand. */
export function chooseScenario(name: string): void {
  if (name !== scenario.peek() || beyond.peek()) location.hash = writeAddress({ view: view.peek(), scenario: name, fields: {}, ...moneyShown() });
}

/** Check what is typed; take it into use if it is good, otherwise say why and keep the last good change. */
async function consider(one: OptionView, values: Typed): Promise<void> {
  boxes.value = { ...boxes.peek(), [one.id]: values };
  const view = study.peek();
  if (!view) return;
  let errors = one.editable ? outsideLimits(fieldsOf(view, one), values) : {};
  if (Object.keys(errors).length === 0 && !one.baseline && one.editable) {
    const change = editFrom(one, values);
    errors = change ? await refusedByEngine(one.id, change) : {};
    // Something newer was typed while the engine looked.
    if (boxes.peek()[one.id] !== values) return;
    if (Object.keys(errors).length === 0) {
      const before = accepted.peek()[one.id] ?? null;
      if (JSON.stringify(before) !== JSON.stringify(change)) accepted.value = { ...accepted.peek(), [one.id]: change };
    }
  }
  if (one.id !== optionId.peek()) return;
  fieldErrors.value = errors;
  if (Object.keys(errors).length > 0) keep("editor", { scenario: scenario.peek(), option: one.id, values });
  else forget("editor");
}

async function refusedByEngine(id: string, change: Edit): Promise<FieldErrors> {
  const errors: FieldErrors = {};
  try {
    for (const problem of await desk.checkEdit(id, change)) {
      const field = FIELD_IDS.find((each) => problem.path.split(".").pop() === each) ?? "start";
      errors[field] ??= problem.message;
    }
  } catch {
    // The desk has been replaced; the run that follows will say so if it cannot go on.
  }
  return errors;
}

/**
 * Fit an address to the study that is open, saying in words what does not fit. What is typed stays where the
 * address says nothing else, unless the study is another one.
 */
export function takeAddress(fragment: string, another = true, more: string[] = []): void {
  const open = study.peek();
  if (!open) return;
  const { address, notices: found } = readAddress(fragment);
  const first = open.options.find((one) => !one.baseline && !one.null_effect) ?? open.options[0];
  if (!first) return;
  const asked = address.option === undefined ? first : optionOf(open, address.option);
  if (!asked) found.push(text.address.noOption(address.option ?? ""));
  const one = asked ?? first;
  takeMeasure(address, found);
  runs.value = address.runs ?? USUAL_RUNS;
  seed.value = address.seed ?? USUAL_SEED;
  if (JSON.stringify(ask.peek()) !== JSON.stringify(address.ask ?? {})) ask.value = address.ask ?? {};
  basis.value = address.prices ?? "real";
  chosenYears.value = address.years;
  view.value = address.view ?? "decide";
  if (another) {
    boxes.value = {};
    accepted.value = {};
  }
  takeOthers(open, address, found);
  const [version, hash] = address.madeWith?.split("-") ?? [];
  if (version && version !== open.engine_version) found.push(text.share.otherVersion(version, open.engine_version));
  else if (hash && !open.scenario_hash.startsWith(hash)) found.push(text.share.otherFiles);
  optionId.value = one.id;
  takeYear(address, found);
  const same = JSON.stringify(editFields(accepted.peek()[one.id] ?? null)) === JSON.stringify(address.fields);
  const kept = keptText(one);
  const stays = same ? boxes.peek()[one.id] : undefined;
  const values = stays ?? valuesFor(one, address.fields, found);
  notices.value = [...found, ...more];
  if (stays) {
    void consider(one, stays);
    return;
  }
  void consider(one, values).then(() => (kept ? consider(one, kept) : undefined));
}

function takeYear(address: Address, found: string[]): void {
  // A start in the address counts before the engine has looked at it.
  const start = address.fields.start;
  const moved = start !== undefined && /^\d{4}-\d{2}$/.test(start) ? marchFrom(monthOf(start)) : lifeYear.peek();
  const [from, to] = [Math.min(lifeYear.peek(), moved), lastYear.peek()];
  const fits = address.year === undefined || (address.year >= from && address.year <= to);
  if (!fits) found.push(text.address.noYear(address.year ?? 0, from, to));
  chosenYear.value = fits ? address.year : undefined;
}

function takeMeasure(address: Address, found: string[]): void {
  const measures = headlineMeasures.peek();
  const known = measures.some((each) => each.id === address.measure);
  if (address.measure !== undefined && !known) found.push(text.address.noMeasure(address.measure));
  measureId.value = known ? (address.measure ?? "") : (measures[0]?.id ?? "");
}

function takeOthers(open: StudyView, address: Address, found: string[]): void {
  if (address.from !== undefined && !optionOf(open, address.from)) found.push(text.address.noOption(address.from));
  chosenAgainst.value = optionOf(open, address.from ?? "")?.id ?? "";
  if (!address.others) {
    chosenOthers.value = undefined;
    return;
  }
  const known = address.others.flatMap(({ option: id, fields }) => {
    const one = optionOf(open, id);
    if (!one) found.push(text.address.noOption(id));
    return one ? [{ one, fields }] : [];
  });
  chosenOthers.value = known.map(({ one }) => one.id);
  for (const { one, fields } of known) {
    if (Object.keys(fields).length > 0) void consider(one, valuesFor(one, fields, found));
  }
}

/** The option's own figures with those of an address in their place, where it can be changed at all. */
function valuesFor(one: OptionView, fields: Partial<Typed>, found: string[]): Typed {
  if (Object.keys(fields).length === 0) return asWritten(one);
  if (one.baseline || !one.editable) {
    found.push(one.baseline ? text.address.fixedOption : text.address.noProgramme);
    return asWritten(one);
  }
  const view = study.peek();
  const has = view ? fieldsOf(view, one).map((field) => field.id) : [];
  const given = Object.entries(fields) as [FieldId, string][];
  for (const [id] of given.filter(([id]) => !has.includes(id))) {
    found.push(text.address.noField(view?.editor_fields.find((field) => field.id === id)?.label ?? id));
  }
  return withTyped(one, Object.fromEntries(given.filter(([id]) => has.includes(id))));
}

/** After a reload, text that was never accepted stands in its boxes again. */
function keptText(one: OptionView): Typed | undefined {
  const kept = recall("editor") as { scenario?: unknown; option?: unknown; values?: unknown } | undefined;
  if (!kept || kept.scenario !== scenario.peek() || kept.option !== one.id) return undefined;
  return isTyped(kept.values) ? withTyped(one, kept.values) : undefined;
}

/** How money is shown: the same for another scenario. */
const moneyShown = (): Pick<Address, "prices" | "years"> => ({
  ...(basis.value === "real" ? {} : { prices: basis.value }),
  ...(chosenYears.value === undefined ? {} : { years: chosenYears.value }),
});

export function currentAddress(): Address {
  const one = option.value;
  const fields = one ? editFields(edit.value) : {};
  const others = otherIds.value.map((id) => ({ option: id, fields: editFields(accepted.value[id] ?? null) }));
  const named = chosenOthers.value !== undefined || others.some(({ fields: changed }) => Object.keys(changed).length > 0);
  return {
    view: view.value,
    scenario: scenario.value,
    option: optionId.value,
    fields,
    ...(chosenYear.value === undefined ? {} : { year: year.value }),
    measure: measureId.value,
    ...(runs.value === USUAL_RUNS ? {} : { runs: runs.value }),
    ...(seed.value === USUAL_SEED ? {} : { seed: seed.value }),
    ...(isUsualBaseline.value || !against.value ? {} : { from: against.value.id }),
    ...(named ? { others } : {}),
    ...(Object.keys(ask.value).length === 0 ? {} : { ask: ask.value }),
    ...moneyShown(),
    ...(packed.value === undefined ? {} : { files: packed.value }),
  };
}

/** Keep the address bar in step, without adding to the browser's history. */
export function followInAddressBar(): void {
  effect(() => {
    if (!study.value || optionId.value === "") return;
    const address = writeAddress(view.value === "council" && beyond.value ? { view: "council", scenario: beyond.value, fields: {} } : currentAddress());
    if (address !== location.hash) history.replaceState(null, "", address);
  });
}
