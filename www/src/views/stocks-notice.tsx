/** The number of all children was changed, and children at each level at the start were not: said on every view, with a way to mend it. */
import { useState } from "preact/hooks";
import { whole } from "../format";
import { rowAtWork, scaleStocks } from "../state/register-edit";
import { stocksOutOfStep } from "../state/stocks";
import { text } from "../text";

export function StocksNotice() {
  const [said, setSaid] = useState("");
  const words = text.stocks;
  const now = stocksOutOfStep.value;
  if (!now) return said ? <p role="status">{said}</p> : null;
  const scale = async () => setSaid((await scaleStocks()) || words.scaled(now.stocks.length));
  return (
    <section class="notice" id="stocks-notice" aria-label={words.heading}>
      <div>
        <strong>{words.heading}.</strong> {words.warning(whole(now.was), whole(now.now), now.stocks.length)}
        <p class="editor-buttons">
          <button
            type="button"
            class="secondary"
            aria-disabled={rowAtWork.value !== ""}
            onClick={() => {
              if (rowAtWork.peek() === "") void scale();
            }}
          >
            {words.scale(now.stocks.length)}
          </button>
        </p>
        {said && <p role="status">{said}</p>}
      </div>
    </section>
  );
}
