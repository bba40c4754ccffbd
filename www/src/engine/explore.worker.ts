/** Looks at one uncertain number at a time, for as long as somebody wants to know. */
import init, { Study, type Sensitivity } from "staircase-engine";
import wasmAddress from "staircase-engine-wasm";
import { answerMessages } from "./worker-messages";
import type { ExploreRequest } from "./messages";

let look: Sensitivity | undefined;

answerMessages<ExploreRequest>(init({ module_or_path: wasmAddress }), (request) => {
  switch (request.kind) {
    case "tornado": {
      const study = Study.open(JSON.stringify(request.files));
      look?.free();
      look = study.sensitivity(request.option, JSON.stringify(request.edit));
      study.free();
      return { value: { count: look.count(), central: JSON.parse(look.central()) } };
    }
    case "break_even":
    case "parts":
    case "one_percent": {
      const study = Study.open(JSON.stringify(request.files));
      try {
        const asked = [request.option, JSON.stringify(request.edit), JSON.stringify(request.ask)] as const;
        return { value: JSON.parse(study[request.kind](...asked)) };
      } finally {
        study.free();
      }
    }
    case "tornado_row": {
      if (!look) throw new Error("No look has begun.");
      return { value: JSON.parse(look.row(request.number)) };
    }
  }
});
