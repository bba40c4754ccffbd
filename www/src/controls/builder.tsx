/** Options that a person builds: what changes, how, by how much and from when, with what that comes to beside it. */
import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { StudyView } from "../engine/types";
import { pounds, readAmount, whole } from "../format";
import { actionsFor, allBuilt, canBuild, canUndo, comesTo, copyBuilt, levers, nameOf, newChange, newId, raiseBuilt, removeBuilt, takesAmount, undo, unitsFor, useBuilt, what, wrongWith, type Action, type Built, type Change, type Lever, type Unit, type Wrong } from "../state/build";
import { chooseOption, firstYear, lastYear, optionId } from "../state/choice";
import { GOES_ON } from "../state/edit";
import { files } from "../state/study";
import { forget, keep, recall } from "../state/storage";
import { text } from "../text";
import { ErrorSummary } from "./error-summary";
import { MonthPicker } from "./field";
import { NumberInput } from "./number-input";

const words = text.builder;

/** What stands in the boxes and is not in use: kept for the visit, for the scenario it was typed for. */
const KEPT = "builder";
const draft = signal<{ main: string; built: Built } | undefined>(recalled());
const problems = signal<string[]>([]);
const status = signal("");
const asked = signal(0);

function recalled(): { main: string; built: Built } | undefined {
  const kept = recall(KEPT) as { main?: unknown; built?: Built } | undefined;
  return typeof kept?.main === "string" && Array.isArray(kept.built?.changes) ? { main: kept.main, built: kept.built } : undefined;
}

function type(built: Built | undefined): void {
  problems.value = [];
  draft.value = built && { main: files.peek().main, built };
  if (draft.value) keep(KEPT, draft.value);
  else forget(KEPT);
}

async function act(what: Promise<{ message: string }[]>, done: string): Promise<boolean> {
  const found = await what;
  problems.value = found.map((one) => one.message);
  status.value = found.length > 0 ? "" : done;
  if (found.length > 0) asked.value += 1;
  return found.length === 0;
}

export function Builder({ study }: { study: StudyView }) {
  if (!canBuild.value) return null;
  const all = levers(study);
  const open = draft.value?.main === files.value.main ? draft.value.built : undefined;
  return (
    <section class="question builder" id="builder" aria-labelledby="builder-title">
      <h2 id="builder-title">{words.heading}</h2>
      {open ? <Form study={study} all={all} built={open} /> : <List study={study} all={all} />}
      <p role="status" class="quiet">
        {status.value}
      </p>
    </section>
  );
}

function List({ study, all }: { study: StudyView; all: Lever[] }) {
  return (
    <>
      <p class="lead">{words.lead}</p>
      {problems.value.length > 0 && <ErrorSummary id="builder-problems" asked={asked.value} lines={problems.value.map((line) => ({ words: line }))} />}
      <ul class="built">
        {allBuilt.value.map((one, place) => {
          const name = nameOf(all, one);
          const button = (label: string, press: () => void) => (
            <button type="button" class="link" aria-label={`${label}: ${name}`} onClick={press}>
              {label}
            </button>
          );
          return (
            <li key={one.id}>
              <strong>{name}</strong>
              <span class="built-buttons">
                {one.id === optionId.value ? <span class="quiet">{words.shown}</span> : button(words.show, () => chooseOption(one.id))}
                {button(words.edit, () => type(one))}
                {button(words.copy, () => void act(copyBuilt(one.id), words.used(words.copyOf(name))))}
                {place > 0 && button(words.raise, () => void act(raiseBuilt(one.id), ""))}
                {button(words.remove, () => void act(removeBuilt(one.id), ""))}
              </span>
            </li>
          );
        })}
      </ul>
      <p class="editor-buttons">
        <button type="button" class="secondary" id="new-option" onClick={() => type({ id: newId(), name: "", changes: [newChange(study)] })}>
          {words.newOption}
        </button>
        {canUndo.value && (
          <button type="button" class="link" id="undo-built" onClick={() => void act(undo(), words.undone)}>
            {words.undo}
          </button>
        )}
      </p>
    </>
  );
}

const boxOf = (place: number, box: string) => `built-${place}-${box}`;

function Form({ study, all, built }: { study: StudyView; all: Lever[]; built: Built }) {
  const [tried, setTried] = useState(false);
  const isNew = !allBuilt.value.some((one) => one.id === built.id);
  const wrong = built.changes.map((change) => wrongWith(leverOf(all, change), change));
  const lines = wrong.flatMap((one, place) => Object.entries(one).map(([box, line]) => ({ words: line, field: boxOf(place, box) })));
  const put = (place: number, part: Partial<Change>) => type({ ...built, changes: built.changes.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  const submit = async () => {
    setTried(true);
    asked.value += 1;
    if (lines.length > 0) return;
    if (await act(useBuilt(built), words.used(nameOf(all, built)))) type(undefined);
  };
  return (
    <form
      class="builder-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3>{isNew ? words.newHeading : words.changeHeading}</h3>
      {tried && lines.length > 0 && <ErrorSummary id="builder-problems" asked={asked.value} lines={lines} />}
      {problems.value.length > 0 && <ErrorSummary id="builder-refused" asked={asked.value} lines={problems.value.map((line) => ({ words: line }))} />}
      {built.changes.map((change, place) => (
        <ChangeBoxes study={study} all={all} change={change} place={place} wrong={tried ? (wrong[place] ?? {}) : {}} put={(part) => put(place, part)} remove={built.changes.length > 1 ? () => type({ ...built, changes: built.changes.filter((_, at) => at !== place) }) : undefined} />
      ))}
      <button type="button" class="link" id="another-change" onClick={() => type({ ...built, changes: [...built.changes, newChange(study)] })}>
        {words.another}
      </button>
      <label class="label" for="built-name">
        {words.name}
      </label>
      <input id="built-name" type="text" maxLength={120} autoComplete="off" value={built.name} aria-describedby="built-name-help" onInput={(event) => type({ ...built, name: event.currentTarget.value })} />
      <p class="field-help" id="built-name-help">
        {words.nameHelp(nameOf(all, { ...built, name: "" }))}
      </p>
      <div class="editor-buttons">
        <button type="submit" class="primary" id="use-built">
          {words.use}
        </button>
        <button type="button" class="secondary" onClick={() => type(undefined)}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

const leverOf = (all: Lever[], change: Change) => all.find((one) => one.id === change.programme);

interface BoxesProps {
  study: StudyView;
  all: Lever[];
  change: Change;
  place: number;
  wrong: Wrong;
  put(part: Partial<Change>): void;
  remove: (() => void) | undefined;
}

function ChangeBoxes({ study, all, change, place, wrong, put, remove }: BoxesProps) {
  const lever = leverOf(all, change);
  const id = (box: string) => boxOf(place, box);
  const years = Array.from({ length: lastYear.value - firstYear.value + 2 }, (_, index) => firstYear.value - 1 + index);
  const groups: [string, Lever[]][] = [
    [words.running, all.filter((one) => one.runs && one.what !== "funding")],
    [words.catalogue, all.filter((one) => !one.runs)],
    [words.sources, all.filter((one) => one.what === "funding")],
  ];
  const choose = (programme: string) => {
    const next = all.find((one) => one.id === programme);
    if (!next) return;
    const [action = "cut"] = actionsFor(next);
    const units = unitsFor(next);
    put({ programme, action: actionsFor(next).includes(change.action) ? change.action : action, unit: units.includes(change.unit) ? change.unit : (units[0] ?? "places") });
  };
  const error = (box: keyof Change) => (
    <p class="field-error" id={`${id(box)}-error`}>
      {wrong[box] ?? ""}
    </p>
  );
  return (
    <fieldset class="built-change">
      <legend>{words.changeNumber(place + 1)}</legend>
      <label class="label" for={id("programme")}>
        {words.programme}
      </label>
      <select id={id("programme")} value={change.programme} onChange={(event) => choose(event.currentTarget.value)}>
        {groups
          .filter(([, list]) => list.length > 0)
          .map(([label, list]) => (
            <optgroup label={label}>
              {list.map((one) => (
                <option value={one.id}>{one.name}</option>
              ))}
            </optgroup>
          ))}
      </select>
      {error("programme")}
      <div class="built-row">
        <div>
          <label class="label" for={id("action")}>
            {words.action}
          </label>
          <select id={id("action")} value={change.action} onChange={(event) => put({ action: event.currentTarget.value as Action })}>
            {(lever ? actionsFor(lever) : []).map((one) => (
              <option value={one}>{words.actions[one]}</option>
            ))}
          </select>
        </div>
        {takesAmount(change.action) && (
          <div>
            <label class="label" for={id("amount")}>
              {words.amount}
            </label>
            <NumberInput id={id("amount")} value={change.amount} wrong={wrong.amount !== undefined} describedBy={`${id("amount")}-error ${id("comes")}`} onType={(amount) => put({ amount })} />
          </div>
        )}
      </div>
      {takesAmount(change.action) && change.action !== "scale" && lever && (
        <>
          <label class="label" for={id("unit")}>
            {words.unit}
          </label>
          <select id={id("unit")} value={change.unit} onChange={(event) => put({ unit: event.currentTarget.value as Unit })}>
            {unitsFor(lever).map((one) => (
              <option value={one}>{words.units[one]}</option>
            ))}
          </select>
        </>
      )}
      {error("amount")}
      <p class="field-help" id={id("comes")} aria-live="polite">
        {lever ? said(lever, change) : ""}
      </p>
      <fieldset class="month">
        <legend class="label">{change.action === "end" ? words.startGrant : words.start}</legend>
        <MonthPicker id={id("start")} value={change.start} years={years} none={undefined} onType={(start) => put({ start })} />
      </fieldset>
      {change.action !== "end" && (
        <details class="built-more">
          <summary>{`${words.ramp}, ${words.until.toLowerCase()}, ${words.paidBy.toLowerCase()}`}</summary>
          <label class="label" for={id("ramp")}>
            {words.ramp}
          </label>
          {error("ramp")}
          <NumberInput id={id("ramp")} value={change.ramp} wrong={wrong.ramp !== undefined} describedBy={`${id("ramp")}-error ${id("ramp")}-help`} onType={(ramp) => put({ ramp })} />
          <p class="field-help" id={`${id("ramp")}-help`}>
            {words.rampHelp}
          </p>
          <fieldset class="month" aria-describedby={`${id("until")}-error ${id("until")}-help`}>
            <legend class="label">{words.until}</legend>
            {error("until")}
            <MonthPicker id={id("until")} value={change.until || GOES_ON} years={years} none={text.editor.lasts} onType={(until) => put({ until: until === GOES_ON ? "" : until })} />
            <p class="field-help" id={`${id("until")}-help`}>
              {words.untilHelp}
            </p>
          </fieldset>
          {study.funding.length > 0 && (
            <>
              <label class="label" for={id("paidBy")}>
                {words.paidBy}
              </label>
              <select id={id("paidBy")} value={change.paidBy} onChange={(event) => put({ paidBy: event.currentTarget.value })}>
                <option value="">{text.editor.baseBudget}</option>
                {study.funding.map(([source, name]) => (
                  <option value={source}>{name}</option>
                ))}
              </select>
            </>
          )}
        </details>
      )}
      {remove && (
        <button type="button" class="link" onClick={remove}>
          {words.removeChange(place + 1)}
        </button>
      )}
    </fieldset>
  );
}

/** What the amount comes to, and what there is today. */
function said(lever: Lever, change: Change): string {
  if (lever.what === "funding") return "";
  const today = lever.runs ? words.today(what(lever, lever.now)) : "";
  const typed = readAmount(change.amount);
  const amount = change.action === "scale" ? comesTo(lever, lever.what === "staff" ? "workers" : "places", (lever.now * typed) / 100) : comesTo(lever, change.unit, change.action === "start" ? lever.now : typed);
  if (change.action === "close" || !amount) return today;
  const parts = [words.comes(what(lever, amount.amount), whole(amount.places), whole(amount.aYear), lever.cost > 0 ? pounds(amount.pounds) : "")];
  if (amount.left >= 0.5) parts.push(words.left(pounds(amount.left), pounds(lever.cost)));
  return [...parts, today].filter(Boolean).join(" ");
}
