import { announcement, run, runAgain, shown } from "../state/results";
import { notices, view } from "../state/choice";
import { cannotStart, filesChanged, study } from "../state/study";
import { keptFromBefore } from "../state/drafts";
import { notLoaded } from "../engine/loading";
import { text } from "../text";
import { Decide } from "./decide/decide";
import { Header, SkipLinks } from "./header";
import { ExerciseBox } from "../controls/exercise-box";
import { later } from "./later";
import { besideAnswer, Levers } from "../controls/levers";
import { ShareBox, shareOpen } from "../controls/share-box";
import { Notice } from "./notice";
import { Footer } from "./footer";
import { PaperFoot } from "./paper-foot";
import { StocksNotice } from "./stocks-notice";
import { Report } from "./report/report";
import type { SectionProps } from "./shared/section";

const Council = later(() => import("./council/council").then((part) => part.Council));
const Compare = later(() => import("./compare/compare").then((part) => part.Compare));
const Budget = later(() => import("./budget/budget").then((part) => part.Budget));
const Research = later(() => import("./research/research").then((part) => part.Research));
const Bench = later<Record<never, never>>(() => import("./bench/bench").then((part) => part.Bench));
const Method = later(() => import("./method/method").then((part) => part.Method));

export function App() {
  return (
    <>
      <SkipLinks />
      <Header />
      <main class="page-width">
        <ExerciseBox />
        {shareOpen.value && study.value && <ShareBox />}
        {notices.value.length > 0 && <Notice heading={text.address.heading} lines={notices.value} onClose={() => (notices.value = [])} />}
        {study.value && notLoaded.value && (
          <div class="problem" id="not-loaded" role="alert">
            <p>
              <strong>{text.notLoaded.heading}.</strong> {notLoaded.value.join(" ")}
            </p>
            <p>
              <button type="button" class="secondary" onClick={() => location.reload()}>
                {text.notLoaded.button}
              </button>
            </p>
          </div>
        )}
        {keptFromBefore.value && <Notice heading={text.files.keptHeading} lines={[text.files.kept]} />}
        {filesChanged.value && <Notice heading={text.files.summary} lines={[text.files.inUse]} />}
        <StocksNotice />
        <Body />
      </main>
      <Footer />
      {study.value && shown.value && <Report study={study.value} shown={shown.value} />}
      <PaperFoot />
      <p class="hidden" role="status">
        {announcement.value}
      </p>
    </>
  );
}

function Body() {
  if (cannotStart.value !== undefined) {
    return (
      <div class="problem" role="alert">
        <h1>{text.cannotStart.title}</h1>
        {cannotStart.value.map((line) => (
          <p>{line}</p>
        ))}
      </div>
    );
  }
  if (study.value && !shown.value && run.value.phase === "failed") {
    return (
      <div class="problem" role="alert">
        <h1 id="answer" tabIndex={-1}>
          {text.cannotStart.noAnswer}
        </h1>
        <p>{run.value.message}</p>
        <p>
          <button type="button" class="secondary" onClick={runAgain}>
            {text.run.tryAgain}
          </button>
        </p>
      </div>
    );
  }
  if (!study.value || !shown.value) {
    return (
      <div class="starting">
        <h1 id="answer" tabIndex={-1}>
          {text.starting}
        </h1>
      </div>
    );
  }
  const props = { study: study.value, shown: shown.value };
  return (
    <div class={besideAnswer.value ? "beside-levers" : undefined}>
      <div class="view">
        <View {...props} />
      </div>
      {besideAnswer.value && <Levers study={props.study} />}
    </div>
  );
}

function View(props: SectionProps) {
  switch (view.value) {
    case "council":
      return <Council {...props} />;
    case "decide":
      return <Decide {...props} />;
    case "compare":
      return <Compare {...props} />;
    case "budget":
      return <Budget {...props} />;
    case "research":
      return <Research {...props} />;
    case "bench":
      return <Bench />;
    case "method":
      return <Method {...props} />;
  }
}
