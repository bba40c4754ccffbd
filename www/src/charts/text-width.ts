/** About how wide words are, where a picture must know before it is drawn. */

const WIDTHS: [RegExp, number][] = [
  [/[iljtf]/, 3.6],
  [/[r .,'-]/, 4.7],
  [/[mwMW]/, 11.7],
  [/[cksvxyz]/, 7],
  [/[A-Z]/, 9.2],
];

/** In pixels, at 14 px. */
export const textWidth = (words: string): number => [...words].reduce((sum, letter) => sum + (WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? 7.7), 0);

/** Where words stand that begin at `x`, or that end at the picture's edge if they would be cut there. */
export function within(x: number, words: string, edge: number, size = 14): { x: number; "text-anchor": "start" | "end" } {
  return x + (textWidth(words) * size) / 14 <= edge ? { x, "text-anchor": "start" } : { x: edge, "text-anchor": "end" };
}

/** Words in lines of at most this width. */
export function wrapped(words: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && textWidth(`${last} ${word}`) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
