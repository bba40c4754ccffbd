/** Share by link or by file, and open a shared file. */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { saveFile } from "../charts/download";
import { fileName } from "../state/results";
import { fullLength, readShared, sharedFile, shareLink } from "../state/share";
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
  const copy = async () => {
    const box = document.getElementById("share-link") as HTMLInputElement | null;
    box?.select();
    try {
      await navigator.clipboard.writeText(link.address);
      setSaid(words.copied);
    } catch {
      setSaid(words.notCopied);
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
          <button type="button" class="primary" onClick={() => void copy()}>
            {words.copy}
          </button>
        </div>
      ) : (
        <p class="strong" id="share-too-long">
          {words.tooLong(length || link.tooLong)}
        </p>
      )}
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
