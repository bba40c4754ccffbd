/** What each column is, and the ways to change, leave out or add one. */
import type { OptionView } from "../../engine/types";
import { pounds } from "../../format";
import { MOST_OTHERS, writeAddress } from "../../state/address";
import { compareWith, currentAddress, editOf, optionId, otherIds } from "../../state/choice";
import { study } from "../../state/study";
import { changes, editFields } from "../../state/edit";
import { text } from "../../text";
import type { Column } from "./compare";

export function Cards({ from, columns, baselineCost }: { from: OptionView; columns: Column[]; baselineCost: number | undefined }) {
  const words = text.compare;
  const free = (study.value?.options ?? []).filter((one) => !one.baseline && one.id !== from.id && one.id !== optionId.value && !otherIds.value.includes(one.id));
  return (
    <>
      <div class="columns cards">
        <section class="card card-baseline" aria-labelledby="card-baseline">
          <h2 id="card-baseline">{`${from.letter}. ${from.name}`}</h2>
          <p>{from.description}</p>
          {baselineCost !== undefined && <p class="strong">{words.inBudget(pounds(baselineCost))}</p>}
          <p class="quiet">{words.isBaseline}</p>
        </section>
        {columns.map((column) => (
          <Card column={column} />
        ))}
      </div>
      {free.length > 0 && otherIds.value.length < MOST_OTHERS && (
        <div class="compare-add">
          <label class="label" for="add-option">
            {words.add}
          </label>
          <select
            id="add-option"
            value=""
            onChange={(event) => {
              const id = event.currentTarget.value;
              event.currentTarget.value = "";
              if (id) compareWith([...otherIds.peek(), id]);
            }}
          >
            <option value="">{words.choose}</option>
            {free.map((one) => (
              <option value={one.id}>{`${one.letter}. ${one.name}`}</option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}

function Card({ column: { option, answer } }: { column: Column }) {
  const words = text.compare;
  const own = option.id === optionId.value;
  const fields = editFields(editOf(option.id));
  const spent = answer?.costs.find((line) => line.kind === "spent")?.years;
  const yearly = spent?.[spent.length - 1];
  const look = writeAddress({ ...currentAddress(), view: "decide", option: option.id, fields });
  return (
    <section class="card" aria-labelledby={`card-${option.id}`}>
      <h2 id={`card-${option.id}`}>{`${option.letter}. ${option.name}`}</h2>
      <p>{option.description}</p>
      {Object.keys(fields).length > 0 && <p class="strong">{words.edited(study.value ? changes(study.value, option, fields) : [])}</p>}
      {yearly && <p class="strong">{words.yearly(pounds(Math.abs(yearly.difference)), yearly.difference, yearly.year)}</p>}
      <p class="card-actions">
        <a class="link" href={look}>
          {words.look}
          <span class="hidden">: {option.name}</span>
        </a>
        {!own && !option.baseline && (
          <button type="button" class="link" onClick={() => compareWith(otherIds.peek().filter((id) => id !== option.id))}>
            {words.remove}
            <span class="hidden">: {option.name}</span>
          </button>
        )}
      </p>
    </section>
  );
}
