/** From what stands in the editor's boxes to a change of the option, or to what is wrong with it. */
import type { Edit, FieldView, OptionView } from "../engine/types";
import { plain } from "../format";
import { text } from "../text";

export type FieldId = FieldView["id"];
/** as typed, whatever it is */
export type Typed = Record<FieldId, string>;
export type FieldErrors = Partial<Record<FieldId, string>>;

export const FIELD_IDS: readonly FieldId[] = ["staff", "caseload", "start", "ramp_months"];

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

export function isTyped(value: unknown): value is Typed {
  return typeof value === "object" && value !== null &&
    FIELD_IDS.every((id) => typeof (value as Partial<Typed>)[id] === "string");
}

/** The boxes as the option's file fills them. */
export function asWritten(option: OptionView): Typed {
  const { staff, caseload, start, ramp_months } = option.editor;
  return { staff: plain(staff), caseload: plain(caseload), start, ramp_months: plain(ramp_months) };
}

/** Only what differs from the option's file; nothing if nothing does. */
export function editFrom(option: OptionView, values: Typed): Edit | null {
  const { editor } = option;
  const change: Edit = { programme: editor.programme };
  if (Number(values.staff) !== editor.staff) change.staff = Number(values.staff);
  if (Number(values.caseload) !== editor.caseload) change.caseload = Number(values.caseload);
  if (values.start !== editor.start) change.start = values.start;
  if (Number(values.ramp_months) !== editor.ramp_months) change.ramp_months = Number(values.ramp_months);
  return Object.keys(change).length > 1 ? change : null;
}

/** The same as text, for the address. */
export function editFields(change: Edit | null): Partial<Typed> {
  const fields: Partial<Typed> = {};
  if (change?.staff !== undefined) fields.staff = plain(change.staff);
  if (change?.caseload !== undefined) fields.caseload = plain(change.caseload);
  if (change?.start !== undefined) fields.start = change.start;
  if (change?.ramp_months !== undefined) fields.ramp_months = plain(change.ramp_months);
  return fields;
}

/** What can be said without asking the engine. */
export function outsideLimits(fields: FieldView[], values: Typed): FieldErrors {
  const errors: FieldErrors = {};
  for (const field of fields) {
    if (field.id === "start") continue;
    const value = values[field.id].trim();
    const [low, high] = [plain(field.minimum), plain(field.maximum)];
    const number = NUMBER.test(value) ? Number(value) : Number.NaN;
    if (value === "") errors[field.id] = text.error.empty(low, high);
    else if (!(number >= field.minimum && number <= field.maximum)) errors[field.id] = text.error.range(low, high, value);
  }
  return errors;
}
