/** Which number matters most, one at a time. It works itself out beside the runs, and can be stopped. */
import { Figure } from "../../charts/figure";
import type { Table } from "../../charts/table";
import { TornadoPicture } from "../../charts/tornado";
import { FIRST_MILESTONE } from "../../engine/refine";
import type { TornadoRow } from "../../engine/types";
import { about, pounds } from "../../format";
import { option } from "../../state/choice";
import { run } from "../../state/results";
import { currentTornado, earlierTornado, stopTornado, tornadoAgain } from "../../state/tornado";
import { text } from "../../text";
import { shortPounds } from "../decide/pays-back";
import { figureFrame } from "./figure-frame";
import { SourceLine, publishers } from "./source-line";

const MOST = 8;

/** A value tried, with as many digits as it needs and no more. */
export function tried(_: unknown, value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return about(value);
  return String(Number(value.toPrecision(size >= 100 ? 3 : 2))).replace("-", "−");
}

/** Numbers that by themselves carry the net cost over nought. */
export function turning(rows: TornadoRow[], central: number): TornadoRow[] {
  return rows.filter((row) => row.at.some((at) => at.pounds < 0 !== central < 0));
}

export function TornadoFigure({ study, folded = false }: { study: { about: { price_base: string } }; folded?: boolean }) {
  const words = text.tornado;
  const now = currentTornado.value;
  const [one, state] = [option.value, run.value];
  if (!one || one.baseline) return null;
  const old = earlierTornado.value;
  const rows = (old ?? now)?.rows ?? [];
  const central = (old ?? now)?.central.pounds ?? 0;
  const top = rows[0];
  const progress = now?.phase === "running" && now.all > 0 ? words.running(now.done, now.all) : words.pending;
  const title = old ? words.before(progress) : !now || !top || now.phase === "running" ? progress : headline(rows, central);
  const table: Table = {
    caption: words.caption,
    columns: [
      { label: text.sources.number },
      { label: text.sources.unit },
      { label: text.sources.grade },
      { label: words.lowValue, write: (value) => tried(0, value) },
      { label: words.highValue, write: (value) => tried(0, value) },
      { label: words.netLow, unit: "£", write: pounds },
      { label: words.netHigh, unit: "£", write: pounds },
    ],
    rows: rows.map((row) => [row.label, row.unit, text.sources.grades[row.grade], row.tried[0], row.tried[1], row.at[0].pounds, row.at[1].pounds]),
  };
  return (
    <Figure
      id="tornado"
      title={title}
      subtitle={words.subtitle(one.letter, study.about.price_base)}
      note={
        <>
          {words.note} <SourceLine of="effects" names={publishers("effects")} />
        </>
      }
      tables={[table]}
      {...figureFrame()}
      folded={folded}
      {...(old ? { stale: true } : {})}
      below={
        now?.phase === "running" ? (
          <p class="tornado-status">
            <progress max={Math.max(1, now.all)} value={now.done} aria-label={words.progress} />{" "}
            <button type="button" class="secondary" onClick={stopTornado}>
              {words.stop}
            </button>
          </p>
        ) : now?.phase === "stopped" || now?.phase === "failed" ? (
          <p class="tornado-status">
            <button type="button" class="secondary" onClick={tornadoAgain}>
              {words.again}
            </button>
          </p>
        ) : undefined
      }
    >
      {rows.length > 0 ? (
        <TornadoPicture rows={rows.slice(0, MOST)} central={central} name={[title, ...rows.slice(0, MOST).map((row) => words.rowName(row.label, tried(0, row.tried[0]), pounds(row.at[0].pounds), tried(0, row.tried[1]), pounds(row.at[1].pounds)))].join(". ")} write={shortPounds} value={tried} />
      ) : (
        <p>{now?.phase === "running" ? words.begins : state.phase === "drawing" ? words.waitingRuns(state.done, Math.min(state.total, FIRST_MILESTONE)) : words.waiting}</p>
      )}
    </Figure>
  );
}

function headline(rows: TornadoRow[], central: number): string {
  const words = text.tornado;
  const top = rows[0];
  if (!top) return words.nothing;
  const turns = turning(rows, central);
  if (turns.length === 0) return words.noneTurns(top.label);
  return turns.length === 1 ? words.oneTurns(turns[0]?.label ?? "") : words.someTurn(turns.length, top.label);
}
