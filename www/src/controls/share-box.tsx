/** Share by link or by file, and open a shared file. */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { saveFile } from "../charts/download";
import { baseline, option } from "../state/choice";
import { fileName, provenance } from "../state/results";
import { fullLength, readShared, sharedFile, shareLink } from "../state/share";
import { study } from "../state/study";
import { openShared } from "../state/opening";
import { text } from "../text";
import { SavedBox } from "./saved-box";

export const shareOpen = signal(false);

export function ShareBox() {
  const words = text.share;
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState("");
  const [length, setLength] = useState(0);
  const link = shareLink();
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (link.tooLong !== undefined) void fullLength().then(setLength);
  }, [link.tooLong]);
  const copy = async (id: string, what: string) => {
    const box = document.getElementById(id) as HTMLInputElement | HTMLTextAreaElement | null;
    if (!box) return;
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      setSaid(words.copied(what));
    } catch {
      setSaid(words.notCopied(what));
    }
  };
  const save = () => {
    saveFile(fileName("shared", "json"), sharedFile(), "application/json");
    setSaid(words.saved);
  };
  return (
    <section class="share-box" id="share" aria-labelledby="share-title">
      <h2 id="share-title" ref={heading} tabIndex={-1}>
        {words.heading}
      </h2>
      <p class="lead">{words.lead}</p>
      {link.tooLong === undefined ? (
        <div class="share-row">
          <label class="label" for="share-link">
            {words.link}
          </label>
          <input id="share-link" type="text" readOnly value={link.address} onFocus={(event) => event.currentTarget.select()} />
          <button type="button" class="primary" onClick={() => void copy("share-link", words.link)}>
            {words.copy}
          </button>
        </div>
      ) : (
        <p class="strong" id="share-too-long">
          {words.tooLong(length || link.tooLong)}
        </p>
      )}
      <div class="share-row">
        <label class="label" for="citation">
          {words.citation}
        </label>
        <textarea id="citation" rows={4} readOnly value={citation(link.tooLong === undefined ? link.address : "")} onFocus={(event) => event.currentTarget.select()} />
        <button type="button" class="secondary" onClick={() => void copy("citation", words.citation)}>
          {words.copyCitation}
        </button>
      </div>
      <div class="editor-buttons">
        <button type="button" class="secondary" onClick={save}>
          {words.file}
        </button>
        <OpenShared say={setSaid} />
        <button type="button" class="secondary" onClick={() => (shareOpen.value = false)}>
          {words.close}
        </button>
      </div>
      <p role="status">{said}</p>
      <SavedBox />
    </section>
  );
}

/** Scenario, option, version, hash, seed, runs and link, as a paper gives them. */
function citation(link: string): string {
  const [view, one, from] = [study.value, option.value, baseline.value];
  if (!view || !one || !from) return "";
  return text.share.cite(view.about.title, `${one.letter}. ${one.name}`, `${from.letter}. ${from.name}`, provenance.value, link);
}

function OpenShared({ say }: { say: (words: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File) => {
    const found = await readShared(file);
    if (typeof found === "string") say(found);
    else {
      const words = await openShared(found);
      say(words === "" ? text.share.opened : text.share.fileProblem(words));
    }
  };
  return (
    <>
      <button type="button" class="secondary" onClick={() => input.current?.click()}>
        {text.share.openFile}
      </button>
      <input
        ref={input}
        id="share-open"
        type="file"
        class="hidden"
        tabIndex={-1}
        aria-label={text.share.openFile}
        accept=".json,application/json"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) void open(file);
        }}
      />
    </>
  );
}
