/** In which prices money is shown on Budget, and which financial years its first table has. The address carries both. */
import { signal } from "@preact/signals";

export type Basis = "real" | "cash";

export const basis = signal<Basis>("real");

/** The first and the last financial year as chosen, "2027-28"; nothing while the page chooses. */
export const chosenYears = signal<[string, string] | undefined>(undefined);
