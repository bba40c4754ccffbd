/** A worker that does nothing until the test makes it. */
import type { Asked, CasesRequest, DeskRequest, DrawRequest, Reply, WorkerLike } from "../src/engine/messages";

export class FakeWorker implements WorkerLike {
  onmessage: ((event: { data: Reply }) => void) | null = null;
  onerror: ((event: { message?: string }) => void) | null = null;
  heard: Asked<DrawRequest | DeskRequest | CasesRequest>[] = [];
  ended = false;

  postMessage(message: unknown): void {
    this.heard.push(message as Asked<DrawRequest | DeskRequest | CasesRequest>);
  }
  terminate(): void {
    this.ended = true;
  }
  /** the newest request of a kind */
  last(kind: string): Asked<DrawRequest | DeskRequest | CasesRequest> | undefined {
    return this.heard.filter((one) => one.kind === kind).pop();
  }
  reply(reply: Reply): void {
    this.onmessage?.({ data: reply });
  }
  /** answer the newest draw request with draws numbered as asked */
  draw(): void {
    const asked = this.last("draw");
    if (asked?.kind !== "draw") return;
    const value = Float64Array.from({ length: asked.count }, (_, index) => asked.first + index);
    this.reply({ job: asked.job, ok: true, value });
  }
  die(message = "gone"): void {
    this.onerror?.({ message });
  }
}
