/** Who starts, waits and gives up in the year to the chosen 31 March, in each programme and at the front door. */
import type { ComponentChildren } from "preact";
import { Figure } from "../../charts/figure";
import { NOTHING, type Table } from "../../charts/table";
import { twin } from "../../charts/twin";
import type { AnswerTables, DoorFigures, SupportFigures } from "../../engine/types";
import { about } from "../../format";
import { option, year } from "../../state/choice";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";
import { financialYearTo } from "../shared/financial-year";
import { figureFrame } from "../shared/figure-frame";

export function SupportSection({ shown: { answer } }: SectionProps) {
  const one = option.value;
  const { programmes, door } = answer.support;
  const years = (programmes[0]?.years ?? door ?? []).map((each) => each.year);
  const chosen = years.includes(financialYearTo(year.value)) ? financialYearTo(year.value) : years[0];
  if (!one || chosen === undefined) return null;
  const words = text.support;
  const here = programmes.flatMap(({ name, years }) => years.filter((each) => each.year === chosen).map((both) => ({ name, ...both }))).filter(({ baseline, option }) => PROGRAMME.some(([, of]) => Math.round(of(baseline)) > 0 || Math.round(of(option)) > 0));
  const atDoor = door?.find((each) => each.year === chosen);
  const taken = here.some(({ baseline, option }) => [baseline, option].some((side) => side.places - side.open >= 0.5));
  const title = words.title(chosen);
  const against = !one.baseline;
  return (
    <Figure id="support" level={2} title={title} note={[words.note, ...(against ? [words.noteAgainst] : []), ...(taken ? [words.noteTaken] : []), answer.words.capacity].filter(Boolean).join(" ")} tables={tables(answer.tables)} {...figureFrame()} picture={false} folded>
      {here.length > 0 && (
        <SupportTable caption={title} first={words.programme} heads={PROGRAMME.map(([head]) => head)}>
          {here.map(({ name, baseline, option }) => (
            <Row name={name} heads={PROGRAMME.map(([head]) => head)} now={PROGRAMME.map(([, of]) => of(option))} before={against ? PROGRAMME.map(([, of]) => of(baseline)) : undefined} />
          ))}
        </SupportTable>
      )}
      {atDoor && (
        <SupportTable caption={words.doorCaption(chosen)} first={words.door} heads={DOOR.map(([head]) => head)}>
          <Row name={words.atDoor} heads={DOOR.map(([head]) => head)} now={DOOR.map(([, of]) => of(atDoor.option))} before={against ? DOOR.map(([, of]) => of(atDoor.baseline)) : undefined} />
        </SupportTable>
      )}
    </Figure>
  );
}

const PROGRAMME: [string, (of: SupportFigures) => number][] = [
  [text.support.started, (of) => of.started],
  [text.support.waiting, (of) => of.waiting],
  [text.support.gaveUp, (of) => of.dropped_out],
  [text.support.supported, (of) => of.supported],
  [text.support.places, (of) => of.places],
];

const DOOR: [string, (of: DoorFigures) => number | undefined][] = [
  [text.support.passed, (of) => of.passed],
  [text.support.waiting, (of) => of.waiting],
  [text.support.gaveUp, (of) => of.gave_up],
  [text.support.turnedAway, (of) => of.turned_away],
];

/** A row a programme and year, and a row a year at the door, both options beside each other. */
function tables({ support, door }: AnswerTables): Table[] {
  const words = text.support.table;
  const both = (keys: string[]) => keys.flatMap((key) => [`${key}:baseline`, `${key}:option`]);
  const programmes = twin(support, { ...(door.rows.length > 0 ? { name: words.programmesName } : {}), beside: "side", columns: ["programme", "financial_year", ...both(["started", "waiting", "dropped_out", "supported", "places", "finished"])] });
  const atDoor = twin(door, { name: words.doorName, beside: "side", columns: ["financial_year", ...both(["passed", "waiting", "gave_up", "turned_away"])] });
  return door.rows.length > 0 ? [programmes, atDoor] : [programmes];
}

function SupportTable({ caption, first, heads, children }: { caption: string; first: string; heads: string[]; children: ComponentChildren }) {
  return (
    <table class="figures support">
      <caption class="hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          {heads.map((head) => (
            <th scope="col" class="number">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface RowProps {
  name: string;
  heads: string[];
  now: (number | undefined)[];
  /** the same under the baseline; absent for the baseline itself */
  before: (number | undefined)[] | undefined;
}

function Row({ name, heads, now, before }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {now.map((value, place) => (
        <td class="number" data-label={heads[place]}>
          {count(value)}
          {before && <span class="beside">{text.support.under(count(before[place]))}</span>}
        </td>
      ))}
    </tr>
  );
}

function count(value: number | undefined): string {
  return value === undefined ? NOTHING : about(value);
}
