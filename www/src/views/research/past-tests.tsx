/** Past projections of every authority against what happened later, beside naive forecasts: docs/past-projections.md, good or bad. */
import written from "../../../../docs/past-projections.md?raw";
import { Figure } from "../../charts/figure";
import { TableTwin } from "../../charts/figure-table";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { pipeTables } from "./pipe-tables";

const words = text.own.past;
const [measures, ahead, , sizes, regions, heldOut] = pipeTables(written);

export function PastTests() {
  if (!measures || !ahead || !sizes || !regions || !heldOut) return null;
  const shown = { ...measures, name: "measures", caption: words.measures };
  const all = shown.rows.find((row) => row[0] === words.all);
  const cell = (place: number) => String(all?.[place] ?? "");
  const others = [
    { ...heldOut, name: "held-out", caption: words.heldOut },
    { ...ahead, name: "ahead", caption: words.ahead },
    { ...sizes, name: "sizes", caption: words.sizes },
    { ...regions, name: "regions", caption: words.regions },
  ];
  return (
    <Figure id="past-tests" title={words.title(cell(2), cell(3), cell(5))} subtitle={words.subtitle} note={words.note} tables={[...others, shown]} {...figureFrame()} picture={false}>
      <TableTwin table={shown} />
    </Figure>
  );
}
