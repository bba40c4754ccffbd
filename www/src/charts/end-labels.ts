/** Names at the right-hand end of their lines, pushed apart where they would collide. */

export interface EndLabel {
  words: string;
  /** where its line ends, in pixels down */
  y: number;
  kind: "quiet" | "plain" | "strong" | "option" | "nobetter";
}

export interface PlacedLabel extends EndLabel {
  /** where the words stand */
  at: number;
}

const APART = 18;

/** Labels keep their order, stand at least 18 px apart and stay between top and bottom. */
export function placeLabels(labels: EndLabel[], top: number, bottom: number): PlacedLabel[] {
  const placed = labels.map((label) => ({ ...label, at: label.y })).sort((a, b) => a.y - b.y);
  for (let pass = 0; pass < 50; pass += 1) {
    let moved = false;
    for (let index = 1; index < placed.length; index += 1) {
      const [above, below] = [placed[index - 1] as PlacedLabel, placed[index] as PlacedLabel];
      const overlap = APART - (below.at - above.at);
      if (overlap > 0.01) {
        above.at -= overlap / 2;
        below.at += overlap / 2;
        moved = true;
      }
    }
    if (!moved) break;
  }
  const last = placed[placed.length - 1];
  const down = Math.max(0, (last?.at ?? 0) - bottom);
  for (const label of placed) label.at -= down;
  placed.forEach((label, index) => {
    label.at = Math.max(label.at, top + index * APART);
  });
  return placed;
}

const SVG = "http://www.w3.org/2000/svg";

/** Draws them in the right margin, each joined to its line by a short leader where it had to move. */
export function drawLabels(labels: EndLabel[], x: number, top: number, bottom: number): SVGGElement {
  const group = document.createElementNS(SVG, "g");
  for (const label of placeLabels(labels, top, bottom)) {
    if (Math.abs(label.at - label.y) > 3) {
      const leader = document.createElementNS(SVG, "path");
      leader.setAttribute("d", `M${x + 2} ${label.y}L${x + 11} ${label.at}`);
      leader.setAttribute("class", "leader");
      group.append(leader);
    }
    const words = document.createElementNS(SVG, "text");
    words.setAttribute("x", String(x + 14));
    words.setAttribute("y", String(label.at));
    words.setAttribute("dy", "0.35em");
    words.setAttribute("text-anchor", "start");
    words.setAttribute("class", `end-label label-${label.kind}`);
    words.textContent = label.words;
    group.append(words);
  }
  return group;
}
