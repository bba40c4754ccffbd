/** Published figures of an authority beside its ten statistical neighbours, its region and England. */
import type { Extra, Table } from "../../charts/table";
import { Figure } from "../../charts/figure";
import { Strip } from "../../charts/strip";
import type { Beside, Profile } from "../../engine/types";
import { pounds, whole } from "../../format";
import { text } from "../../text";
import { financialYearTo } from "../shared/financial-year";
import { HistoryFigure } from "./history";

type Group = keyof typeof text.council.beside.groups;
const GROUPS: Group[] = ["children", "spending", "prices"];
const UNITS: Partial<Record<string, Group>> = { "pounds a child": "spending", "pounds a week": "prices" };
/** Totals of Section 251 are published in millions. */
const MILLION = 1e6;

export function BesideSection({ found }: { found: Profile }) {
  const words = text.council.beside;
  const frame = besideFrame(found);
  return (
    <section class="question" aria-labelledby="beside-title">
      <h2 id="beside-title">{words.heading}</h2>
      <p class="lead">
        {words.lead(found.authority.name)} <strong>{words.caution}</strong>
      </p>
      <HistoryFigure found={found} {...frame} />
      {GROUPS.map((group) => {
        const measures = found.measures.filter((one) => (UNITS[one.unit] ?? "children") === group);
        if (measures.length === 0) return null;
        return (
          <Figure id={`beside-${group}`} title={words.groups[group]} subtitle={words.subtitles[group]} note={words.caution} tables={[besideTable(found, group, measures)]} picture={false} {...frame}>
            <Key found={found} />
            <div class="columns three beside-cards">
              {measures.map((one) => (
                <Card found={found} one={one} />
              ))}
            </div>
          </Figure>
        );
      })}
    </section>
  );
}

/** What is published does not depend on runs: its files say where it is from, not what was run. */
function besideFrame({ authority, measures }: Profile) {
  const words = text.council.beside;
  const metadata = (): Extra[] => [["authority", `${authority.name} (${authority.code})`], ["neighbours", words.neighbours], ...[...new Set(measures.map((one) => one.release))].map((release): Extra => ["release", release]), ["caution", words.caution], ["encoding", "UTF-8"]];
  return { source: "", stale: false, fileName: (figure: string, kind: string) => `staircase-${figure}-${authority.slug}.${kind}`, metadata };
}

export function written(unit: string, value: number): string {
  if (unit.startsWith("pounds")) return `£${whole(value)}`;
  if (unit === "percent") return `${value.toFixed(1)}%`;
  return value < 100 ? value.toFixed(1) : whole(value);
}

function when({ id, unit, year }: Beside): string {
  const words = text.council.beside;
  if (unit !== "per 10,000 children") return words.inYear(financialYearTo(year));
  return id.endsWith("_stock") ? words.at(year) : words.during(year);
}

/** The published total of a measure of spending, in pounds. */
export const publishedPounds = ({ published }: Beside): number | undefined => (published === null ? undefined : published * MILLION);

function Card({ found, one }: { found: Profile; one: Beside }) {
  const words = text.council.beside;
  const { own, published, rank, range, region, england, release, unit } = one;
  const write = (value: number) => written(unit, value);
  const total = unit === "pounds a child" ? publishedPounds(one) : undefined;
  const sums = unit === "per 10,000 children" && published !== null ? words.published(whole(published), when(one)) : total !== undefined ? words.published(pounds(total), when(one)) : words.asPublished(when(one));
  const others = [range ? words.range(write(range[0]), write(range[1])) : words.noRange, ...(region === null ? [] : [words.one(found.authority.region, write(region))]), ...(england === null ? [] : [words.one(words.key.england, write(england))])].join(" ");
  const numbers = one.neighbours.flatMap(([, , value]) => (value === null ? [] : [value]));
  return (
    <div class="beside-card">
      <h4>{one.words}</h4>
      {own === null ? (
        <p class="column-figure">{words.notPublished}</p>
      ) : (
        <p class="column-figure">
          {write(own)} <span class="beside-unit">{text.council.beside.units[unit as keyof typeof words.units] ?? unit}</span>
        </p>
      )}
      {own !== null && <p class="quiet">{sums}</p>}
      {rank && (
        <p class="strong">
          {words.rank(...rank)}
          {rank[1] < one.neighbours.length + 1 && words.withFigure}
        </p>
      )}
      <Strip name={words.picture(found.authority.name, own === null ? words.notPublished : write(own), others)} own={own} neighbours={numbers} region={region} england={england} write={write} />
      <p>{others}</p>
      <p class="quiet">{words.release(release)}</p>
    </div>
  );
}

function Key({ found }: { found: Profile }) {
  const { key } = text.council.beside;
  return (
    <ul class="mark-key">
      <li>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle class="strip-own" cx="8" cy="8" r="7" />
        </svg>
        {key.own(found.authority.name)}
      </li>
      <li>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle class="strip-neighbour" cx="8" cy="8" r="5" />
        </svg>
        {key.neighbour}
      </li>
      <li>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path class="strip-region" d="M8 0V16" />
        </svg>
        {key.region(found.authority.region)}
      </li>
      <li>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path class="strip-england" d="M8 0V16" />
        </svg>
        {key.england}
      </li>
    </ul>
  );
}

function besideTable({ authority }: Profile, group: Group, measures: Beside[]): Table {
  const words = text.council.beside;
  const names = [...new Map(measures.flatMap((one) => one.neighbours.map(([name, close]): [string, string] => [name, close])))];
  const cells = (of: (one: Beside) => number | null | undefined) => measures.map((one) => of(one) ?? undefined);
  return {
    caption: words.caption(words.groups[group], authority.name),
    columns: [{ label: words.authority }, { label: words.closeness }, ...measures.map(({ words: label, unit, year }) => ({ label: `${label}, ${year}`, unit, write: (value: number) => written(unit, value) }))],
    rows: [
      [authority.name, words.self, ...cells((one) => one.own)],
      ...names.map(([name, close]) => [name, close, ...cells((one) => one.neighbours.find(([other]) => other === name)?.[2])]),
      [authority.region, words.region, ...cells((one) => one.region)],
      [words.key.england, words.country, ...cells((one) => one.england)],
    ],
  };
}
