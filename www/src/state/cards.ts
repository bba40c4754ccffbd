/** One sentence for every option, from the central projection, once the option in view has its first ranges and the cards are looked at. */
import { computed, effect, signal } from "@preact/signals";
import { createScheduler } from "../engine/scheduler";
import { desk } from "../engine/workers";
import type { Answer, Edit } from "../engine/types";
import { createAnswers, question } from "./answers";
import { editOf, optionId, view } from "./choice";
import { hasRanges, run, shown } from "./results";
import { generation, study } from "./study";

/** whether the cards have been in the window: until then their previews are not worth the work */
export const cardsSeen = signal(false);

const known = createAnswers<Answer>({ things: Infinity });

interface Wanted {
  option: string;
  edit: Edit | null;
}

const of = ({ option, edit }: Wanted) => question(option, edit, generation.value);

const wanted = computed<Wanted[]>(() => (study.value?.options ?? []).filter((one) => !one.baseline && !one.null_effect).map((one) => ({ option: one.id, edit: editOf(one.id) })));

/** The answer that a card speaks of: the one on the page for the option in view, else its preview, if it is there. */
export function cardAnswer(option: string): Answer | undefined {
  if (option === optionId.value && shown.value?.option === option) return shown.value.answer;
  return known.to(of({ option, edit: editOf(option) }));
}

const previews = createScheduler<Wanted[]>(async (list, stopped) => {
  for (const it of list) {
    const asked = of(it);
    if (known.to(asked)) continue;
    try {
      const answer = await desk.preview(it.option, it.edit);
      if (stopped.aborted) return;
      known.keep(asked, answer);
    } catch {
      // A card without its sentence still names its option; the option itself says what is wrong when it is opened.
    }
  }
});

/** A few seconds of paths beside the runs, but not before the answer in view has ranges. */
const ready = computed(() => hasRanges.value || run.value.phase === "stopped");

export function followCards(): void {
  effect(() => {
    const list = wanted.value;
    if (cardsSeen.value && view.value === "decide" && ready.value && list.length > 0) previews.ask(list);
    else previews.cancel();
  });
}
