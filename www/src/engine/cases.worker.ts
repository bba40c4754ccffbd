/** Runs published cases, one family at a time, for a page that shows whether the engine reproduces them. */
import { published_cases } from "staircase-engine";
import { answerMessages } from "./door";
import type { CasesRequest } from "./messages";

answerMessages<CasesRequest>(({ family, runs }) => ({ value: JSON.parse(published_cases(family, runs)) }));
