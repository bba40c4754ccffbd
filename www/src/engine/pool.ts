/**
 * The draw workers. A run is cut into chunks by draw number, so the same draws come back whatever the
 * number of workers; chunks are handed on in draw order. A worker that dies is replaced and its chunk
 * tried once more.
 */
import { endOf, heard, type Case, type DrawRequest, type Failure, type Reply, type WorkerLike } from "./messages";
import type { ScenarioFiles } from "./types";

/** A chunk should take about this long: short enough to stop quickly, long enough to be worth the post. */
const CHUNK_MILLISECONDS = 100;
const FIRST_CHUNK = 4;
const LARGEST_CHUNK = 100;

interface Chunk {
  first: number;
  count: number;
  tried: number;
}

interface Member {
  worker: WorkerLike;
  /** the run and chunk that it is busy with */
  busy: { run: Run; chunk: Chunk; job: number; since: number } | undefined;
}

interface Run {
  case: Case;
  total: number;
  next: number;
  again: Chunk[];
  /** arrived before their turn, by first draw */
  early: Map<number, { count: number; draws: Float64Array }>;
  handed: number;
  onDraws(first: number, count: number, draws: Float64Array): void;
  onFailure(failure: Failure): void;
}

export class DrawPool {
  private members: Member[] = [];
  private files: ScenarioFiles | undefined;
  private run: Run | undefined;
  private job = 0;
  private perDraw: number | undefined;
  /** workers lost since a draw last succeeded: a scenario that always kills its worker must not do so for ever */
  private losses = 0;

  constructor(
    private readonly makeWorker: () => WorkerLike,
    readonly size: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The scenario that draws are made of from now on. */
  open(files: ScenarioFiles): void {
    this.stop();
    this.files = files;
    this.perDraw = undefined;
    this.losses = 0;
    while (this.members.length < this.size) this.members.push(this.recruit());
    for (const member of this.members) this.post(member, { kind: "open", files });
  }

  /** Make draws 0 to total − 1, handing them on in order. A run under way is stopped first. */
  start(run: Pick<Run, "case" | "total" | "onDraws" | "onFailure">): void {
    this.stop();
    if (this.members.length === 0 && this.files) this.open(this.files);
    this.run = { ...run, next: 0, again: [], early: new Map(), handed: 0 };
    this.feed();
  }

  /** Ask for nothing more. Chunks under way finish in the background and are thrown away. */
  stop(): void {
    this.run = undefined;
  }

  /** Stop at once: busy workers are ended and replaced. */
  cancel(): void {
    this.stop();
    this.members = this.members.map((member) => (member.busy ? this.replace(member) : member));
  }

  private feed(): void {
    for (const member of this.members) {
      if (!this.run) return;
      if (member.busy) continue;
      const chunk = this.run.again.shift() ?? nextChunk(this.run, this.chunkSize());
      if (!chunk) return;
      const job = this.post(member, { kind: "draw", case: this.run.case, first: chunk.first, count: chunk.count });
      member.busy = { run: this.run, chunk, job, since: this.now() };
    }
  }

  private chunkSize(): number {
    if (this.perDraw === undefined) return FIRST_CHUNK;
    const size = Math.round(CHUNK_MILLISECONDS / Math.max(this.perDraw, 0.01));
    return Math.min(LARGEST_CHUNK, Math.max(1, size));
  }

  private post(member: Member, request: DrawRequest): number {
    const job = ++this.job;
    member.worker.postMessage({ ...request, job });
    return job;
  }

  private hear(member: Member, said: Reply): void {
    const reply = said.ok ? said : { ...said, failure: heard(said.failure) };
    const busy = member.busy;
    if (!busy || busy.job !== reply.job) {
      // Only a failed "open" matters here: the desk has already said what is wrong with the files.
      if (!reply.ok && reply.failure.fatal) this.lose(member, reply.failure);
      return;
    }
    if (!reply.ok && reply.failure.fatal) {
      this.lose(member, reply.failure);
      return;
    }
    member.busy = undefined;
    if (busy.run === this.run) {
      if (reply.ok) {
        this.losses = 0;
        this.perDraw = (this.now() - busy.since) / busy.chunk.count;
        this.hand(busy.run, busy.chunk, reply.value as Float64Array);
      } else {
        this.fail(busy.run, reply.failure);
      }
    }
    this.feed();
  }

  private hand(run: Run, chunk: Chunk, draws: Float64Array): void {
    run.early.set(chunk.first, { count: chunk.count, draws });
    for (let next = run.early.get(run.handed); next && this.run === run; next = run.early.get(run.handed)) {
      run.early.delete(run.handed);
      const first = run.handed;
      run.handed += next.count;
      run.onDraws(first, next.count, next.draws);
    }
    if (run.handed >= run.total && this.run === run) this.run = undefined;
  }

  private lose(member: Member, failure: Failure): void {
    const index = this.members.indexOf(member);
    if (index < 0) return;
    const busy = member.busy;
    this.losses += 1;
    if (this.losses <= this.size + 2) {
      this.members[index] = this.replace(member);
    } else {
      this.dismiss(member);
      this.members.splice(index, 1);
    }
    if (busy && busy.run === this.run) {
      const again = { ...busy.chunk, tried: busy.chunk.tried + 1 };
      if (again.tried > 1) this.fail(busy.run, failure);
      else busy.run.again.push(again);
    }
    if (this.run && this.members.length === 0) this.fail(this.run, failure);
    this.feed();
  }

  private fail(run: Run, failure: Failure): void {
    this.run = undefined;
    run.onFailure(failure);
  }

  private dismiss(member: Member): void {
    member.worker.onmessage = null;
    member.worker.onerror = null;
    member.worker.terminate();
  }

  private replace(member: Member): Member {
    this.dismiss(member);
    const next = this.recruit();
    if (this.files) this.post(next, { kind: "open", files: this.files });
    return next;
  }

  private recruit(): Member {
    const member: Member = { worker: this.makeWorker(), busy: undefined };
    member.worker.onmessage = (event) => this.hear(member, event.data);
    member.worker.onerror = (event) => {
      event.preventDefault?.();
      this.lose(member, endOf(event));
    };
    return member;
  }
}

function nextChunk(run: Run, size: number): Chunk | undefined {
  const count = Math.min(size, run.total - run.next);
  if (count <= 0) return undefined;
  const chunk = { first: run.next, count, tried: 0 };
  run.next += count;
  return chunk;
}
