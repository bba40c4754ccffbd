/** Studies saved on this computer: save, open, copy, delete, export and import. */
import { useRef, useState } from "preact/hooks";
import { saveFile } from "../charts/download";
import { copyOf, exported, importStudies, named, openStudy, remove, saveAs, studies, type Study } from "../state/saved";
import { text } from "../text";

const dateWords = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });
const when = ({ saved }: Study) => dateWords.format(new Date(saved));

export function SavedBox() {
  const words = text.saved;
  const [said, say] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const list = studies.value;
  const take = async (file: File) => {
    const found = await importStudies(file);
    say(typeof found === "string" ? found : words.imported(found.count));
  };
  return (
    <section class="saved" id="saved" aria-labelledby="saved-title">
      <h3 id="saved-title">{words.heading}</h3>
      <p>{words.lead}</p>
      <SaveForm say={say} />
      {list.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <ul class="saved-list">
          {list.map((study) => (
            <Row key={study.id} study={study} say={say} />
          ))}
        </ul>
      )}
      <div class="editor-buttons">
        {list.length > 0 && (
          <button
            type="button"
            class="secondary"
            onClick={() => {
              saveFile(`staircase-studies-${new Date().toISOString().slice(0, 10)}.json`, exported(list), "application/json");
              say(words.exported(list.length));
            }}
          >
            {words.export}
          </button>
        )}
        <button type="button" class="secondary" onClick={() => input.current?.click()}>
          {words.import}
        </button>
        <input
          ref={input}
          id="saved-import"
          type="file"
          class="hidden"
          tabIndex={-1}
          aria-label={words.import}
          accept=".json,application/json"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) void take(file);
          }}
        />
      </div>
      <p role="status" id="saved-said">
        {said}
      </p>
    </section>
  );
}

function SaveForm({ say }: { say(words: string): void }) {
  const words = text.saved;
  const [name, setName] = useState("");
  const [wrong, setWrong] = useState("");
  const [over, setOver] = useState<Study | undefined>(undefined);
  const box = useRef<HTMLInputElement>(null);
  const save = (instead?: Study) => {
    // Another tab may have saved under this name since the notice was read.
    const found = named(name);
    const unseen = found && found.saved !== instead?.saved;
    setOver(unseen ? found : undefined);
    if (unseen) return say("");
    const problem = saveAs(name, instead);
    setWrong(problem);
    say(problem ? "" : words.done(name.trim()));
    if (problem) box.current?.focus();
    else setName("");
  };
  return (
    <form
      class={`field${wrong ? " is-wrong" : ""}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label class="label" for="saved-name">
        {words.name}
      </label>
      <p class="field-error" id="saved-name-error" role={wrong ? "alert" : undefined}>
        {wrong}
      </p>
      <div class="field-row">
        <input
          ref={box}
          id="saved-name"
          type="text"
          autoComplete="off"
          value={name}
          aria-invalid={wrong ? "true" : undefined}
          aria-describedby="saved-name-error"
          onInput={(event) => {
            setName(event.currentTarget.value);
            setOver(undefined);
          }}
        />
        <button type="submit" class="primary">
          {words.save}
        </button>
      </div>
      {over && (
        <div id="saved-over" role="alert">
          <p class="strong">{words.exists(over.name, when(over))}</p>
          <p class="editor-buttons">
            <button type="button" class="secondary" onClick={() => save(over)}>
              {words.replace}
            </button>
            <button
              type="button"
              class="secondary"
              onClick={() => {
                setOver(undefined);
                box.current?.focus();
              }}
            >
              {words.both}
            </button>
          </p>
        </div>
      )}
    </form>
  );
}

function Row({ study, say }: { study: Study; say(words: string): void }) {
  const words = text.saved;
  const [asked, setAsked] = useState(false);
  const about = <span class="hidden">: {study.name}</span>;
  const button = (label: string, press: () => void) => (
    <button type="button" class="link" onClick={press}>
      {label}
      {about}
    </button>
  );
  return (
    <li>
      <span>
        <strong>{study.name}</strong> <span class="quiet">{words.when(when(study))}</span>
      </span>
      {asked ? (
        <span class="saved-actions" role="alert">
          {words.sure(study.name)}
          {button(words.remove, () => {
            remove(study);
            say(words.removed(study.name));
            document.getElementById("saved-name")?.focus();
          })}
          {button(words.keep, () => setAsked(false))}
        </span>
      ) : (
        <span class="saved-actions">
          {button(words.open, () => void openStudy(study).then((problem) => say(problem || words.opened(study.name))))}
          {button(words.copy, () => say(copyOf(study) || words.copied(study.name)))}
          {button(words.remove, () => setAsked(true))}
        </span>
      )}
    </li>
  );
}
