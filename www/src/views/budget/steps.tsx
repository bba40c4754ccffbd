/** Where the net comes from: gross to net, each change alone with the interaction, and what 1% moves. */
import { Figure } from "../../charts/figure";
import type { Table } from "../../charts/table";
import { twin } from "../../charts/twin";
import { Waterfall, type WaterfallStep } from "../../charts/waterfall";
import type { Appraisal, OnePercent, Parts } from "../../engine/types";
import { moneyUnit, pounds } from "../../format";
import { text } from "../../text";
import { shortPounds } from "../decide/pays-back";
import { figureFrame } from "../shared/figure-frame";

export function GrossToNet({ found }: { found: Appraisal }) {
  const words = text.steps;
  const steps: WaterfallStep[] = found.steps.filter((step) => step.id === "net" || Math.abs(step.real) >= 500).map((step) => ({ name: step.name, value: step.real, kind: step.id === "net" ? "net" : "step" }));
  const net = found.steps.find((step) => step.id === "net");
  const title = net ? words.title(pounds(Math.abs(net.real)), net.real >= 0) : words.fallback;
  return (
    <Figure id="waterfall" title={title} subtitle={words.subtitle(found.rules.price_base)} note={words.note} tables={[twin(found.tables.bridge, { caption: words.fallback, columns: ["step", "real_pounds", "present_pounds"] })]} {...figureFrame()}>
      <Waterfall steps={steps} name={[title, ...steps.map((step) => `${step.name}: ${pounds(step.value)}`)].join(". ")} write={shortPounds} />
    </Figure>
  );
}

export function PartsFigure({ found }: { found: Parts }) {
  const words = text.parts;
  if (found.alone.length < 2) return null;
  const steps: WaterfallStep[] = [...found.alone.map(([name, value]): WaterfallStep => ({ name, value, kind: "step" })), { name: words.interaction, value: found.interaction, kind: "rest" }, { name: words.together, value: found.together, kind: "net" }];
  const title = words.title(pounds(Math.abs(found.interaction)), found.interaction > 0);
  const table: Table = {
    caption: words.caption,
    columns: [{ label: words.change }, { label: words.worth, unit: "£", write: pounds }],
    rows: steps.map((step) => [step.name, step.value]),
  };
  return (
    <Figure id="parts" title={title} subtitle={words.subtitle} note={words.note} tables={[table]} {...figureFrame()}>
      <Waterfall steps={steps} name={[title, ...steps.map((step) => `${step.name}: ${pounds(step.value)}`)].join(". ")} write={shortPounds} />
    </Figure>
  );
}

const STEPS = [-2, -1, 0, 1, 2, 3];

/** A tint by size; the sign is always printed. */
function tint(value: number, most: number): string {
  const size = most > 0 ? Math.abs(value) / most : 0;
  const depth = size > 0.66 ? 3 : size > 0.33 ? 2 : size > 0.05 ? 1 : 0;
  return depth === 0 ? "" : `tint-${value > 0 ? "cost" : "gain"}-${depth}`;
}

export function OnePercentTable({ found, prices }: { found: OnePercent; prices: string }) {
  const words = text.onePercent;
  const at = (row: OnePercent["rows"][number], step: number) => (step < 0 ? -step * row.down : step * row.up);
  const most = Math.max(...found.rows.flatMap((row) => STEPS.map((step) => Math.abs(at(row, step)))), 1);
  const unit = moneyUnit(found.rows.flatMap((row) => STEPS.map((step) => at(row, step))));
  const write = (value: number) => {
    const words = unit.write(value);
    return /[1-9]/.test(words) && value > 0 ? `+${words}` : words;
  };
  const top = found.rows[0];
  const table: Table = {
    caption: words.caption(unit.name),
    columns: [{ label: words.input }, ...STEPS.map((step) => ({ label: `${step > 0 ? "+" : step < 0 ? "−" : ""}${Math.abs(step)}%`, unit: "£", write }))],
    rows: found.rows.map((row) => [row.name, ...STEPS.map((step) => at(row, step))]),
  };
  return (
    <Figure id="one-percent" title={top ? words.title(top.name, pounds(Math.abs(top.up))) : words.none} subtitle={words.subtitle(unit.name, prices)} note={words.note} tables={[table]} {...figureFrame()} picture={false}>
      <div class="scroll" role="region" aria-label={words.caption(unit.name)} tabIndex={0}>
        <table class="figures one-percent">
          <caption class="hidden">{words.caption(unit.name)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.input}</th>
              {STEPS.map((step) => (
                <th scope="col" class="number">{`${step > 0 ? "+" : step < 0 ? "−" : ""}${Math.abs(step)}%`}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.rows.map((row) => (
              <tr>
                <th scope="row">{row.name}</th>
                {STEPS.map((step) => (
                  <td class={`number ${tint(at(row, step), most)}`}>{step === 0 ? "0" : write(at(row, step))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}
