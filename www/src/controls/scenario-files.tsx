/** The scenario's own text, to read, change, check and use; nothing leaves this computer. */
import { useRef, useState } from "preact/hooks";
import type { Problem } from "../engine/types";
import { boxPaths, boxText, checkAndUse, draft, draftProblems, drafts, keptFromBefore, putBackOriginals, waits } from "../state/drafts";
import { files } from "../state/study";
import { text } from "../text";
import { ErrorSummary } from "./error-summary";

const LARGEST = 2_000_000;
const boxId = (path: string) => `file-${path.replace(/[^a-z0-9]+/gi, "-")}`;

export function ScenarioFilesBox() {
  const [asked, setAsked] = useState(0);
  const [said, setSaid] = useState("");
  const [open, setOpen] = useState(keptFromBefore.value || Object.keys(drafts.value).length > 0);
  const paths = boxPaths.value;
  const problems = draftProblems.value;
  const waiting = paths.filter(waits);
  const use = async (these: string[]) => {
    const good = await checkAndUse(these);
    setSaid(good ? text.files.used(these) : "");
    if (!good) setAsked((count) => count + 1);
  };
  const putBack = async () => {
    await putBackOriginals();
    setSaid(text.files.restored);
  };
  return (
    <details class="files" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{text.files.summary}</h2>
      </summary>
      <p class="lead">{text.files.lead}</p>
      {problems.length > 0 && (
        <ErrorSummary
          id="file-problems"
          asked={asked}
          lines={problems.map((problem) => ({
            words: problemWords(problem),
            field: paths.includes(problem.file) ? boxId(problem.file) : paths[0] && boxId(paths[0]),
          }))}
        />
      )}
      {paths.map((path) => (
        <FileBox path={path} wrong={problems.some((problem) => problem.file === path)} use={use} typed={() => setSaid("")} />
      ))}
      <OpenFile paths={paths} say={setSaid} />
      <div class="editor-buttons">
        <button type="button" class="primary" id="use-files" onClick={() => void use(waiting)}>
          {text.files.use(waiting.length)}
        </button>
        <button type="button" class="secondary" onClick={() => void putBack()}>
          {text.files.putBack}
        </button>
        <span role="status">{[said, ...(waiting.length > 0 ? [text.files.changed(waiting)] : [])].join(" ")}</span>
      </div>
    </details>
  );
}

/** Place, what is wrong, and the suggestion unless the sentence has made it already. */
function problemWords({ file, path, message, suggestion }: Problem): string {
  const more = suggestion && !message.includes(suggestion) ? [text.error.suggestion(suggestion)] : [];
  return [text.error.place(file, path), message, ...more].filter(Boolean).join(" – ");
}

function FileBox({ path, wrong, use, typed }: { path: string; wrong: boolean; use: (paths: string[]) => Promise<void>; typed: () => void }) {
  const id = boxId(path);
  const changed = path in drafts.value;
  return (
    <div class={`file-box${changed ? " is-changed" : ""}${wrong ? " is-wrong" : ""}`}>
      <label class="label" for={id}>
        {path}
        {path === files.value.main ? ` (${text.files.main})` : ""}
      </label>
      <textarea
        id={id}
        rows={12}
        spellcheck={false}
        autoComplete="off"
        wrap="off"
        aria-invalid={wrong ? "true" : undefined}
        value={boxText(path)}
        onInput={(event) => {
          draft(path, event.currentTarget.value);
          typed();
        }}
      />
      {waits(path) && (
        <button type="button" class="secondary" onClick={() => void use([path])}>
          {text.files.useOne}
          <span class="hidden">: {path}</span>
        </button>
      )}
    </div>
  );
}

function OpenFile({ paths, say }: { paths: string[]; say: (words: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [target, setTarget] = useState("");
  const opened = async (file: File) => {
    const box = paths.find((path) => path.split("/").pop() === file.name) ?? (target || paths[0]);
    if (!box) return;
    if (!/\.(toml|json)$/i.test(file.name)) say(text.files.wrongKind(file.name));
    else if (file.size > LARGEST) say(text.files.tooBig(file.name));
    else {
      try {
        const content = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
        draft(box, content);
        say(text.files.opened(file.name, box));
      } catch {
        say(text.files.notText(file.name));
      }
    }
  };
  return (
    <div class="open-file">
      <label class="label" for="open-into">
        {text.files.into}
      </label>
      <select id="open-into" value={target} onChange={(event) => setTarget(event.currentTarget.value)}>
        {paths.map((path) => (
          <option value={path}>{path}</option>
        ))}
      </select>
      <button type="button" class="secondary" onClick={() => input.current?.click()}>
        {text.files.open}
      </button>
      <input
        ref={input}
        type="file"
        class="hidden"
        tabIndex={-1}
        aria-label={text.files.open}
        accept=".toml,.json,application/toml,application/json,text/plain"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) void opened(file);
        }}
      />
      <p class="quiet">{text.files.openHint}</p>
    </div>
  );
}
