/** Who pays in each financial year: one upright bar a year, a part for each source, and where a source ends. */
import { axisX, axisY, barY, gridY, ruleY, stackY } from "@observablehq/plot";
import { nice, ticks } from "d3-array";
import type { FundingLine } from "../engine/types";
import { poundsAxis } from "../format";
import { text } from "../text";
import { PlotPicture } from "./plot-picture";

const HEIGHT = 260;
const LEFT = 64;
/** Less than this in a year is nothing, pounds. */
const NOTHING = 500;
/** The council's own money is grey; from outside, the strongest colours first. */
const COLOURS = ["var(--option)", "var(--supported)", "var(--waiting)", "var(--no-better)", "var(--band-edge)"];

export interface FundingSeries {
  source: string;
  colour: string;
  years: { year: string; value: number }[];
  /** last financial year with money, if there are years after it */
  lastYear: string | undefined;
}

/** The option's money by source, over all programmes; the base budget first. */
export function fundingSeries(funding: FundingLine[]): FundingSeries[] {
  const sources = [...new Set(funding.map((line) => line.source))];
  const own = text.grants.baseBudget;
  const ordered = [...sources.filter((source) => source === own), ...sources.filter((source) => source !== own)];
  let outside = 0;
  return ordered
    .map((source) => {
      const years = new Map<string, number>();
      for (const line of funding) {
        if (line.source !== source) continue;
        for (const row of line.years) years.set(row.year, (years.get(row.year) ?? 0) + row.option);
      }
      const rows = [...years].map(([year, value]) => ({ year: year, value }));
      const paid = rows.filter((row) => row.value >= NOTHING);
      const last = paid[paid.length - 1];
      const ends = last !== undefined && last !== rows[rows.length - 1];
      const colour = source === own ? "var(--baseline)" : (COLOURS[outside++ % COLOURS.length] ?? "var(--option)");
      return { source, colour, years: rows, lastYear: ends ? last.year : undefined };
    })
    .filter(({ years }) => years.some(({ value }) => value >= NOTHING));
}

export function FundingPicture({ series, name }: { series: FundingSeries[]; name: string }) {
  const words = text.grants;
  const years = series[0]?.years.map((row) => row.year) ?? [];
  const rows = series.flatMap((one) => one.years.map((row) => ({ ...row, colour: one.colour })));
  const sums = years.map((year) => rows.filter((row) => row.year === year).reduce((sum, row) => sum + row.value, 0));
  const domain = nice(0, Math.max(1, ...sums), 4) as [number, number];
  const at = ticks(domain[0], domain[1], 4);
  const ends = [...new Set(series.filter((one) => one.source !== words.baseBudget).flatMap((one) => one.lastYear ?? []))];
  return (
    <>
      <ul class="funding-key">
        {series.map((one) => (
          <li>
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" style={{ fill: one.colour }} />
            </svg>
            {one.lastYear === undefined ? one.source : words.endsAfter(one.source, one.lastYear)}
          </li>
        ))}
      </ul>
      <PlotPicture
        name={name}
        height={HEIGHT}
        options={(width) => ({
          marginLeft: LEFT,
          marginRight: 8,
          marginTop: 28,
          marginBottom: 30,
          x: { type: "band", domain: years, padding: 0.3 },
          y: { type: "linear", domain },
          marks: [
            gridY(at, { stroke: "var(--hairline)", strokeOpacity: 1 }),
            axisY(at, { tickSize: 0, fill: "var(--quiet)", tickFormat: poundsAxis(at), label: null }),
            axisX(
              years.filter((_, place) => place % Math.max(1, Math.ceil(years.length / Math.max(2, Math.floor(width / 72)))) === 0),
              { tickSize: 0, fill: "var(--quiet)", label: null },
            ),
            barY(rows, stackY({ x: "year", y: "value", fill: "colour", order: null, stroke: "var(--paper)", strokeWidth: 1 })),
            ruleY([0], { stroke: "var(--ink)", strokeWidth: 1 }),
            (_, scales, __, { height }) => endMarks(ends, scales as unknown as Scales, height),
          ],
        })}
      />
    </>
  );
}

interface Scales {
  x: ((year: string) => number) & { bandwidth?: () => number; step?: () => number };
}

const SVG = "http://www.w3.org/2000/svg";

/** A dashed line after the last year of a source that ends. */
function endMarks(years: string[], { x }: Scales, height: number): SVGElement {
  const group = document.createElementNS(SVG, "g");
  const gap = (x.step?.() ?? 0) - (x.bandwidth?.() ?? 0);
  for (const year of years) {
    const at = x(year) + (x.bandwidth?.() ?? 0) + gap / 2;
    const line = document.createElementNS(SVG, "path");
    line.setAttribute("d", `M${at} 18V${height - 30}`);
    line.setAttribute("class", "funding-end");
    const words = document.createElementNS(SVG, "text");
    for (const [key, value] of Object.entries({ x: at, y: 12, "text-anchor": "middle", class: "end-label label-strong halo" })) words.setAttribute(key, String(value));
    words.textContent = text.grants.ends;
    group.append(line, words);
  }
  return group;
}
