import { text } from "../text";

export function Header() {
  return (
    <header>
      <div class="strip"><p class="page-width">{text.strip}</p></div>
      <div class="bar">
        <p class="page-width brand">
          <svg viewBox="0 0 28 24" width="28" height="24" aria-hidden="true"><path d="M0 24v-7h9v-7h9V1h10v23z" /></svg>
          {text.product}
        </p>
      </div>
    </header>
  );
}

/** Moves the focus itself: the address after "#" is taken. */
export function SkipLink() {
  return (
    <a
      class="skip"
      href="#answer"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("answer")?.focus();
      }}
    >
      {text.skip}
    </a>
  );
}
