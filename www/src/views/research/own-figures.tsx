/** Fit to a council's own figures and test such a fit on years that were kept apart. Nothing is sent anywhere. */
import { useRef } from "preact/hooks";
import publishedAddress from "../../../../scenarios/observed/england-and-five.csv?url";
import { Figure } from "../../charts/figure";
import type { Table } from "../../charts/table";
import type { BacktestRow } from "../../engine/types";
import { about, whole } from "../../format";
import { area, calibrated, inUse, openTable, own, runOwn, stopOwn, table, tested, unchosen, until, useFitted } from "../../state/own-figures";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";

const words = text.own;
const times = (value: number) => value.toFixed(2);
const percent = (value: number) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(100 * value).toFixed(1)}%`;

export function OwnFigures() {
  const state = own.value;
  return (
    <section class="question" id="own" aria-labelledby="own-title">
      <h2 id="own-title">{words.heading}</h2>
      <p class="lead">{words.lead}</p>
      <Choose />
      {state.phase === "failed" && (
        <div class="problem" role="alert">
          <h3>{text.error.summary}</h3>
          <ul>
            {state.lines.slice(0, 12).map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <p role="status">{state.phase === "working" ? words.working[state.on] : inUse.value ? words.inUse : ""}</p>
      {state.phase === "working" && (
        <button type="button" class="secondary" onClick={stopOwn}>
          {text.run.cancel}
        </button>
      )}
      {calibrated.value && <Fitted />}
      {tested.value && <Blind />}
    </section>
  );
}

function Choose() {
  const input = useRef<HTMLInputElement>(null);
  const now = table.value;
  const busy = own.value.phase === "working";
  const chosen = now?.view.areas.find((one) => one.key === area.value);
  const bundled = async () => {
    const response = await fetch(publishedAddress);
    await openTable("england-and-five.csv", await response.blob());
  };
  return (
    <div class="own-choose">
      <div class="editor-buttons">
        <button type="button" class="secondary" disabled={busy} onClick={() => input.current?.click()}>
          {words.open}
        </button>
        <button type="button" class="secondary" disabled={busy} onClick={() => void bundled()}>
          {words.published}
        </button>
        <input
          ref={input}
          id="own-file"
          type="file"
          class="hidden"
          tabIndex={-1}
          aria-label={words.open}
          accept=".csv,text/csv,text/plain"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) void openTable(file.name, file);
          }}
        />
      </div>
      <p class="quiet">{words.help}</p>
      {now && (
        <>
          <p id="own-read">
            <strong>{now.name}</strong>: {words.holds(now.view.areas.length)} {now.view.notes.join(" ")}
          </p>
          {chosen && chosen.notes.length > 0 && <p id="own-area-notes">{chosen.notes.join(" ")}</p>}
          <div class="own-fields">
            <div>
              <label class="label" for="own-area">
                {words.area}
              </label>
              <select id="own-area" value={area.value} onChange={(event) => (area.value = event.currentTarget.value)}>
                {!chosen && <option value="">{words.chooseArea}</option>}
                {now.view.areas.map((one) => (
                  <option value={one.key}>{words.areaLine(one.name, one.first, one.last)}</option>
                ))}
              </select>
            </div>
            <div>
              <label class="label" for="own-until">
                {words.until}
              </label>
              <input id="own-until" type="text" autoComplete="off" value={until.value} onInput={(event) => (until.value = event.currentTarget.value)} aria-describedby="own-until-help" />
              <p class="field-help" id="own-until-help">
                {words.untilHelp}
              </p>
            </div>
          </div>
        </>
      )}
      <div class="editor-buttons">
        <button type="button" class="primary" disabled={busy || unchosen.value} onClick={() => void runOwn("calibrate")}>
          {words.calibrate}
        </button>
        <button type="button" class="primary" disabled={busy || !now || unchosen.value} onClick={() => void runOwn("backtest")}>
          {words.backtest}
        </button>
      </div>
    </div>
  );
}

function Fitted() {
  const found = calibrated.value;
  if (!found) return null;
  const { calibration } = found;
  const doubtful = calibration.doubts.length > 0;
  const missed = calibration.residuals.filter((row) => row.reason !== null).length;
  const table: Table = {
    name: "rates",
    caption: words.ratesCaption,
    columns: [{ label: words.rate }, { label: words.before }, { label: words.after }, { label: words.range }, { label: words.known }],
    rows: calibration.parameters.map((row) => [row.words, `${times(row.prior[0])} to ${times(row.prior[1])}`, times(row.factor), `${times(row.range[0])} to ${times(row.range[1])}`, words.knownWords[row.known]]),
  };
  const residuals: Table = {
    name: "fit",
    caption: words.fitCaption,
    columns: [{ label: words.year }, { label: text.keyFigures.measure }, { label: words.publishedColumn, write: whole }, { label: words.fitted, write: whole }, { label: words.off }, { label: words.why }],
    rows: calibration.residuals.map((row) => [String(row.year), row.measure, row.published, row.fitted, percent(row.error), row.reason ?? ""]),
  };
  return (
    <>
      {doubtful && (
        <div class="problem" role="alert">
          <h3>{words.doubtful}</h3>
          <ul>
            {calibration.doubts.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <Figure
        id="calibration"
        title={words.fittedTitle(calibration.area, calibration.first, calibration.until, missed, calibration.residuals.length)}
        subtitle={words.fittedSubtitle}
        note={calibration.notes.join(" ")}
        tables={[table, residuals]}
        {...figureFrame()}
        picture={false}
        below={
          !doubtful && (
            <p class="editor-buttons">
              <button type="button" class="primary" onClick={() => void useFitted()}>
                {words.use}
              </button>
            </p>
          )
        }
      >
        <table class="figures calibration">
          <caption class="hidden">{words.ratesCaption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.rate}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
              <th scope="col">{words.range}</th>
              <th scope="col">{words.known}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr>{row.map((cell, place) => (place === 0 ? <th scope="row">{cell}</th> : <td data-label={table.columns[place]?.label}>{cell}</td>))}</tr>
            ))}
          </tbody>
        </table>
      </Figure>
    </>
  );
}

const MEASURES: BacktestRow["measure"][] = ["looked_after", "protection_plan", "children_in_need"];
const WAYS: BacktestRow["way"][] = ["free", "conditional"];

function Blind() {
  const found = tested.value?.backtest;
  if (!found) return null;
  const rows = (way: BacktestRow["way"], measure: BacktestRow["measure"]) => found.rows.filter((row) => row.way === way && row.measure === measure);
  const free = found.rows.filter((row) => row.way === "free");
  const inside = free.filter((row) => row.covered).length;
  const years = [...new Set(found.rows.map((row) => row.year))].sort();
  const table: Table = {
    caption: words.testCaption,
    columns: [{ label: words.way }, { label: text.keyFigures.measure }, { label: words.year }, { label: words.happened, write: whole }, { label: words.middle, write: whole }, { label: words.low, write: whole }, { label: words.high, write: whole }, { label: words.off }, { label: words.inside }],
    rows: found.rows.map((row) => [words.ways[row.way], words.measures[row.measure], String(row.year), row.observed, row.middle, row.low, row.high, percent(row.error), row.covered ? words.yes : words.no]),
  };
  return (
    <Figure
      id="backtest"
      title={words.testTitle(found.until, inside, free.length)}
      subtitle={words.testSubtitle(found.area, found.draws)}
      note={[found.after ? words.moved(found.until, found.after) : "", words.caution, ...(tested.value?.notes ?? [])].filter(Boolean).join(" ")}
      tables={[table]}
      {...figureFrame()}
      picture={false}
    >
      <table class="figures backtest">
        <caption class="hidden">{words.testCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.way}</th>
            <th scope="col">{text.keyFigures.measure}</th>
            <th scope="col">{words.marks(years[0] ?? 0, years[years.length - 1] ?? 0)}</th>
            <th scope="col" class="number">
              {words.inside}
            </th>
            <th scope="col" class="number">
              {words.miss}
            </th>
          </tr>
        </thead>
        <tbody>
          {WAYS.flatMap((way) =>
            MEASURES.map((measure) => {
              const these = rows(way, measure);
              if (these.length === 0) return null;
              const miss = these.reduce((sum, row) => sum + Math.abs(row.error), 0) / these.length;
              const good = these.filter((row) => row.covered).length;
              return (
                <tr>
                  <th scope="row">{words.ways[way]}</th>
                  <td data-label={text.keyFigures.measure}>{words.measures[measure]}</td>
                  <td data-label={words.marks(years[0] ?? 0, years[years.length - 1] ?? 0)}>
                    <svg viewBox={`0 0 ${24 * these.length} 20`} width={24 * these.length} height="20" role="img" aria-label={these.map((row) => `${row.year}: ${about(row.observed)}, ${row.covered ? words.insideWord : words.outsideWord}`).join("; ")}>
                      {these.map((row, place) => (row.covered ? <circle class="run-little" cx={12 + 24 * place} cy="10" r="6" /> : <path class="run-none" d={`M${7 + 24 * place} 5l10 10M${17 + 24 * place} 5l-10 10`} />))}
                    </svg>
                  </td>
                  <td class="number" data-label={words.inside}>
                    {words.of(good, these.length)}
                  </td>
                  <td class="number" data-label={words.miss}>{`${(100 * miss).toFixed(1)}%`}</td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </Figure>
  );
}
