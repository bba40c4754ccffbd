/** From what stands in the editor's boxes to a change of the option, or to what is wrong with it. */
import type { Edit, FieldView, OptionView, StudyView } from "../engine/types";
import { month, plain, readNumber } from "../format";
import { text } from "../text";

export type FieldId = FieldView["id"];
/** as typed, whatever it is; grants as in an address: "troubled-families.2021-04..public-health.on" */
export type Typed = Record<FieldId, string>;
export type FieldErrors = Partial<Record<FieldId, string>>;

export const FIELD_IDS: readonly FieldId[] = ["staff", "caseload", "places", "start", "ramp_months", "until", "paid_by", "grants"];
/** what stands where a month could, for something that does not end */
export const GOES_ON = "on";

/** What was typed before there were places, ends and funding had four boxes. */
export function isTyped(value: unknown): value is Partial<Typed> {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Partial<Record<FieldId, unknown>>;
  const all = FIELD_IDS.every((id) => fields[id] === undefined || typeof fields[id] === "string");
  return all && (["staff", "caseload", "start", "ramp_months"] as const).every((id) => fields[id] !== undefined);
}

export function readGrants(words: string): Map<string, string> {
  return new Map(
    words
      .split("..")
      .filter(Boolean)
      .map((one) => one.split(".") as [string, string]),
  );
}

export const writeGrants = (grants: Iterable<readonly [string, string]>): string => [...grants].map(([id, ends]) => `${id}.${ends}`).join("..");

/** The boxes as the option's file fills them. */
export function asWritten(option: OptionView): Typed {
  const { staff, caseload, places, start, until, ramp_months, paid_by, grants } = option.editor;
  return {
    staff: plain(staff),
    caseload: plain(caseload),
    places: plain(places),
    start,
    until,
    ramp_months: plain(ramp_months),
    paid_by,
    grants: writeGrants(grants.map((grant) => [grant.source, grant.ends])),
  };
}

/** The boxes with some of them typed; a grant that is not named stays as in the file. */
export function withTyped(option: OptionView, fields: Partial<Typed>): Typed {
  const written = asWritten(option);
  const grants = writeGrants(new Map([...readGrants(written.grants), ...readGrants(fields.grants ?? "")]));
  return { ...written, ...fields, grants };
}

/** The fields that an option has: a programme is given by places, or by staff and a caseload. */
export function fieldsOf(view: StudyView, { editor }: OptionView): FieldView[] {
  const absent: Record<FieldId, boolean> = {
    staff: editor.by_places,
    caseload: editor.by_places,
    places: !editor.by_places,
    start: false,
    until: false,
    ramp_months: false,
    paid_by: view.funding.length === 0,
    grants: editor.grants.length === 0,
  };
  return view.editor_fields.filter((field) => !absent[field.id]);
}

/** Only what differs from the option's file; nothing if nothing does. */
export function editFrom(option: OptionView, values: Typed): Edit | null {
  const { editor } = option;
  const change: Edit = { programme: editor.programme };
  const numbers = editor.by_places ? (["places", "ramp_months"] as const) : (["staff", "caseload", "ramp_months"] as const);
  for (const id of numbers) if (readNumber(values[id]) !== editor[id]) change[id] = readNumber(values[id]);
  for (const id of ["start", "until", "paid_by"] as const) if (values[id] !== editor[id]) change[id] = values[id];
  const now = readGrants(values.grants);
  const grants = editor.grants.flatMap(({ source, ends }) => ((now.get(source) ?? ends) === ends ? [] : [[source, now.get(source) ?? ends]]));
  if (grants.length > 0) change.grants = Object.fromEntries(grants) as Record<string, string>;
  return Object.keys(change).length > 1 ? change : null;
}

/** The same as text, for the address. */
export function editFields(change: Edit | null): Partial<Typed> {
  const fields: Partial<Typed> = {};
  for (const id of ["staff", "caseload", "places", "ramp_months"] as const) {
    const value = change?.[id];
    if (value !== undefined) fields[id] = plain(value);
  }
  for (const id of ["start", "until", "paid_by"] as const) {
    const value = change?.[id];
    if (value !== undefined) fields[id] = value;
  }
  if (change?.grants) fields.grants = writeGrants(Object.entries(change.grants));
  return fields;
}

/** A value as people read it: months by name, a source by its name. */
export function shownValue(view: StudyView, field: FieldView, value: string): string {
  switch (field.kind) {
    case "month":
      return month(value);
    case "end":
      return value === GOES_ON ? text.editor.noEnd : month(value);
    case "source":
      return view.funding.find(([id]) => id === value)?.[1] ?? text.editor.ownBudget;
    case "grants":
      return [...readGrants(value)].map(([id, ends]) => text.editor.grant(view.funding.find(([one]) => one === id)?.[1] ?? id, ends === GOES_ON ? "" : month(ends))).join(", ");
    case "number":
      return value;
  }
}

/** "Full-time workers 60, was 51": what was typed on this page. */
export function changes(view: StudyView, option: OptionView, fields: Partial<Typed>): string[] {
  const written = asWritten(option);
  return view.editor_fields.flatMap((field) => {
    const value = fields[field.id];
    if (value === undefined) return [];
    if (field.kind !== "grants") return [text.compare.change(field.label, shownValue(view, field, value), shownValue(view, field, written[field.id]))];
    const before = readGrants(written.grants);
    return [...readGrants(value)].map(([id, ends]) => text.editor.grantWas(shownValue(view, field, `${id}.${ends}`), before.get(id) === GOES_ON ? "" : month(before.get(id) ?? "")));
  });
}

/** What can be said without asking the engine. */
export function outsideLimits(fields: FieldView[], values: Typed): FieldErrors {
  const errors: FieldErrors = {};
  for (const field of fields) {
    if (field.kind !== "number") continue;
    const value = values[field.id].trim();
    const [low, high] = [plain(field.minimum), plain(field.maximum)];
    const number = readNumber(value);
    if (value === "") errors[field.id] = text.error.empty(low, high);
    else if (!(number >= field.minimum && number <= field.maximum)) errors[field.id] = text.error.range(low, high, value);
  }
  return errors;
}
