import { besideAnswer, goToLevers } from "../controls/levers";
import { VIEWS, writeAddress } from "../state/address";
import { currentAddress, view } from "../state/choice";
import { shown } from "../state/results";
import { study } from "../state/study";
import { GuideOffer } from "../controls/guide";
import { shareOpen } from "../controls/share-box";
import { text } from "../text";

export function Header() {
  return (
    <header>
      <div class="strip">
        <div class="page-width strip-row">
          {view.value === "decide" && shown.value && <GuideOffer />}
          <p class="strip-promise">{text.strip}</p>
        </div>
      </div>
      <div class="bar">
        <div class="page-width bar-row">
          <p class="brand">
            <svg viewBox="0 0 28 24" width="28" height="24" aria-hidden="true">
              <path d="M0 24v-7h9v-7h9V1h10v23z" />
            </svg>
            {text.product}
          </p>
          <Views />
          <p class="bar-actions">
            <button type="button" class="link" aria-expanded={shareOpen.value} onClick={() => (shareOpen.value = !shareOpen.value)}>
              {text.share.open}
            </button>
            <button type="button" class="link" onClick={() => print()}>
              {text.print}
            </button>
          </p>
        </div>
      </div>
    </header>
  );
}

/** Links, so that each view has its address, can be opened in a tab of its own and is left by the back button. */
function Views() {
  const now = study.value ? currentAddress() : undefined;
  return (
    <nav class="views" aria-label={text.viewsName}>
      {VIEWS.map((one) => (
        <a href={writeAddress({ ...(now ?? { fields: {} }), view: one })} aria-current={one === view.value ? "page" : undefined} aria-disabled={now ? undefined : "true"}>
          {text.views[one]}
        </a>
      ))}
    </nav>
  );
}

/** Moves the focus itself: the address after "#" is taken. */
/** What a keyboard comes to first: the answer, and the levers that stand behind all of it. */
export function SkipLinks() {
  return (
    <>
      <SkipLink to="answer" words={text.skip} go={() => document.getElementById("answer")?.focus()} />
      {besideAnswer.value && <SkipLink to="levers" words={text.skipToLevers} go={goToLevers} />}
    </>
  );
}

function SkipLink({ to, words, go }: { to: string; words: string; go(): void }) {
  return (
    <a
      class="skip"
      href={`#${to}`}
      onClick={(event) => {
        event.preventDefault();
        go();
      }}
    >
      {words}
    </a>
  );
}
