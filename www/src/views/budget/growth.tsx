/** Growth of demand and of unit costs that the officer expects, each 0 until typed, beside what the last five years did. */
import { useEffect, useState } from "preact/hooks";
import { NumberInput } from "../../controls/number-input";
import type { StudyView } from "../../engine/types";
import { plain, signedPercent } from "../../format";
import { authoritiesFailed, look, openAuthority, profile } from "../../state/authorities";
import { growthInBox, growthInUse, pastGrowth, typeGrowth, useGrowth, type GrowthId } from "../../state/growth";
import { text } from "../../text";
import { financialYearTo } from "../shared/financial-year";

const YEARS = 5;
/** What is published of each. */
const BESIDE: Record<GrowthId, string[]> = { demand: ["cin_starts", "cla_starts"], uplift: ["s251_foster_weekly", "s251_residential_weekly"] };

export function GrowthBoxes({ study }: { study: StudyView }) {
  const words = text.growth;
  const boxes = Object.keys(growthInUse.value) as GrowthId[];
  const slug = openAuthority.value;
  useEffect(() => {
    if (slug !== undefined) void look(slug);
  }, [slug]);
  if (boxes.length === 0) return null;
  return (
    <section class="question" id="growth" aria-labelledby="growth-title">
      <h2 id="growth-title">{words.heading}</h2>
      <p class="lead">{words.lead}</p>
      <div class="pair loose">
        {boxes.map((id) => (
          <GrowthBox key={`${study.about.title} ${id}`} id={id} />
        ))}
      </div>
    </section>
  );
}

function GrowthBox({ id }: { id: GrowthId }) {
  const words = text.growth;
  const [wrong, setWrong] = useState("");
  const [said, say] = useState("");
  const [busy, setBusy] = useState(false);
  const input = `growth-${id}`;
  const use = async () => {
    if (busy) return;
    setBusy(true);
    const problem = await useGrowth(id);
    setBusy(false);
    setWrong(problem);
    say(problem ? "" : words.used(words.labels[id], plain(growthInUse.peek()[id] ?? 0)));
    if (problem) document.getElementById(input)?.focus();
  };
  return (
    <form
      class={`field${wrong ? " is-wrong" : growthInUse.value[id] ? " is-changed" : ""}`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void use();
      }}
    >
      <label class="label" for={input}>
        {words.labels[id]}
      </label>
      <p class="field-error" id={`${input}-error`}>
        {wrong}
      </p>
      <div class="field-row">
        <NumberInput id={input} value={growthInBox(id)} wrong={wrong !== ""} describedBy={`${input}-error ${input}-help`} onType={(typed) => typeGrowth(id, typed)} />
        <button type="submit" class="secondary" aria-disabled={busy}>
          {words.use}
          <span class="hidden">: {words.labels[id]}</span>
        </button>
      </div>
      <p class="field-help" id={`${input}-help`}>
        {words.help[id]} {past(id)}
      </p>
      <p role="status">{said}</p>
    </form>
  );
}

/** What the figures of the council that is open did in their last five years; in words if none are there. */
function past(id: GrowthId): string {
  const words = text.growth;
  if (openAuthority.value === undefined) return words.noFigures;
  const found = profile.value?.authority.slug === openAuthority.value ? profile.value : undefined;
  if (!found) return authoritiesFailed.value ? words.noFigures : text.council.reading;
  const said = BESIDE[id].flatMap((name) => {
    const measure = found.measures.find((one) => one.id === name);
    const change = measure && pastGrowth(measure.series, YEARS);
    return measure && change ? [words.past(measure.words, financialYearTo(change.from), financialYearTo(change.to), signedPercent(change.percent), measure.release)] : [];
  });
  return said.length === 0 ? words.noFigures : `${found.authority.name}: ${said.join(" ")}${id === "uplift" ? ` ${words.inCash}` : ""}`;
}
