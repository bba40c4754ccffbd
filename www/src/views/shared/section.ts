/** What every section of a view is given: the study that is open and the answer on the page. */
import type { StudyView } from "../../engine/types";
import type { Shown } from "../../state/results";

export interface SectionProps {
  study: StudyView;
  shown: Shown;
}
