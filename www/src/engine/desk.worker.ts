/** The desk: opens the scenario, checks what is typed, previews, and turns draws into an answer. */
import init, { Study, type Collector } from "staircase-engine";
import wasmAddress from "staircase-engine-wasm";
import { answerMessages } from "./worker-messages";
import type { Case, DeskRequest } from "./messages";

let study: Study | undefined;
let collector: Collector | undefined;
/** the case that is being collected */
let collectorOf = "";

// Not the engine's fault, so thrown as its own words are: a run that other files overtook ends quietly.
function opened(): Study {
  if (!study) throw "No scenario is open.";
  return study;
}

function collecting(): Collector {
  if (!collector) throw "No run is being collected.";
  return collector;
}

const hasRunsOf = (it: Case) => collector !== undefined && collectorOf === JSON.stringify(it) && collector.count() > 0;

answerMessages<DeskRequest>(init({ module_or_path: wasmAddress }), (request) => {
  switch (request.kind) {
    case "open": {
      const next = Study.open(JSON.stringify(request.files));
      const view: unknown = JSON.parse(next.view());
      collector?.free();
      collector = undefined;
      study?.free();
      study = next;
      return { value: view };
    }
    case "look": {
      const other = Study.open(JSON.stringify(request.files));
      try {
        return { value: JSON.parse(other.view()) };
      } finally {
        other.free();
      }
    }
    case "check_edit":
      return { value: JSON.parse(opened().check_edit(request.option, JSON.stringify(request.edit))) };
    case "preview":
      return { value: JSON.parse(opened().preview(request.option, JSON.stringify(request.edit))) };
    case "collect": {
      const { option, edit, seed } = request.case;
      const next = opened().collector(option, JSON.stringify(edit), seed);
      collector?.free();
      collector = next;
      collectorOf = JSON.stringify(request.case);
      return { value: null };
    }
    case "add":
      collecting().add(request.first, request.draws);
      return { value: collecting().count() };
    case "every_run":
      return { value: hasRunsOf(request.case) ? collecting().every_run() : null };
    case "appraisal": {
      const { option, edit } = request.case;
      const ask = JSON.stringify(request.ask);
      const text = hasRunsOf(request.case) ? collecting().appraisal(ask) : opened().appraisal(option, JSON.stringify(edit), ask);
      return { value: JSON.parse(text) };
    }
    case "answer":
      return { value: JSON.parse(collecting().answer()) };
  }
});
