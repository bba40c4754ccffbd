/** Speed and size, measured where the reader sits, beside what they are meant to be. */
import { useEffect } from "preact/hooks";
import { whole } from "../../format";
import { bench, measured, startBench, stopBench, workersUsed, type BenchState, type Measured } from "../../state/bench";
import { runs } from "../../state/choice";
import { words } from "./words";

export function Bench() {
  // Whoever leaves the page does not want its workers to go on.
  useEffect(() => stopBench, []);
  const state = bench.value;
  const running = state.phase === "running";
  const rows = measured.value;
  return (
    <article class="bench">
      <h1 class="view-title" id="answer" tabIndex={-1}>
        {words.title}
      </h1>
      <p class="lead">{words.lead(whole(runs.value), workersUsed)}</p>
      <p class="editor-buttons">
        <button type="button" class="primary" disabled={running} onClick={() => void startBench()}>
          {words.start}
        </button>
        <button type="button" class="secondary" disabled={!running} onClick={stopBench}>
          {words.cancel}
        </button>
      </p>
      <p role="status">{stage(state)}</p>
      {running && (
        <div class="bench-progress">
          <progress max={state.total} value={state.stage === "draws" ? state.done : undefined} aria-label={words.progress} />
          <p>{state.stage === "draws" ? words.drawn(state.done, state.total) : ""}</p>
        </div>
      )}
      {rows.length > 0 && (
        <section class="figure" id="bench-results" aria-labelledby="bench-title">
          <h2 class="figure-title" id="bench-title">
            {words.results}
          </h2>
          <table class="figures bench-table">
            <caption class="hidden">{words.results}</caption>
            <thead>
              <tr>
                <th scope="col">{words.what}</th>
                <th scope="col" class="number">
                  {words.here}
                </th>
                <th scope="col" class="number">
                  {words.budget}
                </th>
                <th scope="col">{words.verdict}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr>
                  <th scope="row">{words.rows[row.id](row.detail ?? 0, workersUsed)}</th>
                  <td class="number" data-label={words.here}>
                    {amount(row)}
                  </td>
                  <td class="number" data-label={words.budget}>
                    {written(row.budget, row.unit)}
                  </td>
                  <td data-label={words.verdict}>{verdict(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p class="figure-note">{words.note}</p>
          {!running && (
            <p class="bench-copy">
              <label class="label" for="bench-text">
                {words.asText}
              </label>
              <textarea id="bench-text" readOnly rows={rows.length + 5} value={asText(rows)} onFocus={(event) => event.currentTarget.select()} />
            </p>
          )}
        </section>
      )}
    </article>
  );
}

function stage(state: BenchState): string {
  if (state.phase === "running") return words.stages[state.stage];
  return state.phase === "failed" ? words.failed(state.message) : words.phases[state.phase];
}

const written = (value: number, unit: Measured["unit"]) => (unit === "kB" ? `${whole(value / 1000)} kB` : value >= 1000 ? `${(value / 1000).toFixed(1)} s` : `${value < 10 ? value.toFixed(1) : whole(value)} ms`);

const amount = (row: Measured) => (row.value === undefined ? words.cannotTell : written(row.value, row.unit));
/** Runs that the budgets are for; with fewer, times say nothing about them. */
const FULL: Partial<Record<Measured["id"], number>> = { band: 100, draws: 1000 };

const comparable = (row: Measured) => FULL[row.id] === undefined || row.detail === FULL[row.id];
const verdict = (row: Measured) => (row.value === undefined ? "–" : !comparable(row) ? words.few : row.value <= row.budget ? words.within : words.over(row.value > 10 * row.budget ? whole(row.value / row.budget) : (row.value / row.budget).toFixed(1)));

function asText(rows: Measured[]): string {
  return [
    `Staircase, ${location.host || location.protocol}, ${new Date().toISOString().slice(0, 16).replace("T", " ")}`,
    navigator.userAgent,
    words.machine(navigator.hardwareConcurrency, workersUsed),
    ...rows.map((row) => `${words.rows[row.id](row.detail ?? 0, workersUsed)}: ${amount(row)} (${words.budget.toLowerCase()} ${written(row.budget, row.unit)}; ${verdict(row)})`),
  ].join("\n");
}
