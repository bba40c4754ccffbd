/** Every run by itself, for those who want another percentile, a regression or a plot of their own. */
import { useState } from "preact/hooks";
import { CSV_TYPE, saveFile } from "../../charts/download";
import { desk } from "../../engine/workers";
import { fileName, shown } from "../../state/results";
import { text } from "../../text";

export function EveryRun() {
  const words = text.everyRun;
  const [said, setSaid] = useState("");
  const save = async () => {
    const it = shown.value;
    if (!it) return;
    try {
      const rows = await desk.everyRun({ option: it.option, edit: it.edit, seed: it.seed });
      if (rows) saveFile(fileName("every-run", "csv"), rows, CSV_TYPE);
      setSaid(rows ? words.saved : words.none);
    } catch {
      setSaid(words.failed);
    }
  };
  return (
    <>
      <p class="editor-buttons">
        <button type="button" class="secondary" id="every-run" onClick={() => void save()}>
          {words.button}
        </button>
      </p>
      <p class="figure-note">{words.what}</p>
      <p role="status">{said}</p>
    </>
  );
}
