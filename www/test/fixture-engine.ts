/** The wasm door, pretending. It keeps time roughly as the engine does. */
import type { Edit, Problem, ScenarioFiles } from "../src/engine/types";
import { casesPart } from "./fixture-cases";
import { answer, view } from "./fixture";

const MILLISECONDS_A_DRAW = 4;

function wait(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

function problemsIn(files: ScenarioFiles): Problem[] {
  const problems: Problem[] = [];
  for (const [file, content] of Object.entries(files.files)) {
    if (content.trim() === "") problems.push({ file, path: "", message: "The file is empty." });
    for (const bad of content.match(/(= nan|unknown_\w+|= -\d+|= 1\.4)/g) ?? []) {
      problems.push({ file, path: bad, message: `“${bad}” is not allowed here.`, suggestion: "Use a number from 0 to 1." });
    }
  }
  return problems;
}

export default function init(): Promise<unknown> {
  return Promise.resolve();
}

export function check(filesJson: string): string {
  return JSON.stringify({ problems: problemsIn(JSON.parse(filesJson) as ScenarioFiles) });
}

export function golden(): string {
  return "fixture";
}

export function published_cases(family: number, runs: number): string {
  wait(100);
  return JSON.stringify(casesPart(family, runs));
}

export class Study {
  static open(filesJson: string): Study {
    const problems = problemsIn(JSON.parse(filesJson) as ScenarioFiles);
    if (problems.length > 0) throw JSON.stringify({ problems });
    return new Study();
  }
  view(): string {
    return JSON.stringify(view);
  }
  check_edit(_option: string, editJson: string): string {
    const edit = JSON.parse(editJson) as Edit | null;
    const problems: Problem[] = [];
    if (edit?.start && edit.start < "2019-04") problems.push({ file: "", path: "start", message: "Start must be April 2019 or later." });
    return JSON.stringify({ problems });
  }
  preview(option: string, editJson: string): string {
    wait(20);
    return JSON.stringify(answer(option, JSON.parse(editJson) as Edit | null, 0));
  }
  draws(_option: string, _edit: string, _seed: string, _first: number, count: number): Float64Array {
    wait(MILLISECONDS_A_DRAW * count);
    return new Float64Array(count);
  }
  collector(option: string, editJson: string): Collector {
    return new Collector(option, JSON.parse(editJson) as Edit | null);
  }
  free(): void {}
}

export class Collector {
  private added = 0;
  constructor(
    private readonly option: string,
    private readonly edit: Edit | null,
  ) {}
  add(_first: number, draws: Float64Array): void {
    this.added += draws.length;
  }
  count(): number {
    return this.added;
  }
  answer(): string {
    return JSON.stringify(answer(this.option, this.edit, this.added));
  }
  free(): void {}
}
