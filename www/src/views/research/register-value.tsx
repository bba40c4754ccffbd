/** The value of a row, with a box to change it, the range that it may have, what it was, and a way back. */
import { useState } from "preact/hooks";
import type { RegisterRow } from "../../engine/types";
import { plain } from "../../format";
import { changedRows, rowKey } from "../../state/changes";
import { closeRow, draftRow, rowAtWork, rowDrafts, rowErrors, undoRow, useRow, useRowAndStocks } from "../../state/register-edit";
import { isAllChildren } from "../../state/stocks";
import { NumberInput } from "../../controls/number-input";
import { text } from "../../text";

const rowId = (key: string) => `row-${key.replace(/[^a-z0-9]+/gi, "-")}`;
const focus = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());

export function RegisterValue({ row, say }: { row: RegisterRow; say(words: string): void }) {
  const words = text.register;
  const [undoing, setUndoing] = useState(false);
  const key = rowKey(row);
  const id = rowId(key);
  const shown = row.unit ? `${row.value} ${row.unit}` : row.value;
  const typed = rowDrafts.value[key];
  const was = changedRows.value.find((one) => rowKey(one) === key)?.was;
  if (!row.range) return <>{shown}</>;
  const [low, high] = row.range;
  const close = () => {
    closeRow(key);
    focus(`${id}-change`);
  };
  const use = async (withStocks = false) => {
    const number = typed ?? "";
    if (await (withStocks ? useRowAndStocks(row) : useRow(row))) {
      say(words.used(row.label, number.trim()));
      focus(`${id}-change`);
    } else {
      focus(id);
    }
  };
  const undo = async () => {
    setUndoing(true);
    const wrong = await undoRow(row);
    setUndoing(false);
    say(wrong || words.undone(row.label));
    focus(`${id}-change`);
  };
  if (typed === undefined) {
    return (
      <>
        {shown}
        {was !== undefined && <span class="beside">{text.editor.was(was)}</span>}
        <span class="row-actions">
          <button
            type="button"
            class="link"
            id={`${id}-change`}
            onClick={() => {
              draftRow(key, row.value.replaceAll(",", ""));
              focus(id);
            }}
          >
            {words.change}
            <span class="hidden">: {row.label}</span>
          </button>
          {was !== undefined && (
            <button type="button" class="link" aria-disabled={undoing} onClick={() => void undo()}>
              {text.changes.undo}
              <span class="hidden">: {row.label}</span>
            </button>
          )}
        </span>
      </>
    );
  }
  const error = rowErrors.value[key];
  return (
    <form
      class={`row-editor${error ? " is-wrong" : ""}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (rowAtWork.peek() === "") void use();
      }}
    >
      <label class="hidden" for={id}>
        {row.label}
      </label>
      <p class="field-error" id={`${id}-error`} role={error ? "alert" : undefined}>
        {error ?? ""}
      </p>
      <NumberInput id={id} value={typed} wrong={Boolean(error)} describedBy={`${id}-error ${id}-help`} onType={(value) => draftRow(key, value)} onKeyDown={(event) => event.key === "Escape" && close()} />
      <p class="field-help" id={`${id}-help`}>
        {words.allowed(plain(low), plain(high), row.unit)}
        {row.distribution ? ` ${words.moves}` : ""}
      </p>
      <span class="row-actions">
        <button type="submit" class="secondary" aria-disabled={rowAtWork.value !== ""}>
          {words.use}
          <span class="hidden">: {row.label}</span>
        </button>
        {isAllChildren(row) && (
          <button
            type="button"
            class="secondary"
            aria-disabled={rowAtWork.value !== ""}
            onClick={() => {
              if (rowAtWork.peek() === "") void use(true);
            }}
          >
            {words.useWithStocks}
          </button>
        )}
        <button type="button" class="link" onClick={close}>
          {words.cancel}
          <span class="hidden">: {row.label}</span>
        </button>
      </span>
    </form>
  );
}
