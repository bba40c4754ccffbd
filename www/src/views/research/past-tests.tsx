/** Fits to past years against what happened later, for every area whose figures ship: the tables of docs/backtest.md, good or bad. */
import written from "../../../../docs/backtest.md?raw";
import { Figure } from "../../charts/figure";
import { TableTwin } from "../../charts/figure-table";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { pipeTables } from "./pipe-tables";

const words = text.own.past;
const [coverage, errors, , moved] = pipeTables(written);

export function PastTests() {
  if (!coverage || !errors || !moved) return null;
  const cover = { ...coverage, name: "coverage", caption: words.coverage };
  const all = cover.rows.find((row) => row[0] === words.all);
  return (
    <Figure id="past-tests" title={words.title(String(all?.[1] ?? ""), String(all?.[2] ?? ""))} subtitle={words.subtitle} note={words.note} tables={[{ ...errors, name: "errors", caption: words.errors }, { ...moved, name: "moved", caption: words.moved }, cover]} {...figureFrame()} picture={false}>
      <TableTwin table={cover} />
    </Figure>
  );
}
