/** Reads tables of figures, fits a scenario to them and tests such fits on later years. One question at a time. */
import init, { amend_row, backtest, calibrate, read_table } from "staircase-extras";
import wasmAddress from "staircase-extras-wasm";
import { answerMessages } from "./worker-messages";
import type { ObserveRequest } from "./messages";

answerMessages<ObserveRequest>(init({ module_or_path: wasmAddress }), (request) => {
  switch (request.kind) {
    case "read_table":
      return { value: JSON.parse(read_table(request.name, request.bytes, request.authority)) };
    case "amend":
      return { value: JSON.parse(amend_row(JSON.stringify(request.ask))) };
    case "calibrate":
      return { value: JSON.parse(calibrate(JSON.stringify(request.ask), request.bytes)) };
    case "backtest":
      return { value: JSON.parse(backtest(JSON.stringify(request.ask), request.bytes)) };
  }
});
