/** The page's side of the desk worker: ask, and await the reply. A desk that stops is replaced and reopened. */
import { EngineFailure, endOf, heard, type Asked, type Case, type DeskRequest, type Failure, type Reply, type WorkerLike } from "./messages";
import type { Answer, Appraisal, Ask, Edit, Grouped, Problem, ScenarioFiles, StudyView } from "./types";

interface Waiting {
  resolve(value: unknown): void;
  reject(reason: EngineFailure): void;
}

export class Desk {
  private worker: WorkerLike;
  private job = 0;
  private waiting = new Map<number, Waiting>();
  private files: ScenarioFiles | undefined;
  /** times replaced since a reply last came: a desk that cannot start is not started for ever */
  private replaced = 0;

  constructor(private readonly makeWorker: () => WorkerLike) {
    this.worker = this.start();
  }

  async open(files: ScenarioFiles): Promise<StudyView> {
    const view = (await this.ask({ kind: "open", files })) as StudyView;
    this.files = files;
    return view;
  }

  /** What the engine says about files that are not taken into use. */
  async look(files: ScenarioFiles): Promise<StudyView> {
    return (await this.ask({ kind: "look", files })) as StudyView;
  }

  async checkEdit(option: string, edit: Edit | null): Promise<Problem[]> {
    return ((await this.ask({ kind: "check_edit", option, edit })) as Grouped).problems;
  }

  async preview(option: string, edit: Edit | null): Promise<Answer> {
    return (await this.ask({ kind: "preview", option, edit })) as Answer;
  }

  async collect(it: Case): Promise<void> {
    await this.ask({ kind: "collect", case: it });
  }

  async add(first: number, draws: Float64Array): Promise<number> {
    return (await this.ask({ kind: "add", first, draws }, [draws.buffer as ArrayBuffer])) as number;
  }

  async answer(): Promise<Answer> {
    return (await this.ask({ kind: "answer" })) as Answer;
  }

  /** Every run of a case by itself, as CSV; null where another case's runs have taken their place. */
  async everyRun(it: Case): Promise<Uint8Array<ArrayBuffer> | null> {
    return (await this.ask({ kind: "every_run", case: it })) as Uint8Array<ArrayBuffer> | null;
  }

  async appraisal(it: Case, ask: Ask): Promise<Appraisal> {
    return (await this.ask({ kind: "appraisal", case: it, ask })) as Appraisal;
  }

  private ask(request: DeskRequest, transfer: Transferable[] = []): Promise<unknown> {
    const job = ++this.job;
    return new Promise((resolve, reject) => {
      this.waiting.set(job, { resolve, reject });
      this.worker.postMessage({ ...request, job } satisfies Asked<DeskRequest>, transfer);
    });
  }

  private start(): WorkerLike {
    const worker = this.makeWorker();
    worker.onmessage = (event) => this.hear(event.data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.replace(endOf(event));
    };
    return worker;
  }

  private hear(reply: Reply): void {
    const waiting = this.waiting.get(reply.job);
    this.waiting.delete(reply.job);
    if (reply.ok) {
      this.replaced = 0;
      waiting?.resolve(reply.value);
    } else {
      const failure = heard(reply.failure);
      waiting?.reject(new EngineFailure(failure));
      if (failure.fatal) this.replace(failure);
    }
  }

  private replace(failure: Failure): void {
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.terminate();
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    this.worker = this.start();
    this.replaced += 1;
    if (this.files && this.replaced <= 2) this.ask({ kind: "open", files: this.files }).catch(() => undefined);
    for (const one of lost) one.reject(new EngineFailure(failure));
  }
}
