/** A labelled box for one number of the editor, with what it was, and what is wrong with it. */
import type { FieldView } from "../engine/types";
import { month, monthNames } from "../format";
import { text } from "../text";

export interface FieldProps {
  field: FieldView;
  value: string;
  /** the value that counts as unchanged */
  was: string;
  error: string | undefined;
  disabled: boolean;
  /** offered where the field is a month */
  years: number[];
  onType(value: string): void;
}

/** A longer unit would not fit beside its box; the help beneath says it. */
const SHORT = 10;

export const fieldId = (id: FieldView["id"]): string => `field-${id}`;

export function Field(props: FieldProps) {
  const { field, value, was, error } = props;
  const id = fieldId(field.id);
  const changed = value !== was;
  return (
    <div class={`field${changed ? " is-changed" : ""}${error ? " is-wrong" : ""}`}>
      {field.id === "start" ? <MonthBox {...props} /> : <NumberBox {...props} />}
      <p class="field-was" id={`${id}-was`}>
        {changed ? text.editor.was(field.id === "start" ? month(was) : was) : ""}
      </p>
    </div>
  );
}

function NumberBox({ field, value, error, disabled, onType }: FieldProps) {
  const id = fieldId(field.id);
  return (
    <>
      <label class="label" for={id}>{field.label}</label>
      <p class="field-error" id={`${id}-error`}>{error ?? ""}</p>
      <div class="field-row">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellcheck={false}
          value={value}
          disabled={disabled}
          aria-invalid={error ? "true" : undefined}
          aria-describedby={`${id}-error ${id}-help ${id}-was`}
          onInput={(event) => onType(event.currentTarget.value)}
        />
        {field.unit.length <= SHORT && <span class="field-unit">{field.unit}</span>}
      </div>
      <p class="field-help" id={`${id}-help`}>{field.help}</p>
    </>
  );
}

function MonthBox({ field, value, error, disabled, onType, years }: FieldProps) {
  const id = fieldId(field.id);
  const [chosenYear = "", chosenMonth = ""] = value.split("-");
  return (
    <fieldset class="month" disabled={disabled} aria-describedby={`${id}-error ${id}-help ${id}-was`}>
      <legend class="label">{field.label}</legend>
      <p class="field-error" id={`${id}-error`}>{error ?? ""}</p>
      <div class="field-row">
        <select id={id} aria-label={text.editor.month} value={chosenMonth} onChange={(event) => onType(`${chosenYear}-${event.currentTarget.value}`)}>
          {monthNames.map((name, index) => (
            <option value={String(index + 1).padStart(2, "0")}>{name}</option>
          ))}
        </select>
        <select aria-label={text.editor.year} value={chosenYear} onChange={(event) => onType(`${event.currentTarget.value}-${chosenMonth}`)}>
          {[...new Set([...years.map(String), chosenYear])].sort().map((name) => (
            <option value={name}>{name}</option>
          ))}
        </select>
      </div>
      <p class="field-help" id={`${id}-help`}>{field.help}</p>
    </fieldset>
  );
}
