/** What crosses the wasm door, and the little that only the page's own workers say. */
import type { Shift } from "./generated/types";

export type * from "./generated/types";

/** The first thing that is known of a one-way look. */
export interface TornadoStart {
  /** how many numbers there are to try */
  count: number;
  central: Shift;
}
