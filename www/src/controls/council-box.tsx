/** Type a council: names, former names and codes of every English authority. */
import accessibleAutocomplete from "accessible-autocomplete";
import "accessible-autocomplete/dist/accessible-autocomplete.min.css";
import { useEffect, useRef } from "preact/hooks";
import type { Authority } from "../engine/types";
import { writeAddress } from "../state/address";
import { authorities, authoritiesFailed, listAuthorities, openAuthority, profile } from "../state/authorities";
import { beyond, chooseScenario } from "../state/choice";
import { study } from "../state/study";
import { text } from "../text";

const MOST = 12;

/** Authorities that a text may mean: names that begin with it first, then words of names, former names and codes. */
export function matching(list: Authority[], typed: string): Authority[] {
  const wanted = plain(typed);
  if (wanted === "") return [];
  const rank = (one: Authority): number => {
    const name = plain(one.name);
    if (name.startsWith(wanted)) return 0;
    if (name.split(" ").some((word) => word.startsWith(wanted))) return 1;
    if (one.former.some((former) => plain(former).startsWith(wanted)) || plain(one.code) === wanted) return 2;
    return name.includes(wanted) ? 3 : 4;
  };
  return list
    .map((one) => ({ one, at: rank(one) }))
    .filter(({ at }) => at < 4)
    .sort((a, b) => a.at - b.at)
    .slice(0, MOST)
    .map(({ one }) => one);
}

const plain = (words: string) =>
  words
    .toLowerCase()
    .replace(/[’'.,]/g, "")
    .replace(/[-\s]+/g, " ")
    .trim();

export function CouncilBox() {
  const place = useRef<HTMLDivElement>(null);
  const looked = beyond.value;
  const there = openAuthority.value === undefined ? "" : (study.value?.about.authority ?? "");
  const open = looked === undefined ? there : profile.value?.authority.slug === looked ? profile.value.authority.name : "";
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    accessibleAutocomplete({
      element,
      id: "council",
      defaultValue: open,
      autoselect: true,
      confirmOnBlur: false,
      displayMenu: "overlay",
      tNoResults: () => (authoritiesFailed.peek() ? text.council.failed(authoritiesFailed.peek()) : text.council.none),
      source: (typed, show) => {
        const now = () => show(matching(authorities.peek(), typed).map((one) => one.name));
        void listAuthorities().then(now, now);
      },
      onConfirm: (name) => {
        const found = authorities.peek().find((one) => one.name === name);
        if (found?.unavailable) location.hash = writeAddress({ view: "council", scenario: found.slug, fields: {} });
        else if (found) chooseScenario(found.slug);
      },
    });
    // Whoever comes to the box is about to type: the tables can be there by then.
    element.addEventListener("focusin", () => void listAuthorities().catch(() => undefined), { once: true });
    return () => element.replaceChildren();
  }, [open]);
  return (
    <div class="chooser council-box">
      <label class="label" for="council">
        {text.council.label}
      </label>
      <div ref={place} />
      <p class="hint">{text.council.hint}</p>
    </div>
  );
}
