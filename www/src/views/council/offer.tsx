/** The current offer, which nobody publishes, for the council to confirm; and what care costs. */
import { useState } from "preact/hooks";
import type { ComponentChildren } from "preact";
import { GradeMark } from "../../charts/grade";
import { NumberInput } from "../../controls/number-input";
import type { Profile, RegisterRow, StudyView } from "../../engine/types";
import { plain, pounds, precise, readAmount, readNumber, whole } from "../../format";
import { changedRows, rowKey } from "../../state/changes";
import { inBox, inBoxes, offered, OFFER_FIELDS, paidFor, PERIODS, prices, type OfferField, type OfferProgramme } from "../../state/offer";
import { closeRow, draftRow, rowAtWork, rowDrafts, rowErrors, undoRow, useRows } from "../../state/register-edit";
import { originOf, TYPED, typeOrigin } from "../../state/origin";
import { text } from "../../text";
import { financialYearTo } from "../shared/financial-year";
import { publishedPounds } from "./beside";

const SPENT = "s251_family_support_total";

const focus = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());
const idOf = (programme: string, field: string) => `offer-${programme}-${field}`;
/** Exact pounds, as a sum that a person can follow. */
const exactly = (value: number) => `£${whole(value)}`;
const number = (value: number) => precise(Number(value.toFixed(2)));

export function Offer({ study, found }: { study: StudyView; found?: Profile }) {
  const words = text.council.offer;
  const programmes = offered(study);
  const spending = found?.measures.find((one) => one.id === SPENT);
  const spent = spending && publishedPounds(spending);
  const sums = programmes.map((one) => inBoxes(one)?.pounds);
  const all = sums.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return (
    <section class="question" aria-labelledby="offer-title" id="offer">
      <h2 id="offer-title">{words.heading}</h2>
      <p class="lead">{words.lead}</p>
      <p class="lead">
        {words.travels} {words.prices(study.about.price_base)}
      </p>
      {found && spending && spent !== undefined && <p class="lead">{words.spent(found.authority.name, pounds(spent), financialYearTo(spending.year), pounds(all))}</p>}
      {programmes.map((one) => (
        <Programme key={one.id} one={one} />
      ))}
      <Prices study={study} />
    </section>
  );
}

/** Boxes that are taken into use together, with one button and one place for what is said. */
function Boxes({ id, name, lead, rows, inputs, children }: { id: string; name: string; lead?: string; rows: RegisterRow[]; inputs: Record<string, string>; children(say: (words: string) => void): ComponentChildren }) {
  const words = text.council.offer;
  const [said, say] = useState("");
  const waiting = rows.filter((row) => rowDrafts.value[rowKey(row)] !== undefined);
  const use = async () => {
    if (waiting.length === 0) return say(words.nothingTyped);
    if (await useRows(rows, originOf(id))) {
      typeOrigin(id, undefined);
      return say(words.used(name, waiting.length));
    }
    say("");
    const wrong = rows.find((row) => rowErrors.peek()[rowKey(row)]);
    if (wrong) focus(inputs[rowKey(wrong)] ?? "");
  };
  return (
    <form
      class="offer-form"
      id={id}
      aria-labelledby={`${id}-title`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (rowAtWork.peek() === "") void use();
      }}
    >
      <h3 id={`${id}-title`}>{name}</h3>
      {lead !== undefined && <p class="lead">{lead}</p>}
      <div class="offer-row offer-head" aria-hidden="true">
        <span>{words.quantity}</span>
        <span>{words.value}</span>
        <span>{words.grade}</span>
        <span>{words.source}</span>
      </div>
      {children(say)}
      {waiting.length > 0 && <OriginBoxes id={id} />}
      <p class="offer-actions">
        <button type="submit" class="primary" aria-disabled={rowAtWork.value !== ""}>
          {words.use}
          <span class="hidden">: {name}</span>
        </button>
        {waiting.length > 0 && <span>{words.notYet}</span>}
      </p>
      <p role="status" class="offer-said">
        {said}
      </p>
    </form>
  );
}

/** Where the numbers typed in a form come from: asked for once something is typed. */
function OriginBoxes({ id }: { id: string }) {
  const words = text.council.offer;
  const { source, own } = originOf(id) ?? { source: "", own: false };
  return (
    <div class="field offer-origin">
      <label class="label" for={`${id}-source`}>
        {words.origin}
      </label>
      <input id={`${id}-source`} type="text" autoComplete="off" maxLength={200} value={source} aria-describedby={`${id}-source-help`} onInput={(event) => typeOrigin(id, { source: event.currentTarget.value, own })} />
      <p class="field-help" id={`${id}-source-help`}>
        {words.originHelp}
      </p>
      <label class="offer-own">
        <input type="checkbox" id={`${id}-own`} checked={own} onChange={(event) => typeOrigin(id, { source, own: event.currentTarget.checked })} /> {words.own}
      </label>
    </div>
  );
}

/** A number, the box to change it, how well it is known and where it comes from. */
function Row({ row, label, unit, id, say, box }: { row: RegisterRow; label: string; unit: string; id: string; say(words: string): void; box?: ComponentChildren }) {
  const words = text.council.offer;
  const key = rowKey(row);
  const error = rowErrors.value[key];
  const was = changedRows.value.find((one) => rowKey(one) === key)?.was;
  const undo = async () => {
    closeRow(key);
    say((await undoRow(row)) || text.register.undone(row.label));
    focus(id);
  };
  return (
    <div class={`offer-row field${error ? " is-wrong" : was === undefined ? "" : " is-changed"}`}>
      <label for={id}>
        <strong>{label}</strong> <span class="beside">{unit}</span>
      </label>
      <div>
        <p class="field-error" id={`${id}-error`} role={error ? "alert" : undefined}>
          {error ?? ""}
        </p>
        {box ?? <Box row={row} id={id} />}
        <p class="field-help" id={`${id}-help`}>
          {row.distribution ? text.register.moves : ""}
        </p>
      </div>
      <div>{was === undefined || row.source !== TYPED ? <GradeMark grade={row.grade} /> : <strong>{words.typed}</strong>}</div>
      <div class="offer-source">
        {was === undefined ? (
          <>
            {row.source}. {row.note?.trim()}
          </>
        ) : (
          <>
            {row.source !== TYPED && `${row.source}. `}
            {words.was(was)}{" "}
            <button type="button" class="link" aria-disabled={rowAtWork.value !== ""} onClick={() => rowAtWork.peek() === "" && void undo()}>
              {words.putBack}
              <span class="hidden">: {row.label}</span>
            </button>
          </>
        )}
      </div>
    </div>
  );
}

function typeInto(row: RegisterRow, value: string): void {
  if (value === row.value) closeRow(rowKey(row));
  else draftRow(rowKey(row), value);
}

function Box({ row, id, onType }: { row: RegisterRow; id: string; onType?(): void }) {
  return (
    <NumberInput
      id={id}
      value={inBox(row)}
      wrong={Boolean(rowErrors.value[rowKey(row)])}
      describedBy={`${id}-error ${id}-help`}
      onType={(value) => {
        typeInto(row, value);
        onType?.();
      }}
    />
  );
}

function Programme({ one }: { one: OfferProgramme }) {
  const { fields } = text.council.offer;
  const rows = OFFER_FIELDS.map((field) => one.rows[field]);
  const inputs = Object.fromEntries(OFFER_FIELDS.map((field) => [rowKey(one.rows[field]), idOf(one.id, field)]));
  return (
    <Boxes id={`offer-${one.id}`} name={one.name} rows={rows} inputs={inputs}>
      {(say) => (
        <>
          {OFFER_FIELDS.map((field) => (
            <Row row={one.rows[field]} label={fields[field][0] ?? ""} unit={fields[field][1] ?? ""} id={idOf(one.id, field)} say={say} />
          ))}
          <Sum one={one} />
          <Budget one={one} say={say} />
        </>
      )}
    </Boxes>
  );
}

function Sum({ one }: { one: OfferProgramme }) {
  const words = text.council.offer;
  const found = inBoxes(one);
  if (!found) return <p class="offer-sum">{words.cannot}</p>;
  const { workers, caseload, cost, length, atOnce, aYear } = found;
  return (
    <ul class="offer-sum" aria-label={words.sum(one.name)}>
      <li>{words.atOnce(number(workers), number(caseload), whole(atOnce))}</li>
      <li>{words.aYear(whole(atOnce), number(length), whole(aYear))}</li>
      <li>{words.pounds(number(workers), exactly(cost), exactly(found.pounds))}</li>
    </ul>
  );
}

/** Any two of budget, workers and cost give the third. */
function Budget({ one, say }: { one: OfferProgramme; say(words: string): void }) {
  const words = text.council.offer;
  const [typed, setTyped] = useState("");
  const id = idOf(one.id, "budget");
  const budget = readAmount(typed);
  const wrong = typed.trim() !== "" && !(budget >= 0);
  const [workers, cost] = [readNumber(inBox(one.rows.staff)), readAmount(inBox(one.rows.staff_cost))];
  const paid = typed.trim() === "" || wrong ? undefined : paidFor(budget, cost);
  const each = typed.trim() === "" || wrong || !(workers > 0) ? undefined : Math.round(budget / workers);
  const take = (field: OfferField, value: number) => {
    typeInto(one.rows[field], plain(value));
    say(words.taken(words.fields[field][0] ?? "", precise(value)));
    focus(idOf(one.id, field));
  };
  return (
    <details class="offer-budget">
      <summary>
        {words.budget}
        <span class="hidden">: {one.name}</span>
      </summary>
      <label class="label" for={id}>
        {words.budgetLabel}
      </label>
      <p class="field-error" id={`${id}-error`} role={wrong ? "alert" : undefined}>
        {wrong ? words.budgetWrong : ""}
      </p>
      <NumberInput id={id} value={typed} wrong={wrong} describedBy={`${id}-error ${id}-help`} onType={setTyped} />
      <p class="field-help" id={`${id}-help`}>
        {words.budgetHelp}
      </p>
      {paid && (
        <p class="offer-paid">
          {words.toWorkers(exactly(budget), exactly(cost), number(paid.workers), whole(paid.whole), String(paid.part))}{" "}
          <button type="button" class="link" onClick={() => take("staff", paid.workers)}>
            {words.takeWorkers(number(paid.workers))}
          </button>
        </p>
      )}
      {each !== undefined && (
        <p class="offer-paid">
          {words.toCost(exactly(budget), number(workers), exactly(each))}{" "}
          <button type="button" class="link" onClick={() => take("staff_cost", each)}>
            {words.takeCost(exactly(each))}
          </button>
        </p>
      )}
    </details>
  );
}

function Prices({ study }: { study: StudyView }) {
  const words = text.council.prices;
  const rows = prices(study);
  if (rows.length === 0) return null;
  const inputs = Object.fromEntries(rows.map(({ level, row }) => [rowKey(row), idOf(level, "year")]));
  return (
    <Boxes id="offer-prices" name={words.heading} lead={words.lead} rows={rows.map(({ row }) => row)} inputs={inputs}>
      {(say) => rows.map(({ level, row, name }) => <Row row={row} label={name} unit={words.unit} id={idOf(level, "year")} say={say} box={<PriceBoxes level={level} row={row} name={name} />} />)}
    </Boxes>
  );
}

const EACH = Object.keys(PERIODS) as (keyof typeof PERIODS)[];

/** The same price for a year, a month and a week: the box that is typed into keeps its letters, the others follow. */
function PriceBoxes({ level, row, name }: { level: string; row: RegisterRow; name: string }) {
  const words = text.council.prices;
  const [letters, setLetters] = useState<{ of: keyof typeof PERIODS; typed: string; year: string } | undefined>(undefined);
  const inYear = inBox(row);
  const year = readAmount(inYear);
  return (
    <div class="offer-prices">
      <Box row={row} id={idOf(level, "year")} onType={() => setLetters(undefined)} />
      <span aria-hidden="true">{words.year}</span>
      {EACH.map((period) => {
        const id = idOf(level, period);
        // A price that was put back, or typed elsewhere, is not what this box was typed for.
        const typed = letters?.of === period && letters.year === inYear ? letters.typed : undefined;
        return (
          <>
            <NumberInput
              id={id}
              value={typed ?? (Number.isNaN(year) ? "" : whole(year / PERIODS[period]))}
              wrong={Boolean(rowErrors.value[rowKey(row)])}
              describedBy={`${idOf(level, "year")}-error`}
              onType={(value) => {
                const now = readAmount(value);
                const next = Number.isNaN(now) ? value : plain(Math.round(now * PERIODS[period]));
                setLetters({ of: period, typed: value, year: next });
                typeInto(row, next);
              }}
            />
            <label for={id}>
              <span class="hidden">{name}, </span>
              {words[period]}
            </label>
          </>
        );
      })}
    </div>
  );
}
