/** A labelled box for one field of the editor, with what it was, and what is wrong with it. */
import type { FieldView, StudyView } from "../engine/types";
import { monthNames } from "../format";
import { GOES_ON, readGrants, shownValue, writeGrants } from "../state/edit";
import { text } from "../text";
import { NumberInput } from "./number-input";

export interface FieldProps {
  study: StudyView;
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
const describedBy = (id: string) => `${id}-error ${id}-help ${id}-was`;

export function Field(props: FieldProps) {
  const { study, field, value, was, error } = props;
  const id = fieldId(field.id);
  const changed = value !== was;
  return (
    <div class={`field field-${field.kind}${changed ? " is-changed" : ""}${error ? " is-wrong" : ""}`}>
      <Box {...props} />
      <p class="field-was" id={`${id}-was`}>
        {changed ? text.editor.was(shownValue(study, field, was)) : ""}
      </p>
    </div>
  );
}

function Box(props: FieldProps) {
  switch (props.field.kind) {
    case "number":
      return <NumberBox {...props} />;
    case "month":
      return <MonthBox {...props} />;
    case "end":
      return <MonthBox {...props} none={text.editor.lasts} />;
    case "source":
      return <SourceBox {...props} />;
    case "grants":
      return <GrantsBox {...props} />;
  }
}

function NumberBox({ field, value, error, disabled, onType }: FieldProps) {
  const id = fieldId(field.id);
  return (
    <>
      <label class="label" for={id}>
        {field.label}
      </label>
      <p class="field-error" id={`${id}-error`}>
        {error ?? ""}
      </p>
      <div class="field-row">
        <NumberInput id={id} value={value} disabled={disabled} wrong={Boolean(error)} describedBy={describedBy(id)} onType={onType} />
        {field.unit.length <= SHORT && <span class="field-unit">{field.unit}</span>}
      </div>
      <p class="field-help" id={`${id}-help`}>
        {field.help}
      </p>
    </>
  );
}

function MonthBox({ field, value, error, disabled, onType, years, none }: FieldProps & { none?: string }) {
  const id = fieldId(field.id);
  return (
    <fieldset class="month" disabled={disabled} aria-describedby={describedBy(id)}>
      <legend class="label">{field.label}</legend>
      <p class="field-error" id={`${id}-error`}>
        {error ?? ""}
      </p>
      <MonthPicker id={id} value={value} years={years} none={none} onType={onType} />
      <p class="field-help" id={`${id}-help`}>
        {field.help}
      </p>
    </fieldset>
  );
}

/** Month and year; where there may be none, the first box says so and the second waits. */
export function MonthPicker({ id, value, years, none, onType }: { id: string; value: string; years: number[]; none: string | undefined; onType(value: string): void }) {
  const [chosenYear = "", chosenMonth = ""] = value === GOES_ON ? [String(years[Math.min(5, years.length - 1)] ?? ""), GOES_ON] : value.split("-");
  return (
    <div class="field-row">
      <select id={id} aria-label={text.editor.month} value={chosenMonth} onChange={({ currentTarget: { value: month } }) => onType(month === GOES_ON ? GOES_ON : `${chosenYear}-${month}`)}>
        {none !== undefined && <option value={GOES_ON}>{none}</option>}
        {monthNames.map((name, index) => (
          <option value={String(index + 1).padStart(2, "0")}>{name}</option>
        ))}
      </select>
      {chosenMonth !== GOES_ON && (
        <select aria-label={text.editor.year} value={chosenYear} onChange={(event) => onType(`${event.currentTarget.value}-${chosenMonth}`)}>
          {[...new Set([...years.map(String), chosenYear])].sort().map((name) => (
            <option value={name}>{name}</option>
          ))}
        </select>
      )}
    </div>
  );
}

function SourceBox({ study, field, value, error, disabled, onType }: FieldProps) {
  const id = fieldId(field.id);
  return (
    <>
      <label class="label" for={id}>
        {field.label}
      </label>
      <p class="field-error" id={`${id}-error`}>
        {error ?? ""}
      </p>
      <select id={id} value={value} disabled={disabled} aria-invalid={error ? "true" : undefined} aria-describedby={describedBy(id)} onChange={(event) => onType(event.currentTarget.value)}>
        <option value="">{text.editor.baseBudget}</option>
        {study.funding.map(([source, name]) => (
          <option value={source}>{name}</option>
        ))}
      </select>
      <p class="field-help" id={`${id}-help`}>
        {field.help}
      </p>
    </>
  );
}

/** One switch for each source that pays: it goes on, or ends in a month. */
function GrantsBox({ study, field, value, error, disabled, years, onType }: FieldProps) {
  const id = fieldId(field.id);
  const grants = readGrants(value);
  return (
    <fieldset class="month grants" disabled={disabled} aria-describedby={describedBy(id)}>
      <legend class="label">{field.label}</legend>
      <p class="field-error" id={`${id}-error`}>
        {error ?? ""}
      </p>
      {[...grants].map(([source, ends], place) => {
        const name = study.funding.find(([one]) => one === source)?.[1] ?? source;
        return (
          <div class="grant" role="group" aria-label={text.editor.grantEnds(name)}>
            <span aria-hidden="true">{name}</span>
            <MonthPicker id={place === 0 ? id : `${id}-${source}`} value={ends} years={years} none={text.editor.goesOn} onType={(month) => onType(writeGrants(new Map([...grants, [source, month]])))} />
          </div>
        );
      })}
      <p class="field-help" id={`${id}-help`}>
        {field.help}
      </p>
    </fieldset>
  );
}
