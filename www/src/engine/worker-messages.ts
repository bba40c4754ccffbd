/** Inside a worker: start the engine once, answer one message at a time, turn whatever is thrown into plain data. */
import type { Asked, Failure, Reply } from "./messages";
import type { Grouped, Problem } from "./types";

/** A value to post back, with the buffers that may be handed over rather than copied. */
export interface Result {
  value: unknown;
  transfer?: Transferable[];
}

export function answerMessages<Request extends { kind: string }>(started: Promise<unknown>, answer: (request: Request) => Result): void {
  let queue: Promise<void> = started.then(
    () => undefined,
    () => undefined,
  );
  self.onmessage = (event: MessageEvent<Asked<Request>>) => {
    const request = event.data;
    queue = queue.then(async () => {
      const failed = await started.then(
        () => undefined,
        (thrown: unknown) => ({ thrown }),
      );
      if (failed) {
        post({ job: request.job, ok: false, failure: { ...failureFrom(failed.thrown), fatal: true, unloaded: true } });
        return;
      }
      try {
        const { value, transfer } = answer(request);
        post({ job: request.job, ok: true, value }, transfer);
      } catch (thrown) {
        post({ job: request.job, ok: false, failure: failureFrom(thrown) });
      }
    });
  };
}

function post(reply: Reply, transfer: Transferable[] = []): void {
  (self as unknown as DedicatedWorkerGlobalScope).postMessage(reply, transfer);
}

/** The engine throws text, JSON { problems } where an input is at fault; anything else means that it broke. */
function failureFrom(thrown: unknown): Failure {
  if (typeof thrown === "string") {
    const problems = problemsIn(thrown);
    return { message: problems[0]?.message ?? thrown, problems, fatal: false };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { message, problems: [], fatal: true };
}

function problemsIn(text: string): Problem[] {
  try {
    const parsed = JSON.parse(text) as Partial<Grouped>;
    return Array.isArray(parsed.problems) ? parsed.problems : [];
  } catch {
    return [];
  }
}
