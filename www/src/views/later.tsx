/** A view whose code comes when it is first asked for, so that the first view stays small. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { couldNotLoad } from "../engine/loading";
import { text } from "../text";

type State<Props> = { View: ComponentType<Props> } | "failed" | undefined;

export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let known: State<Props>;
  return function Later(props: Props) {
    const [state, setState] = useState<State<Props>>(known);
    useEffect(() => {
      if (known) return;
      load().then(
        (View) => {
          known = { View };
          // Whoever waits at the heading of what is loading is taken to the heading of what came.
          const waits = document.activeElement?.id === "answer";
          setState(known);
          if (waits) requestAnimationFrame(() => document.getElementById("answer")?.focus({ preventScroll: true }));
        },
        () => {
          setState("failed");
          void couldNotLoad();
        },
      );
    }, []);
    if (state === "failed")
      return (
        <div class="problem" role="alert">
          <p>{text.notLoaded.here}</p>
        </div>
      );
    if (!state)
      return (
        <div class="starting">
          <h1 id="answer" tabIndex={-1}>
            {text.openingView}
          </h1>
        </div>
      );
    return <state.View {...props} />;
  };
}
