/** One question to a worker that has no other, and its answer. */
import { EngineFailure, endOf, heard, type Asked, type Reply, type WorkerLike } from "./messages";

export function ask<Request extends { kind: string }, Value>(worker: WorkerLike, request: Request, job = 0): Promise<Value> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: { data: Reply }) => (data.ok ? resolve(data.value as Value) : reject(new EngineFailure(heard(data.failure))));
    worker.onerror = (event) => {
      event.preventDefault?.();
      reject(new EngineFailure(endOf(event)));
    };
    worker.postMessage({ ...request, job } satisfies Asked<Request>);
  });
}
