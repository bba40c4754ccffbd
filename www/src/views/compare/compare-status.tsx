/** How far the runs of all columns have got. */
import { RunStatus } from "../../controls/run-status";
import { whole } from "../../format";
import { othersRun, runOthersAgain } from "../../state/compare";
import { run, stale } from "../../state/results";
import { text } from "../../text";

export function CompareStatus({ authority }: { authority: string }) {
  const state = othersRun.value;
  const words = text.compare;
  if (run.value.phase !== "finished" || stale.value !== undefined || state.phase === "idle") return <RunStatus />;
  if (state.phase === "drawing") {
    return (
      <div class="run-status">
        <progress max={state.total} value={state.done} aria-label={text.run.label} />
        <p>{words.others(whole(state.done), whole(state.total))}</p>
      </div>
    );
  }
  if (state.phase === "failed") {
    return (
      <div class="run-status">
        <p>{text.run.failed(state.message)}</p>
        <button type="button" class="secondary" onClick={runOthersAgain}>
          {text.run.tryAgain}
        </button>
      </div>
    );
  }
  return (
    <div class="run-status run-finished">
      <p>{words.finished(authority, whole(run.value.total))}</p>
    </div>
  );
}
