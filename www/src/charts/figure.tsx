/** The frame of every picture: rule, finding, subtitle, picture, note, and the same numbers as a table and as files. */
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { text } from "../text";
import { CSV_TYPE, png, saveFile, standaloneSvg } from "./download";
import { toCsv, type Extra, type Table } from "./table";
import { TableTwin } from "./figure-table";

export interface FigureProps {
  id: string;
  title: string;
  subtitle?: string;
  note?: ComponentChildren;
  /** version, scenario, seed and draws, written under the downloaded picture */
  source: string;
  fileName(figure: string, kind: string): string;
  tables: Table[];
  /** written beneath the rows of a CSV */
  metadata(): Extra[];
  stale: boolean;
  picture?: boolean;
  /** of the heading: 2 for a figure that stands by itself, 3 within a question */
  level?: 2 | 3;
  /** controls that belong to the picture, between it and its note */
  below?: ComponentChildren;
  /** only its finding until it is opened: on a page with many figures, for all but the first */
  folded?: boolean;
  children: ComponentChildren;
}

export function Figure({ id, title, subtitle, note, source, fileName, tables, metadata, stale, picture: drawn = true, level = 3, below, folded = false, children }: FigureProps) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const heading = useId();
  const region = `${id}-table`;
  const Heading = level === 2 ? "h2" : "h3";
  const picture = (save: (svg: string) => void) => {
    const svg = frame.current?.querySelector("svg");
    if (svg) save(standaloneSvg(svg, title, source));
  };
  const saveSvg = (svg: string) => saveFile(fileName(id, "svg"), svg, "image/svg+xml");
  // Where a browser cannot draw it, the same picture as SVG.
  const savePng = (svg: string) =>
    png(svg).then(
      (made) => saveFile(fileName(id, "png"), made, "image/png"),
      () => saveSvg(svg),
    );
  const saveCsv = (table: Table) => saveFile(fileName(table.name ? `${id}-${table.name}` : id, "csv"), toCsv(table, metadata()), CSV_TYPE);
  const name = (
    <Heading class="figure-title" id={heading}>
      {title}
    </Heading>
  );
  const rest = (
    <>
      {subtitle !== undefined && <p class="figure-subtitle">{subtitle}</p>}
      <div class="picture" ref={frame}>
        {children}
      </div>
      {below}
      <p class="figure-note">{note}</p>
      {tables.length > 0 && (
        <div class="figure-actions">
          <button type="button" class="link" aria-expanded={open} aria-controls={region} onClick={() => setOpen(!open)}>
            {open ? text.figure.hideTable : text.figure.asTable}
            <span class="hidden">: {title}</span>
          </button>
          {tables.map((table) => (
            <button type="button" class="link" onClick={() => saveCsv(table)}>
              {table.name ? text.figure.csvOf(table.name) : text.figure.csv}
              <span class="hidden">: {title}</span>
            </button>
          ))}
          {drawn &&
            (
              [
                [text.figure.svg, saveSvg],
                [text.figure.png, savePng],
              ] as const
            ).map(([words, save]) => (
              <button type="button" class="link" onClick={() => picture(save)}>
                {words}
                <span class="hidden">: {title}</span>
              </button>
            ))}
        </div>
      )}
      <div class="figure-table" id={region} hidden={!open}>
        {open && tables.map((table) => <TableTwin table={table} />)}
      </div>
    </>
  );
  return (
    <section class={`figure${stale ? " is-stale" : ""}`} id={id} aria-labelledby={heading}>
      {folded ? (
        <details class="fold">
          <summary>{name}</summary>
          {rest}
        </details>
      ) : (
        <>
          {name}
          {rest}
        </>
      )}
    </section>
  );
}
