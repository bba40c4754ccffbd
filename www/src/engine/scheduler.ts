/**
 * One thing at a time, always the newest. Changes that come close together are taken as one; a change
 * during the work stops it and is started next. What is waiting is cleared when it starts, not when it
 * ends, so a change made meanwhile is never lost.
 */
export interface Scheduler<Input> {
  /** Do the work for this input, soon; earlier inputs that have not started are dropped. */
  ask(input: Input): void;
  /** Stop the work under way and forget what is waiting. */
  cancel(): void;
}

export function createScheduler<Input>(work: (input: Input, stopped: AbortSignal) => Promise<void>, quiet = 60): Scheduler<Input> {
  let waiting: { input: Input } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underWay: AbortController | undefined;

  function begin(): void {
    timer = undefined;
    if (underWay || !waiting) return;
    const { input } = waiting;
    waiting = undefined;
    const controller = new AbortController();
    underWay = controller;
    work(input, controller.signal)
      .catch(() => undefined)
      .finally(() => {
        underWay = undefined;
        if (waiting && timer === undefined) begin();
      });
  }

  return {
    ask(input) {
      waiting = { input };
      underWay?.abort();
      if (timer !== undefined) clearTimeout(timer);
      timer = setTimeout(begin, quiet);
    },
    cancel() {
      waiting = undefined;
      if (timer !== undefined) clearTimeout(timer);
      timer = undefined;
      underWay?.abort();
    },
  };
}
