/** The three bands of a fan: tints with edges that carry the contrast; grey hatching when out of date. */
import { areaY, lineY, type Markish } from "@observablehq/plot";
import { BANDS, type FanRow } from "./fan-data";

const FILLS = { "95": "var(--band-95)", "80": "var(--band-80)", "50": "var(--band-50)" } as const;
const EDGES = {
  "95": { strokeWidth: 1, strokeDasharray: "2 3" },
  "80": { strokeWidth: 1 },
  "50": { strokeWidth: 0.75 },
} as const;

export function bandMarks(rows: FanRow[], stale: boolean): Markish[] {
  return BANDS.flatMap(({ low, high, name }) => {
    if (stale && name !== "80") return [];
    const fill = stale ? "url(#hatch-stale)" : FILLS[name];
    const stroke = stale ? "var(--no-support)" : "var(--band-edge)";
    return [areaY(rows, { x: "year", y1: low, y2: high, fill }), lineY(rows, { x: "year", y: low, stroke, ...EDGES[name] }), lineY(rows, { x: "year", y: high, stroke, ...EDGES[name] })];
  });
}

const SVG = "http://www.w3.org/2000/svg";

/** Hatching for what is out of date, as a definition that the bands refer to. */
export function hatching(): SVGElement {
  const pattern = document.createElementNS(SVG, "pattern");
  for (const [key, value] of Object.entries({
    id: "hatch-stale",
    width: "7",
    height: "7",
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  }))
    pattern.setAttribute(key, value);
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", "M0 0V7");
  line.setAttribute("class", "hatch");
  pattern.append(line);
  const definitions = document.createElementNS(SVG, "defs");
  definitions.append(pattern);
  return definitions;
}
