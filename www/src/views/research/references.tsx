/** The documents behind the numbers: a source that opens them, and the list of all. */
import type { ReferenceView } from "../../engine/types";
import { text } from "../../text";

/** A source in few words; one click shows the documents that it names, in full. */
export function SourceText({ words, ids = [], references }: { words: string; ids?: string[] | undefined; references: ReferenceView[] }) {
  const named = references.filter(({ id }) => ids.includes(id));
  if (named.length === 0) return <>{words}</>;
  return (
    <details class="source-text">
      <summary>{words}</summary>
      <References references={named} />
    </details>
  );
}

export function References({ references }: { references: ReferenceView[] }) {
  return (
    <ul class="references">
      {references.map((one) => (
        <li key={one.id}>
          <Reference one={one} />
        </li>
      ))}
    </ul>
  );
}

function Reference({ one: { short, citation, url, about } }: { one: ReferenceView }) {
  return (
    <>
      {citation}{" "}
      {url?.startsWith("https://") && (
        <a class="link" href={url} target="_blank" rel="noopener noreferrer">
          {text.sources.open}
          <span class="hidden">: {short}</span>
        </a>
      )}
      <span class="register-path">{about}</span>
    </>
  );
}

/** A reference in one line, for tables that are taken away. */
export const inFull = (references: ReferenceView[], ids: string[] = []): string =>
  references
    .filter(({ id }) => ids.includes(id))
    .map(({ citation, url, about }) => [citation, url, about].filter(Boolean).join(" "))
    .join(" | ");
