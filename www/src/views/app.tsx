import { announcement, shown } from "../state/results";
import { notices } from "../state/choice";
import { cannotStart, filesChanged, study } from "../state/study";
import { keptFromBefore } from "../state/drafts";
import { text } from "../text";
import { Decide } from "./decide/decide";
import { Header, SkipLink } from "./header";
import { Notice } from "./notice";
import { Footer } from "./footer";
import { PaperFoot } from "./paper-foot";

export function App() {
  return (
    <>
      <SkipLink />
      <Header />
      <main class="page-width">
        {notices.value.length > 0 && (
          <Notice heading={text.address.heading} lines={notices.value} onClose={() => (notices.value = [])} />
        )}
        {keptFromBefore.value && <Notice heading={text.files.keptHeading} lines={[text.files.kept]} />}
        {filesChanged.value && <Notice heading={text.files.summary} lines={[text.files.inUse]} />}
        <Body />
      </main>
      <Footer />
      <PaperFoot />
      <p class="hidden" role="status">{announcement.value}</p>
    </>
  );
}

function Body() {
  if (cannotStart.value !== undefined) {
    return (
      <div class="problem" role="alert">
        <h1>{text.cannotStart.title}</h1>
        <p>{cannotStart.value}</p>
        <p>{text.cannotStart.advice}</p>
      </div>
    );
  }
  if (!study.value || !shown.value) {
    return (
      <div class="starting">
        <h1 id="answer" tabIndex={-1}>{text.starting}</h1>
      </div>
    );
  }
  return <Decide study={study.value} shown={shown.value} />;
}
