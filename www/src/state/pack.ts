/** Changes of files as a difference by lines, deflated and written with letters that an address may hold. */

/** Lines taken out of a file from `at` on, and what stands in their place. */
export interface Hunk {
  at: number;
  out: number;
  put: string[];
}

type Packed = Record<string, [number, number, string[]][]>;

const lines = (text: string) => text.split("\n");

/** The changed middle of a file, cut where enough lines agree. */
export function hunks(before: string, after: string): Hunk[] {
  const [a, b] = [lines(before), lines(after)];
  const found: Hunk[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
      continue;
    }
    const [out, put] = nextAgreement(a, b, i, j);
    found.push({ at: i, out, put: b.slice(j, j + put) });
    i += out;
    j += put;
  }
  return found;
}

/** How many lines to leave on each side until two lines agree again. */
function nextAgreement(a: string[], b: string[], i: number, j: number): [number, number] {
  const FAR = 400;
  for (let sum = 1; sum < FAR; sum += 1) {
    for (let out = 0; out <= sum; out += 1) {
      const put = sum - out;
      const [x, y] = [a[i + out], b[j + put]];
      if (x !== undefined && x === y && (x.trim() !== "" || (a[i + out + 1] ?? "") === (b[j + put + 1] ?? ""))) return [out, put];
    }
  }
  return [a.length - i, b.length - j];
}

export function applyHunks(before: string, changes: Hunk[]): string | undefined {
  const left = lines(before);
  const made: string[] = [];
  let i = 0;
  for (const { at, out, put } of changes) {
    if (at < i || at + out > left.length) return undefined;
    made.push(...left.slice(i, at), ...put);
    i = at + out;
  }
  return [...made, ...left.slice(i)].join("\n");
}

/** Changes of files, deflated and written with letters that an address may hold. */
export async function packFiles(before: Record<string, string>, after: Record<string, string>): Promise<string> {
  const packed: Packed = {};
  for (const [path, content] of Object.entries(after)) {
    const was = before[path];
    if (was !== content) packed[path] = hunks(was ?? "", content).map(({ at, out, put }) => [at, out, put]);
  }
  return toLetters(await through(new TextEncoder().encode(JSON.stringify(packed)), new CompressionStream("deflate-raw")));
}

const MOST_UNPACKED = 4_000_000;

/** The files that a link asks for, or nothing if it does not fit the files that come with this page. */
export async function unpackFiles(before: Record<string, string>, packed: string): Promise<Record<string, string> | undefined> {
  try {
    const bytes = await through(fromLetters(packed), new DecompressionStream("deflate-raw"), MOST_UNPACKED);
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    const after = { ...before };
    for (const [path, changes] of Object.entries(parsed)) {
      const was = Object.hasOwn(before, path) ? before[path] : undefined;
      const made =
        was === undefined || !isHunks(changes)
          ? undefined
          : applyHunks(
              was,
              changes.map(([at, out, put]) => ({ at, out, put })),
            );
      if (made === undefined) return undefined;
      after[path] = made;
    }
    return after;
  } catch {
    return undefined;
  }
}

function isHunks(value: unknown): value is Packed[string] {
  const size = (number: unknown) => Number.isInteger(number) && (number as number) >= 0;
  return Array.isArray(value) && value.every((one) => Array.isArray(one) && size(one[0]) && size(one[1]) && Array.isArray(one[2]) && one[2].every((line) => typeof line === "string"));
}

async function through(bytes: Uint8Array, stream: CompressionStream | DecompressionStream, most = Infinity): Promise<Uint8Array> {
  const writer = stream.writable.getWriter();
  const writing = writer.write(bytes as BufferSource).then(() => writer.close());
  // A broken stream is reported by the reader below.
  writing.catch(() => undefined);
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = stream.readable.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) throw new RangeError("too large");
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function toLetters(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromLetters(letters: string): Uint8Array {
  const text = atob(letters.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
