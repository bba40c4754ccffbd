/** How long the engine takes for a preview, without the post between workers: each after another change of the option. */
import init, { Study } from "staircase-engine";
import wasmAddress from "staircase-engine-wasm";
import { answerMessages } from "./worker-messages";
import type { PreviewTimesRequest } from "./messages";

answerMessages<PreviewTimesRequest>(init({ module_or_path: wasmAddress }), (request) => {
  const study = Study.open(JSON.stringify(request.files));
  try {
    const times = request.edits.map((edit) => {
      const change = JSON.stringify(edit);
      const from = performance.now();
      study.preview(request.option, change);
      return performance.now() - from;
    });
    return { value: times };
  } finally {
    study.free();
  }
});
