/** How many runs, and which: the seed. The same seed, runs and scenario give the same numbers everywhere. */
import { useEffect, useState } from "preact/hooks";
import { readNumber, whole } from "../../format";
import { MOST_RUNS } from "../../state/address";
import { runs, seed, USUAL_RUNS, USUAL_SEED } from "../../state/choice";
import { text } from "../../text";

const FEWEST = 10;

/** A seed is longer than numbers here are exact, so it stays text: "1,000" is "1000". */
const digits = (typed: string) => (Number.isNaN(readNumber(typed)) ? typed : typed.replace(/[,\s]/g, ""));

export function Settings() {
  const words = text.settings;
  return (
    <section class="settings" aria-labelledby="settings-title">
      <h2 class="figure-title" id="settings-title">
        {words.heading}
      </h2>
      <div class="settings-fields">
        <Box
          id="setting-runs"
          label={words.runs}
          value={String(runs.value)}
          help={words.runsHelp(USUAL_RUNS)}
          check={(typed) => (Number.isInteger(readNumber(typed)) && readNumber(typed) >= FEWEST && readNumber(typed) <= MOST_RUNS ? "" : text.error.range(whole(FEWEST), whole(MOST_RUNS), typed || words.nothing))}
          take={(typed) => (runs.value = readNumber(typed))}
        />
        <Box id="setting-seed" label={words.seed} value={seed.value} help={words.seedHelp} check={(typed) => (/^\d{1,18}$/.test(digits(typed)) ? "" : words.seedWrong(typed || words.nothing))} take={(typed) => (seed.value = digits(typed).replace(/^0+(?=\d)/, ""))} />
        {(runs.value !== USUAL_RUNS || seed.value !== USUAL_SEED) && (
          <button
            type="button"
            class="secondary"
            onClick={() => {
              runs.value = USUAL_RUNS;
              seed.value = USUAL_SEED;
            }}
          >
            {text.editor.putBack}
          </button>
        )}
      </div>
    </section>
  );
}

interface BoxProps {
  id: string;
  label: string;
  value: string;
  help: string;
  check(typed: string): string;
  take(typed: string): void;
}

/** Taken on Enter or on leaving the box, since each change starts all runs anew. */
function Box({ id, label, value, help, check, take }: BoxProps) {
  const [typed, setTyped] = useState(value);
  const [wrong, setWrong] = useState("");
  useEffect(() => {
    setTyped(value);
    setWrong("");
  }, [value]);
  const finish = () => {
    const said = check(typed.trim());
    setWrong(said);
    if (said === "" && typed.trim() !== value) take(typed.trim());
  };
  return (
    <div class={`field${wrong ? " is-wrong" : ""}`}>
      <label class="label" for={id}>
        {label}
      </label>
      <p class="field-error" id={`${id}-error`}>
        {wrong}
      </p>
      <div class="field-row">
        <input
          id={id}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          aria-invalid={wrong ? "true" : undefined}
          aria-describedby={`${id}-error ${id}-help`}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === "Enter") finish();
          }}
        />
      </div>
      <p class="field-help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}
