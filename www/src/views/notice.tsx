import { text } from "../text";

export function Notice({ heading, lines, onClose }: { heading: string; lines: string[]; onClose?: () => void }) {
  return (
    <section class="notice" aria-label={heading}>
      <div>
        <strong>{heading}.</strong>{" "}
        {lines.map((line) => (
          <span>{line} </span>
        ))}
      </div>
      {onClose && (
        <button type="button" class="link" onClick={onClose}>
          {text.address.close}
        </button>
      )}
    </section>
  );
}
