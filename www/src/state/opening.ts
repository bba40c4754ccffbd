/** Taking a shared file into use: its files, then what its address shows. */
import { scenario, takeAddress } from "./choice";
import { showInBoxes } from "./drafts";
import { originals, useFiles } from "./study";
import type { Opened } from "./share";

/** In words what is wrong, or nothing. */
export async function openShared({ address, scenario: name, files }: Opened): Promise<string> {
  const problems = await useFiles({ ...originals(name), files });
  if (problems.length > 0) return problems.map((one) => one.message).join(" ");
  scenario.value = name;
  showInBoxes(files);
  takeAddress(address);
  return "";
}
