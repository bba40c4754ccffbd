/** At the foot of every printed page: what a reader needs to find the result again. */
import { provenance } from "../state/results";

export function PaperFoot() {
  const words = `"${cssText(provenance.value)}"`;
  return <style>{`@page { @bottom-left { content: ${words}; font: 8pt Arial, sans-serif; } @bottom-right { content: counter(page) " / " counter(pages); font: 8pt Arial, sans-serif; } }`}</style>;
}

/** Words from a scenario file may not end the string that they stand in. */
export function cssText(words: string): string {
  return words.replace(/[^\p{L}\p{N} .,:£–-]/gu, " ");
}
