/** How far the runs have got, in words, always in the same place and of the same height. */
import type { Answer } from "../engine/types";
import { timeLeft } from "../format";
import { headlineMeasures, monthInView } from "../state/choice";
import { cancelRun, run, runAgain, shown, stale } from "../state/results";
import { filesRefused } from "../state/study";
import { text } from "../text";
import { askForSummary } from "./editor-summary";

export function RunStatus() {
  const state = run.value;
  if (stale.value !== undefined) {
    const again = state.phase === "failed" || state.phase === "stopped" ? runAgain : askForSummary;
    return (
      <div class="run-status run-stale">
        <p>
          <strong>{text.stale.lead}</strong> {stale.value}
        </p>
        {!filesRefused.value && (
          <button type="button" class="primary" onClick={again}>
            {text.stale.update}
          </button>
        )}
      </div>
    );
  }
  if (state.phase === "drawing") return <Progress done={state.done} total={state.total} since={state.since} />;
  if (state.phase === "stopped" || state.phase === "failed") {
    return (
      <div class="run-status">
        <p>{state.phase === "failed" ? text.run.failed(state.message) : state.done === 0 ? text.run.stoppedMiddle : text.run.stopped(state.done, state.total)}</p>
        <button type="button" class="secondary" onClick={runAgain}>
          {state.phase === "failed" ? text.run.tryAgain : text.run.again}
        </button>
      </div>
    );
  }
  if (state.phase === "finished") {
    return (
      <div class="run-status run-finished">
        <p>
          {text.run.finished(state.total)}
          <br />
          {settled(shown.value?.answer)}
        </p>
      </div>
    );
  }
  return (
    <div class="run-status run-finished">
      <p>{text.run.previewing}</p>
    </div>
  );
}

function Progress({ done, total, since }: { done: number; total: number; since: number }) {
  // Said only once a twentieth of the runs are in, when a guess is worth something.
  const left = done < total / 20 ? "" : timeLeft(((performance.now() - since) / done) * (total - done));
  return (
    <div class="run-status">
      <progress max={total} value={done} aria-label={text.run.label} />
      <p>{text.run.progress(done, total, left)}</p>
      <button type="button" class="secondary" onClick={cancelRun}>
        {text.run.cancel}
      </button>
    </div>
  );
}

function settled(answer: Answer | undefined): string {
  const measure = headlineMeasures.value[0];
  const found = answer?.measures.find((one) => one.id === measure?.id);
  const error = found?.difference.error?.[monthInView.value];
  if (!measure || error === undefined || !found) return "";
  const same = found.difference.mean.every((value) => value === 0);
  return same ? text.run.exact : text.run.settled(2 * error);
}
