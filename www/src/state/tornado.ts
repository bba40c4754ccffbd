/** Which number matters most: looked at by itself, beside the runs, once the option in view has its first ranges. */
import { computed, effect, signal } from "@preact/signals";
import { explorer } from "../engine/workers";
import type { Shift, TornadoRow } from "../engine/types";
import { createAnswers, question } from "./answers";
import { hasRanges, shown, type Shown } from "./results";
import { files } from "./study";
import { option } from "./choice";

export interface TornadoState {
  /** what it is of: generation, option and edit */
  of: string;
  phase: "running" | "finished" | "stopped" | "failed";
  done: number;
  all: number;
  central: Shift;
  rows: TornadoRow[];
}

export const tornado = signal<TornadoState | undefined>(undefined);
const finished = createAnswers<TornadoState>();

const ofShown = (it: Shown) => question([it.generation, it.option], it.edit);
const swing = (row: TornadoRow) => Math.abs(row.at[1].pounds - row.at[0].pounds);
const widest = (rows: TornadoRow[]) => [...rows].sort((a, b) => swing(b) - swing(a));

/** The look at what is shown, widest first; nothing while it belongs to something else. */
export const currentTornado = computed(() => {
  const [now, it] = [tornado.value, shown.value];
  return now && it && now.of === ofShown(it).key ? now : undefined;
});

/** The last finished look at the same option, from before what was typed, until the new one has a row. */
export const earlierTornado = computed(() => {
  const it = shown.value;
  return it && (currentTornado.value?.rows.length ?? 0) === 0 ? finished.earlier(ofShown(it)) : undefined;
});

export function followTornado(): void {
  effect(() => {
    const it = shown.value;
    const ready = hasRanges.value && it !== undefined && option.value?.baseline === false;
    if (!ready) {
      if (tornado.peek()?.phase === "running") {
        explorer.stop();
        tornado.value = undefined;
      }
      return;
    }
    const of = ofShown(it);
    if (tornado.peek()?.of === of.key) return;
    const known = finished.finished(of);
    if (known) {
      finished.keep(of, known);
      tornado.value = known;
    } else void look(it);
  });
}

async function look(it: Shown): Promise<void> {
  const question = ofShown(it);
  const of = question.key;
  tornado.value = { of, phase: "running", done: 0, all: 0, central: { children: 0, pounds: 0 }, rows: [] };
  const update = (change: Partial<TornadoState>) => {
    const now = tornado.peek();
    if (now?.of === of) tornado.value = { ...now, ...change };
  };
  try {
    await explorer.tornado(files.peek(), it.option, it.edit, {
      onStart: (all, central) => update({ all, central }),
      onRow: (row, done) => {
        const now = tornado.peek();
        const moves = row && now && row.at.some((at) => at.pounds !== now.central.pounds || at.children !== now.central.children);
        update({ done, ...(row && moves ? { rows: widest([...(now?.rows ?? []), row]) } : {}) });
      },
    });
    const now = tornado.peek();
    if (now?.of === of && now.done >= now.all) {
      update({ phase: "finished" });
      finished.finish(question, tornado.peek() as TornadoState);
      finished.keep(question, tornado.peek() as TornadoState);
    }
  } catch {
    update({ phase: "failed" });
  }
}

export function stopTornado(): void {
  explorer.stop();
  const now = tornado.peek();
  if (now?.phase === "running") tornado.value = { ...now, phase: "stopped" };
}

export function tornadoAgain(): void {
  const it = shown.peek();
  if (it) void look(it);
}
