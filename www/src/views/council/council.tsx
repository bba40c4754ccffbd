/** Your council: what is published of it beside its neighbours, and its offer to confirm. */
import { useEffect } from "preact/hooks";
import "../../style/council.scss";
import { CouncilBox } from "../../controls/council-box";
import type { Profile } from "../../engine/types";
import { whole } from "../../format";
import { writeAddress } from "../../state/address";
import { authoritiesFailed, look, openAuthority, profile } from "../../state/authorities";
import { beyond, currentAddress } from "../../state/choice";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";
import { BesideSection } from "./beside";
import { Offer } from "./offer";

/** Doubts beyond these are folded. */
const SHOWN_DOUBTS = 2;

export function Council({ study }: SectionProps) {
  const slug = beyond.value ?? openAuthority.value;
  useEffect(() => {
    if (slug !== undefined) void look(slug);
  }, [slug]);
  const found = profile.value?.authority.slug === slug ? profile.value : undefined;
  const scenarioOpen = slug !== undefined && beyond.value === undefined;
  return (
    <>
      <div class="choosers">
        <CouncilBox />
      </div>
      {slug === undefined ? (
        <>
          <Title words={text.council.type} />
          <p class="lead">{text.council.pastCase(study.about.title)}</p>
        </>
      ) : (
        <>
          <Title words={found?.authority.name ?? (scenarioOpen ? study.about.authority : text.council.type)} />
          {found ? <About found={found} /> : <p role="status">{authoritiesFailed.value ? text.council.failed(authoritiesFailed.value) : text.council.reading}</p>}
          {scenarioOpen && <Next />}
          {found && <BesideSection found={found} />}
        </>
      )}
      {scenarioOpen && (
        <>
          <Offer study={study} {...(found ? { found } : {})} />
          <p class="council-next">
            {text.council.nextLead} <Next />
          </p>
        </>
      )}
    </>
  );
}

function Title({ words }: { words: string }) {
  return (
    <h1 class="view-title" id="answer" tabIndex={-1}>
      {words}
    </h1>
  );
}

/** With everything that was changed, so that nothing is lost on the way. */
function Next() {
  return (
    <a class="primary button-link" href={writeAddress({ ...currentAddress(), view: "decide" })}>
      {text.council.next}
    </a>
  );
}

function About({ found }: { found: Profile }) {
  const { authority, children, held, misses, until } = found;
  const words = text.council;
  // What is said of a fit means nothing where nothing can be projected.
  const fitted = authority.unavailable === null;
  const doubts = fitted ? authority.doubts : [];
  const percent = (share: number) => String(Math.ceil(1000 * share) / 10);
  return (
    <div class="council-about">
      <p class="lead">{children === null ? words.aboutWithout(authority.region) : words.about(authority.region, whole(children), until)}</p>
      {authority.unavailable !== null && <p class="council-unavailable">{authority.unavailable}</p>}
      {authority.history.map((sentence) => (
        <p>{sentence}</p>
      ))}
      {fitted && (
        <p>
          {words.held(...held)} {words.misses(percent(misses[0]), percent(misses[1]))}
        </p>
      )}
      {doubts.length > SHOWN_DOUBTS ? (
        <details>
          <summary>{words.doubts(doubts.length)}</summary>
          <ul class="limits">
            {doubts.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </details>
      ) : (
        doubts.map((sentence) => <p>{sentence}</p>)
      )}
    </div>
  );
}
