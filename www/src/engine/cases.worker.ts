/** Runs published cases, one family at a time, for a page that shows whether the engine reproduces them. */
import init, { published_cases } from "staircase-extras";
import wasmAddress from "staircase-extras-wasm";
import { answerMessages } from "./worker-messages";
import type { CasesRequest } from "./messages";

answerMessages<CasesRequest>(init({ module_or_path: wasmAddress }), ({ family, runs }) => ({ value: JSON.parse(published_cases(family, runs)) }));
