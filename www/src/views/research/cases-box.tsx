/** Whether the engine reproduces published results: run on demand, case by case, quantity by quantity. */
import { CSV_TYPE, saveFile } from "../../charts/download";
import { NOTHING, toCsv, type Table } from "../../charts/table";
import type { CaseReport, CaseRow } from "../../engine/types";
import { precise } from "../../format";
import { casesRuns, casesState, FULL_RUNS, notYet, QUICK_RUNS, reports, runCases, stopCases } from "../../state/cases";
import { metadata } from "../../state/metadata";
import { fileName } from "../../state/results";
import { text } from "../../text";

const words = text.cases;
const passedOf = (report: CaseReport) => report.rows.filter((row) => row.passed).length;
const shown = (value: number | null) => (value === null ? NOTHING : precise(value));
const result = (row: CaseRow) => (row.passed ? words.passed : words.notPassed);

export function CasesBox() {
  const state = casesState.value;
  return (
    <details class="files" id="cases">
      <summary>
        <h2>{words.summary}</h2>
      </summary>
      <p class="lead">{words.lead}</p>
      <p class="lead quiet">{words.hint(QUICK_RUNS, FULL_RUNS)}</p>
      <div class="editor-buttons cases-buttons">
        {state.phase === "running" ? (
          <>
            <button type="button" class="secondary" onClick={stopCases}>
              {words.stop}
            </button>
            <progress aria-label={words.progress} value={state.done} max={Math.max(1, state.all)} />
          </>
        ) : (
          <>
            <button type="button" class="primary" onClick={() => void runCases(QUICK_RUNS)}>
              {words.quick(QUICK_RUNS)}
            </button>
            <button type="button" class="secondary" onClick={() => void runCases(FULL_RUNS)}>
              {words.full(FULL_RUNS)}
            </button>
          </>
        )}
        <span role="status">{said()}</span>
      </div>
      {reports.value.map((report) => (
        <Case key={report.id} report={report} />
      ))}
      {reports.value.length > 0 && state.phase !== "running" && (
        <>
          <h3 class="small-heading">{words.notYet}</h3>
          <dl class="definitions">
            {notYet.value.map(([id, reason]) => (
              <>
                <dt>{id}</dt>
                <dd>{reason}</dd>
              </>
            ))}
          </dl>
          <div class="figure-actions">
            <button type="button" class="link" onClick={() => saveFile(fileName("published-cases", "csv"), toCsv(table(), metadata()), CSV_TYPE)}>
              {text.figure.csv}
              <span class="hidden">: {words.summary}</span>
            </button>
          </div>
        </>
      )}
    </details>
  );
}

function said(): string {
  const state = casesState.value;
  if (state.phase === "running") return words.running(state.done, state.all);
  if (state.phase === "stopped") return words.stopped;
  if (state.phase === "failed") return words.failed(state.message);
  if (state.phase === "idle") return "";
  const rows = reports.value.flatMap((report) => report.rows);
  const failed = rows.filter((row) => !row.passed).length;
  return failed > 0 ? words.bad(failed, rows.length) : words.good(rows.length, reports.value.length, casesRuns.value, casesRuns.value < FULL_RUNS);
}

/** A case in one line; its quantities when it is opened. */
function Case({ report }: { report: CaseReport }) {
  const passed = passedOf(report);
  const good = passed === report.rows.length;
  return (
    <details class="case">
      <summary>
        <span class="case-id">{report.id}</span> {report.title} <span class={good ? "case-result" : "case-result case-bad"}>{words.counted(passed, report.rows.length)}</span>
      </summary>
      <p class="quiet">{`${words.source}: ${report.source}. ${words.by}: ${words.computedBy[report.computed_by]}.`}</p>
      <table class="figures register cases">
        <caption class="hidden">{words.caption(report.id, report.title)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.quantity}</th>
            <th scope="col" class="number">
              {words.expected}
            </th>
            <th scope="col" class="number">
              {words.obtained}
            </th>
            <th scope="col">{words.rule}</th>
            <th scope="col">{words.result}</th>
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <tr>
              <th scope="row">{row.quantity}</th>
              <td class="number" data-label={words.expected}>
                {shown(row.expected)}
              </td>
              <td class="number" data-label={words.obtained}>
                {shown(row.obtained)}
              </td>
              <td data-label={words.rule}>{row.rule}</td>
              <td data-label={words.result} class={row.passed ? undefined : "case-bad"}>
                {result(row)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function table(): Table {
  return {
    caption: words.summary,
    columns: [words.id, words.title, words.source, words.by, words.quantity, words.expected, words.obtained, words.rule, words.result].map((label) => ({
      label,
    })),
    rows: reports.value.flatMap((report) => report.rows.map((row) => [report.id, report.title, report.source, words.computedBy[report.computed_by], row.quantity, row.expected ?? undefined, row.obtained ?? undefined, row.rule, result(row)])),
  };
}
