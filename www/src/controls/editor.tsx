/** "Change this option": the programme's strength, its dates and who pays, with the places that it makes. */
import type { FieldView, OptionView, StudyView } from "../engine/types";
import { readNumber, whole } from "../format";
import { GradeMark } from "../charts/grade";
import { asWritten, fieldsOf } from "../state/edit";
import { fieldErrors, firstYear, lastYear, option, putBack, type, typed } from "../state/choice";
import { text } from "../text";
import { shown } from "../state/results";
import { Capacity } from "./capacity";
import { ErrorSummary } from "./error-summary";
import { askForSummary, summaryAsked } from "./editor-summary";
import { Field, fieldId } from "./field";

export function Editor({ study }: { study: StudyView }) {
  const [one, values] = [option.value, typed.value];
  if (!one || !values) return null;
  const written = asWritten(one);
  const programme = study.programmes.find((each) => each.id === one.editor.programme);
  const errors = fieldErrors.value;
  const fields = fieldsOf(study, one);
  const wrong = fields.filter((field) => errors[field.id]);
  const changed = fields.some((field) => values[field.id] !== written[field.id]);
  const years = Array.from({ length: lastYear.value - firstYear.value + 1 }, (_, index) => firstYear.value + index);
  return (
    <div class="question">
      <h2 id="editor-title">{text.editor.heading}</h2>
      <p class="lead">{lead(one, programme?.name)}</p>
      {wrong.length > 0 && summaryAsked.value > 0 && <ErrorSummary id="editor-problems" asked={summaryAsked.value} lines={wrong.map((field) => ({ words: `${field.label}: ${errors[field.id] ?? ""}`, field: fieldId(field.id) }))} />}
      {one.editable && (
        <form
          class="editor"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            askForSummary();
          }}
        >
          {fields.map((field: FieldView) => (
            <>
              {field.id === "until" && !one.editor.by_places && <Places staff={values.staff} caseload={values.caseload} current={programme?.places} wrong={Boolean(errors.staff ?? errors.caseload)} />}
              <Field key={field.id} study={study} field={field} value={values[field.id]} was={written[field.id]} error={errors[field.id]} disabled={one.baseline} years={years} onType={(value) => type(field.id, value)} />
            </>
          ))}
          <Capacity answer={shown.value?.option === one.id ? shown.value.answer : undefined} programme={one.editor.programme} planned={one.editor.by_places ? Number(values.places) : Number(values.staff) * Number(values.caseload)} />
          <div class="editor-buttons">
            <button type="submit" class="primary" disabled={one.baseline}>
              {text.editor.check}
            </button>
            <button type="button" class="secondary" disabled={one.baseline || !changed} onClick={() => putBack()}>
              {text.editor.putBack}
            </button>
            <span class="quiet">{one.baseline ? "" : text.editor.hint}</span>
          </div>
        </form>
      )}
      <p class="lead">{one.description}</p>
      {one.changes.length > 0 && (
        <>
          <h3 class="small-heading">{changed ? text.editor.programmeBefore : text.editor.programme}</h3>
          <ul class="changes">
            {one.changes.map((change) => (
              <li>
                <span>{change.text}</span>
                <span class="quiet">{`${text.editor.source}: ${change.source}`}</span>
                <GradeMark grade={change.grade} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function lead(one: OptionView, programme: string | undefined): string {
  if (!one.editable) return text.editor.nothing;
  return one.baseline ? text.editor.fixed : text.editor.lead(programme ?? one.editor.programme, one.letter);
}

function Places({ staff, caseload, current, wrong }: { staff: string; caseload: string; current: number | undefined; wrong: boolean }) {
  const places = readNumber(staff) * readNumber(caseload);
  const known = !wrong && Number.isFinite(places);
  return (
    <div class="places">
      <span class="label">{text.editor.places}</span>
      <output class="places-count">{known ? whole(places) : text.editor.placesUnknown}</output>
      <p class="field-was">
        {known ? text.editor.placesSum(staff.trim(), caseload.trim()) : ""}
        {current === undefined ? "" : `${known ? ". " : ""}${text.editor.placesNow(whole(current))}`}
      </p>
    </div>
  );
}
