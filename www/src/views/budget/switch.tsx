/** One of a few ways to show a table. */
import { text } from "../../text";
import { basis } from "../../state/prices";

export function Switch<Value extends string>({ of, label, value, choices, choose }: { of: string; label: string; value: Value; choices: [Value, string][]; choose: (value: Value) => void }) {
  return (
    <fieldset class="switch small-switch">
      <legend>{label}</legend>
      {choices.map(([id, words]) => (
        <label>
          <input type="radio" name={`${of}-${label}`} value={id} checked={id === value} onChange={() => choose(id)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** All tables of Budget change together, so that two of them never show different prices. */
export const PricesSwitch = ({ of }: { of: string }) => (
  <Switch
    of={of}
    label={text.case.prices}
    value={basis.value}
    choices={[
      ["real", text.case.real],
      ["cash", text.case.cash],
    ]}
    choose={(value) => (basis.value = value)}
  />
);
