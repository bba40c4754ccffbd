/** One question to a worker that has no other, and its answer. */
import { EngineFailure, type Asked, type Reply, type WorkerLike } from "./messages";

export function ask<Request extends { kind: string }, Value>(worker: WorkerLike, request: Request, job = 0): Promise<Value> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: { data: Reply }) =>
      data.ok ? resolve(data.value as Value) : reject(new EngineFailure(data.failure));
    worker.onerror = (event) => {
      event.preventDefault?.();
      reject(new EngineFailure({ message: event.message ?? "The calculation stopped.", problems: [], fatal: true }));
    };
    worker.postMessage({ ...request, job } satisfies Asked<Request>);
  });
}
