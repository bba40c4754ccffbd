import { useEffect, useRef, useState } from "preact/hooks";
import { CSV_TYPE, saveFile } from "../../charts/download";
import { GradeMark } from "../../charts/grade";
import { toCsv, type Table } from "../../charts/table";
import { Curve } from "../../charts/curve";
import { currentTornado } from "../../state/tornado";
import type { Grade, ReferenceView, RegisterRow } from "../../engine/types";
import { changedRows, rowKey } from "../../state/changes";
import { registerSearch } from "../../state/register-search";
import { touchedRows } from "../../state/register-edit";
import { metadata } from "../../state/metadata";
import { fileName } from "../../state/results";
import { text } from "../../text";
import { SourceText, inFull } from "./references";
import { RegisterValue } from "./register-value";

const FEW = 25;
const GRADES: Grade[] = ["measured-here", "measured-elsewhere", "claimed", "assumed"];

function numberIn(value: string): number | undefined {
  const number = Number(value.replaceAll(",", "").replace("−", "-"));
  return Number.isFinite(number) ? number : undefined;
}

/** Every word of the search must be somewhere in the row. */
export function matching(rows: RegisterRow[], search: string): RegisterRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const all = [row.path, row.label, row.value, row.unit, row.source, text.sources.grades[row.grade], row.distribution, row.note].join(" ").toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

export function Register({ rows, references }: { rows: RegisterRow[]; references: ReferenceView[] }) {
  const [search, setSearch] = useState(registerSearch.peek());
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (registerSearch.peek() !== "") frame.current?.scrollIntoView();
    registerSearch.value = "";
  }, []);
  const [all, setAll] = useState(false);
  const [grade, setGrade] = useState<Grade | "">("");
  const [order, setOrder] = useState<"listed" | "influence">("listed");
  const [said, setSaid] = useState("");
  const words = text.sources;
  const heavy = currentTornado.value?.rows.map((row) => row.path) ?? [];
  const place = (row: RegisterRow) => (heavy.includes(row.path) ? heavy.indexOf(row.path) : heavy.length);
  const wanted = matching(rows, search).filter((row) => grade === "" || row.grade === grade);
  const found = order === "influence" ? [...wanted].sort((a, b) => place(a) - place(b)) : wanted;
  // A row that is being changed, or was, stays in sight.
  const changed = new Set(changedRows.value.map(rowKey));
  const drawn = all ? found : found.filter((row, at) => at < FEW || touchedRows.value.has(rowKey(row)) || changed.has(rowKey(row)));
  return (
    <section class="figure" id="register" ref={frame} aria-labelledby="register-title">
      <h3 class="figure-title" id="register-title">
        {words.registerTitle}
      </h3>
      <p class="figure-subtitle">{words.registerSubtitle(rows.length)}</p>
      <div class="register-search">
        <label class="label" for="register-search">
          {words.search}
        </label>
        <input id="register-search" type="search" value={search} autoComplete="off" onInput={(event) => setSearch(event.currentTarget.value)} />
        <label class="label" for="register-order">
          {words.show}
        </label>
        <select id="register-order" value={order} onChange={(event) => setOrder(event.currentTarget.value as typeof order)}>
          <option value="listed">{words.asListed}</option>
          <option value="influence" disabled={heavy.length === 0}>
            {words.byInfluence}
          </option>
        </select>
        <label class="label" for="register-grade">
          {words.grade}
        </label>
        <select id="register-grade" value={grade} onChange={(event) => setGrade(event.currentTarget.value as Grade | "")}>
          <option value="">{words.allGrades}</option>
          {GRADES.map((one) => (
            <option value={one}>{words.grades[one]}</option>
          ))}
        </select>
        <p class="quiet" role="status">
          {search.trim() === "" && grade === "" ? "" : found.length === 0 ? words.nothing : words.found(found.length, rows.length)}
        </p>
      </div>
      <p class="quiet" role="status" id="register-said">
        {said}
      </p>
      <table class="figures register">
        <caption class="hidden">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.number}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.range}</th>
            <th scope="col">{words.source}</th>
            <th scope="col">{words.grade}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((row) => (
            <tr key={rowKey(row)}>
              <th scope="row">
                {row.label}
                <span class="register-path">{row.path}</span>
              </th>
              <td data-label={words.value}>
                <RegisterValue row={row} say={setSaid} />
              </td>
              <td data-label={words.range}>
                {row.quantiles && row.quantiles.length > 0 && <Curve quantiles={row.quantiles} value={numberIn(row.value)} />}
                {row.distribution ?? words.fixed}
              </td>
              <td data-label={words.source}>
                <SourceText words={row.source} ids={row.references} references={references} />
                {row.note && <span class="register-path">{row.note}</span>}
              </td>
              <td data-label={words.grade}>
                <GradeMark grade={row.grade} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {drawn.length < rows.length && <p class="figure-note paper-only">{words.printed(drawn.length, rows.length)}</p>}
      <div class="figure-actions">
        {found.length > FEW && (
          <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words.showFewer : words.showAll(found.length)}
          </button>
        )}
        <button type="button" class="link" onClick={() => saveFile(fileName("register", "csv"), toCsv(registerTable(rows, references), metadata()), CSV_TYPE)}>
          {text.figure.csv}
          <span class="hidden">: {words.registerTitle}</span>
        </button>
      </div>
    </section>
  );
}

function registerTable(rows: RegisterRow[], references: ReferenceView[]): Table {
  const words = text.sources;
  return {
    caption: words.caption,
    columns: [words.path, words.number, words.value, words.unit, words.range, words.source, words.grade, words.note, words.references].map((label) => ({
      label,
    })),
    rows: rows.map((row) => [row.path, row.label, row.value, row.unit, row.distribution ?? words.fixed, row.source, words.grades[row.grade], row.note, inFull(references, row.references)]),
  };
}
