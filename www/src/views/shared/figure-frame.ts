import { metadata } from "../../state/metadata";
import { fileName, provenance, stale } from "../../state/results";

/** What every figure on the page says about itself in the same way. */
export function figureFrame() {
  return { source: provenance.value, stale: stale.value !== undefined, fileName, metadata };
}
