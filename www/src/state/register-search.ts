/** What the register is searched for when it is opened from a figure; nothing if it is opened by itself. */
import { signal } from "@preact/signals";

export const registerSearch = signal("");
