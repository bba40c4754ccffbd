// @vitest-environment jsdom
import { render } from "preact";
import { expect, test } from "vitest";
import type { ReferenceView } from "../../engine/types";
import { SourceText, inFull } from "./references";

const reference = (id: string, url?: string): ReferenceView => ({
  id,
  short: `Short ${id}`,
  kind: "council-paper",
  citation: `A council (2019). <b>${id}</b>.`,
  about: "Council paper. Licence: none.",
  ...(url ? { url } : {}),
});

function shown(ids: string[], references: ReferenceView[]): HTMLElement {
  const place = document.createElement("div");
  render(<SourceText words="Short one, page 3" ids={ids} references={references} />, place);
  return place;
}

/** Fails if a source does not open its own documents, if a link could reach back to this page, if anything but a web
 * address becomes a link, or if text of a file becomes markup. */
test("a source opens its documents", () => {
  const all = [reference("one", "https://example.org/one"), reference("two", "javascript:alert(1)"), reference("three")];
  const place = shown(["one", "two"], all);
  expect(place.querySelector("summary")?.textContent).toBe("Short one, page 3");
  expect(place.querySelectorAll("li")).toHaveLength(2);
  const links = [...place.querySelectorAll("a")];
  expect(links.map((link) => link.getAttribute("href"))).toEqual(["https://example.org/one"]);
  expect(links[0]?.rel).toContain("noopener");
  expect(place.querySelector("b")).toBeNull();
  expect(shown([], all).querySelector("details")).toBeNull();
  expect(inFull(all, ["one"])).toBe("A council (2019). <b>one</b>. https://example.org/one Council paper. Licence: none.");
});
