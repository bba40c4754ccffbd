/** Every input that is not as in the files that come with the page: in an option, or in the baseline itself. */
import type { Edit, OptionView, StudyView } from "../../engine/types";
import { baseline, putBack } from "../../state/choice";
import { useState } from "preact/hooks";
import { changedPlaces, changedRows, undoPlace } from "../../state/changes";
import { changes, editFields } from "../../state/edit";
import { undoEverything, undoRow } from "../../state/register-edit";
import { filesChanged } from "../../state/study";
import { text } from "../../text";

interface ChangedProps {
  study: StudyView;
  ids: string[];
  edits: (Edit | null)[];
  /** what the options are compared with, where they are compared */
  from?: OptionView;
}

export function Changed({ study, ids, edits, from }: ChangedProps) {
  const words = text.changes;
  const [said, setSaid] = useState("");
  const edited = ids.flatMap((id, place) => {
    const option = study.options.find((one) => one.id === id);
    const fields = editFields(edits[place] ?? null);
    return option && Object.keys(fields).length > 0 ? [{ option, lines: changes(study, option, fields) }] : [];
  });
  const rows = changedRows.value;
  const none = edited.length === 0 && !filesChanged.value;
  return (
    <section class="question changed-inputs" aria-labelledby="changed-title">
      <h2 id="changed-title">{words.heading}</h2>
      {from && (
        <p>
          {words.baseline(`${from.letter}. ${from.name}`)}
          {edited.some(({ option }) => option.id === from.id) ? ` ${words.baselineTyped}` : ""}
        </p>
      )}
      {none && <p>{words.none}</p>}
      {edited.length > 0 && (
        <ul class="plain-list">
          {edited.map(({ option, lines }) => (
            <li>
              <span>
                <strong>{`${option.letter}. ${option.name}`}</strong>: {lines.join("; ")}
              </span>{" "}
              <button type="button" class="link" onClick={() => putBack(option.id)}>
                {words.undo}
                <span class="hidden">: {option.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {filesChanged.value && (
        <>
          <p>{words.baselineChanged(baseline.value ? `${baseline.value.letter}. ${baseline.value.name}` : "")}</p>
          <ul class="plain-list">
            {rows.map((row) => (
              <li>
                <span>
                  <strong>{row.label}</strong>: {words.fromTo(row.was, row.now)}
                </span>{" "}
                {row.single && (
                  <button type="button" class="link" onClick={() => void undoRow(row).then((wrong) => setSaid(wrong || text.register.undone(row.label)))}>
                    {words.undo}
                    <span class="hidden">: {row.label}</span>
                  </button>
                )}
              </li>
            ))}
          </ul>
          {rows.length === 0 && <p>{words.otherText}</p>}
          <details>
            <summary>{words.places(changedPlaces.value.length)}</summary>
            <ul class="plain-list changed-places">
              {changedPlaces.value.slice(0, 40).map((place) => (
                <li>
                  <span class="register-path">{words.place(place.path, place.hunk.at + 1)}</span>
                  {place.was.slice(0, 3).map((line) => (
                    <del>{line}</del>
                  ))}
                  {place.hunk.put.slice(0, 3).map((line) => (
                    <ins>{line}</ins>
                  ))}
                  <button type="button" class="link" onClick={() => void undoPlace(place).then(setSaid)}>
                    {words.undo}
                    <span class="hidden">: {words.place(place.path, place.hunk.at + 1)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
      <p role="status">{said}</p>
      {!none && (
        <p>
          <button type="button" class="secondary" id="undo-all" onClick={() => void undoEverything().then(() => setSaid(words.allUndone))}>
            {words.all}
          </button>
        </p>
      )}
    </section>
  );
}
