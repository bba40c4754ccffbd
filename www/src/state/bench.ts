/**
 * Measures this page in the browser it runs in: the budgets of docs/decisions are about speed and size, and a shared
 * machine's times are no test. Nothing here is sent anywhere. It has workers of its own and ends them.
 */
import { signal } from "@preact/signals";
import { ask } from "../engine/ask";
import { Desk } from "../engine/desk";
import type { PreviewTimesRequest, WorkerLike } from "../engine/messages";
import { DrawPool } from "../engine/pool";
import { refine } from "../engine/refine";
import { benchWorker, deskWorker, drawWorker, engineAddress, moneyExplorer, poolSize } from "../engine/workers";
import { runs } from "./choice";
import { asWritten, editFrom } from "./edit";
import { cancelRun } from "./results";
import { originals } from "./study";
import { stopTornado } from "./tornado";

const SCENARIO = "england-2025";
const PREVIEWS = 20;
/** With few runs the whole is only tried out. */
const FEW_PREVIEWS = 3;
const FIRST_BAND = 100;
/** The browser reports a task of the main thread from this length on. */
const SHORTEST_LONG_TASK = 50;

export interface Measured {
  id: "preview" | "band" | "draws" | "task" | "code" | "engine";
  /** milliseconds or bytes; nothing where this browser cannot tell */
  value: number | undefined;
  budget: number;
  unit: "ms" | "kB";
  /** how many draws or workers it was measured with */
  detail?: number;
}

type Stage = "sizes" | "opening" | "preview" | "draws";

export type BenchState = { phase: "idle" } | { phase: "running"; stage: Stage; done: number; total: number } | { phase: "finished" } | { phase: "stopped" } | { phase: "failed"; message: string };

export const bench = signal<BenchState>({ phase: "idle" });
export const measured = signal<Measured[]>([]);
export const workersUsed = poolSize();

let stop: (() => void) | undefined;

export function stopBench(): void {
  stop?.();
}

export async function startBench(): Promise<void> {
  cancelRun();
  stopTornado();
  moneyExplorer.stop();
  measured.value = [];
  const stopped = new AbortController();
  const workers: WorkerLike[] = [];
  const kept = (make: () => WorkerLike) => () => {
    const worker = make();
    workers.push(worker);
    return worker;
  };
  const end = () => {
    for (const worker of workers) {
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
    }
  };
  const cancelled = new Promise<never>((_, reject) => {
    stop = () => {
      stopped.abort();
      reject(new Error("stopped"));
    };
  });
  cancelled.catch(() => undefined);
  try {
    await Promise.race([measure(kept, stopped.signal), cancelled]);
    bench.value = { phase: "finished" };
  } catch (thrown) {
    bench.value = stopped.signal.aborted ? { phase: "stopped" } : { phase: "failed", message: thrown instanceof Error ? thrown.message : String(thrown) };
  } finally {
    end();
    stop = undefined;
  }
}

async function measure(kept: (make: () => WorkerLike) => () => WorkerLike, stopped: AbortSignal): Promise<void> {
  const found = (one: Measured) => (measured.value = [...measured.peek(), one]);
  // What was cancelled must not speak again when something that it waited for comes.
  const tell = (stage: Stage, done: number, total: number) => {
    stopped.throwIfAborted();
    bench.value = { phase: "running", stage, done, total };
  };
  const files = originals(SCENARIO);
  tell("sizes", 0, 1);
  const sizes = await firstViewSizes();

  tell("opening", 0, 1);
  const desk = new Desk(kept(deskWorker));
  const view = await desk.open(files);
  const option = view.options.find((one) => !one.baseline && !one.null_effect && one.editable);
  if (!option) throw new Error(`${SCENARIO} has no option that can be changed`);

  const previews = runs.peek() < FIRST_BAND ? FEW_PREVIEWS : PREVIEWS;
  tell("preview", 0, previews);
  const edits = Array.from({ length: previews }, (_, k) => editFrom(option, { ...asWritten(option), staff: String(option.editor.staff + k + 1) }));
  const worker = kept(benchWorker)();
  const times = await ask<PreviewTimesRequest, number[]>(worker, { kind: "preview_times", files, option: option.id, edits });
  worker.terminate();
  stopped.throwIfAborted();
  found({ id: "preview", value: median(times), budget: 16, unit: "ms", detail: previews });

  const pool = new DrawPool(kept(drawWorker), workersUsed);
  pool.open(files);
  const total = runs.peek();
  tell("draws", 0, total);
  const tasks = watchTasks();
  const started = performance.now();
  let band: number | undefined;
  await refine(desk, pool, { option: option.id, edit: null, seed: "1" }, total, stopped, {
    onAnswer(answer) {
      if (answer.draws >= Math.min(FIRST_BAND, total)) band ??= performance.now() - started;
    },
    onProgress(done) {
      if (!stopped.aborted) tell("draws", done, total);
    },
  });
  stopped.throwIfAborted();
  const all = performance.now() - started;
  found({ id: "band", value: band, budget: 1000, unit: "ms", detail: Math.min(FIRST_BAND, total) });
  found({ id: "draws", value: all, budget: 10_000, unit: "ms", detail: total });
  found({ id: "task", value: tasks(), budget: 100, unit: "ms" });
  found({ id: "code", value: sizes.code, budget: 250_000, unit: "kB" });
  found({ id: "engine", value: sizes.engine, budget: 300_000, unit: "kB" });
}

/** The longest task of the main thread since then; none that the browser reports counts as the shortest that it would. */
function watchTasks(): () => number | undefined {
  if (!PerformanceObserver.supportedEntryTypes.includes("longtask")) return () => undefined;
  let longest = 0;
  const note = (entries: PerformanceEntryList) => {
    for (const entry of entries) longest = Math.max(longest, entry.duration);
  };
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "longtask" });
  return () => {
    note(observer.takeRecords());
    observer.disconnect();
    return longest > 0 ? longest : SHORTEST_LONG_TASK;
  };
}

/** What a first visit downloads, packed by gzip here, so that it does not depend on how this server packs. */
async function firstViewSizes(): Promise<{ code: number | undefined; engine: number | undefined }> {
  if (!("CompressionStream" in globalThis)) return { code: undefined, engine: undefined };
  const page = new URL("./", location.href);
  const html = await (await fetch(page)).text();
  const parts = new DOMParser().parseFromString(html, "text/html").querySelectorAll("script[src], link[rel=modulepreload], link[rel=stylesheet]");
  const addresses = [...parts].map((one) => new URL(one.getAttribute("src") ?? one.getAttribute("href") ?? "", page).href);
  const workers = performance
    .getEntriesByType("resource")
    .map((one) => one.name)
    .filter((name) => /\/(desk|draw)\.worker[^/]*\.js$/.test(name));
  const code = await Promise.all([page.href, ...new Set([...addresses, ...workers])].map(packed));
  return { code: code.reduce((sum, one) => sum + one, 0), engine: await packed(new URL(engineAddress, location.href).href) };
}

async function packed(address: string): Promise<number> {
  const { body } = await fetch(address);
  if (!body) return 0;
  let size = 0;
  const reader = body.pipeThrough(new CompressionStream("gzip")).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) size += part.value.length;
  return size;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}
