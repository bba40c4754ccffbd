/** One of the pool: opens the same scenario and makes draws, by number, for whoever asks. */
import { Study } from "staircase-engine";
import { answerMessages } from "./door";
import type { DrawRequest } from "./messages";

let study: Study | undefined;

answerMessages<DrawRequest>((request) => {
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
