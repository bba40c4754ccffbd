/** Knows every English authority, once the tables are there: lists them, shows one beside its neighbours, makes its scenario. */
import init, { Authorities } from "staircase-extras";
import wasmAddress from "staircase-extras-wasm";
import { answerMessages } from "./worker-messages";
import type { AuthoritiesRequest } from "./messages";

let all: Authorities | undefined;

/** Asked before the tables came: the page always sends them first. */
function known(): Authorities {
  if (!all) throw new Error("The tables of authorities have not been read.");
  return all;
}

answerMessages<AuthoritiesRequest>(init({ module_or_path: wasmAddress }), (request) => {
  switch (request.kind) {
    case "tables":
      all = Authorities.read(JSON.stringify(request.tables));
      return { value: JSON.parse(all.list()) };
    case "profile":
      return { value: JSON.parse(known().profile(request.name)) };
    case "scenario":
      return { value: JSON.parse(known().scenario(request.name, JSON.stringify(request.files))) };
  }
});
