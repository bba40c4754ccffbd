import { provenance } from "../state/results";
import { study } from "../state/study";
import { text } from "../text";

export function Footer() {
  const about = study.value?.about;
  return (
    <footer>
      <div class="page-width">
        {about && about.sources.length > 0 && <p>{`${text.footer.sources} ${about.sources.join("; ")}.`}</p>}
        <p>{text.footer.licence}</p>
        <p class="provenance-line">{provenance.value}</p>
      </div>
    </footer>
  );
}
