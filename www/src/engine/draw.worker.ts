/** One of the pool: opens the same scenario and makes draws, by number, for whoever asks. */
import init, { Study } from "staircase-engine";
import wasmAddress from "staircase-engine-wasm";
import { answerMessages } from "./worker-messages";
import type { DrawRequest } from "./messages";

let study: Study | undefined;

answerMessages<DrawRequest>(init({ module_or_path: wasmAddress }), (request) => {
  switch (request.kind) {
    case "open": {
      const next = Study.open(JSON.stringify(request.files));
      study?.free();
      study = next;
      return { value: null };
    }
    case "draw": {
      if (!study) throw new Error("No scenario is open.");
      const { option, edit, seed } = request.case;
      const draws = study.draws(option, JSON.stringify(edit), seed, request.first, request.count);
      return { value: draws, transfer: [draws.buffer] };
    }
  }
});
