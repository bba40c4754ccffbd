/** Every input that is not as in the files that come with the page: in an option, or in the baseline itself. */
import type { Edit, StudyView } from "../../engine/types";
import { baseline, putBack } from "../../state/choice";
import { useState } from "preact/hooks";
import { putBackOriginals } from "../../state/drafts";
import { changedPlaces, changedRows, undoPlace } from "../../state/changes";
import { editFields } from "../../state/edit";
import { filesChanged } from "../../state/study";
import { text } from "../../text";
import { changes } from "./cards";

export function Changed({ study, ids, edits }: { study: StudyView; ids: string[]; edits: (Edit | null)[] }) {
  const words = text.changes;
  const [said, setSaid] = useState("");
  const edited = ids.flatMap((id, place) => {
    const option = study.options.find((one) => one.id === id);
    const fields = editFields(edits[place] ?? null);
    return option && Object.keys(fields).length > 0 ? [{ option, lines: changes(option, fields) }] : [];
  });
  const rows = changedRows.value;
  const none = edited.length === 0 && !filesChanged.value;
  return (
    <section class="question changed-inputs" aria-labelledby="changed-title">
      <h2 id="changed-title">{words.heading}</h2>
      {none && <p>{words.none}</p>}
      {edited.length > 0 && (
        <ul class="plain-list">
          {edited.map(({ option, lines }) => (
            <li>
              <span><strong>{`${option.letter}. ${option.name}`}</strong>: {lines.join("; ")}</span>{" "}
              <button type="button" class="link" onClick={() => putBack(option.id)}>{words.undo}<span class="hidden">: {option.name}</span></button>
            </li>
          ))}
        </ul>
      )}
      {filesChanged.value && (
        <>
          <p>{words.baselineChanged(baseline.value ? `${baseline.value.letter}. ${baseline.value.name}` : "")}</p>
          <ul class="plain-list">
            {rows.map((row) => <li><strong>{row.label}</strong>: {words.fromTo(row.was, row.now)}</li>)}
          </ul>
          {rows.length === 0 && <p>{words.otherText}</p>}
          <details>
            <summary>{words.places(changedPlaces.value.length)}</summary>
            <ul class="plain-list changed-places">
              {changedPlaces.value.slice(0, 40).map((place) => (
                <li>
                  <span class="register-path">{words.place(place.path, place.hunk.at + 1)}</span>
                  {place.was.slice(0, 3).map((line) => <del>{line}</del>)}
                  {place.hunk.put.slice(0, 3).map((line) => <ins>{line}</ins>)}
                  <button type="button" class="link" onClick={() => void undoPlace(place).then(setSaid)}>{words.undo}<span class="hidden">: {words.place(place.path, place.hunk.at + 1)}</span></button>
                </li>
              ))}
            </ul>
          </details>
          <p role="status">{said}</p>
          <p><button type="button" class="secondary" onClick={() => void putBackOriginals()}>{text.files.putBack}</button></p>
        </>
      )}
    </section>
  );
}
