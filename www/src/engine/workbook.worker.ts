/** Writes a workbook from the answers that it is given, with the engine's second module. */
import init, { excel } from "staircase-extras";
import wasmAddress from "staircase-extras-wasm";
import { answerMessages } from "./worker-messages";
import type { WorkbookRequest } from "./messages";

answerMessages<WorkbookRequest>(init({ module_or_path: wasmAddress }), ({ view, answers, cases, changed, made }) => {
  const book = excel(JSON.stringify(view), JSON.stringify(answers), JSON.stringify(cases), JSON.stringify(changed), made);
  return { value: book, transfer: [book.buffer] };
});
