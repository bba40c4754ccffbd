/**
 * An address as it was before mail, chat or a word processor changed it. An address of this page is made of letters,
 * digits and / ? & = . * _ - alone (state/address.ts), so whatever else is in one was put there on the way.
 */

/** How often something may have been written with per cent signs anew. */
const MOST_CODINGS = 6;

const ENTITIES: [RegExp, string][] = [
  [/&(amp|#0*38|#x0*26);?/gi, "&"],
  [/&(quot|apos|lt|gt|nbsp|#0*(34|39|60|62|160)|#x0*(22|27|3c|3e|a0));?/gi, " "],
  [/&(equals|#0*61|#x0*3d);/gi, "="],
  [/&(quest|#0*63|#x0*3f);/gi, "?"],
  [/&(sol|#0*47|#x0*2f);/gi, "/"],
  [/&(ast|#0*42|#x0*2a);/gi, "*"],
  [/&(lowbar|#0*95|#x0*5f);/gi, "_"],
  [/&(hyphen|dash|ndash|#0*45|#x0*2d);/gi, "-"],
  [/&(period|#0*46|#x0*2e);/gi, "."],
];

export function meant(fragment: string): string {
  let words = decoded(fragment);
  // Quoted-printable mail writes "=" as "=3D" and ends lines with "=".
  const joined = words.replace(/=[ \t]*\r?\n/g, "");
  if (/=3D/i.test(joined) && !/=(?!3D)/i.test(joined)) words = joined.replace(/=3D/gi, "=");
  words = words
    .replace(/[\u2010-\u2015\u2212\ufe63\uff0d]/g, "-")
    // Line breaks, with the marks of quoted mail, and what cannot be seen.
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\\]+/g, "")
    .replace(/\s[\s>|]*/g, "")
    .replace(/^[#!"'“”‘’«»([{<*_`~]+/, "");
  // A bracket or a quotation mark ends a link, unless more of the address follows it.
  const [link = ""] = words.split(/[)\]}>"'“”‘’«»`](?=$|[^A-Za-z0-9=&][^=]*$|\w[^=]*<)/, 1);
  return link.replace(/[^A-Za-z0-9_=-]+$/, "");
}

function decoded(fragment: string): string {
  let words = fragment;
  for (let times = 0; times < MOST_CODINGS; times += 1) {
    const before = words;
    for (const [entity, letter] of ENTITIES) words = words.replace(entity, letter);
    words = words.replace(/(%[0-9a-f]{2})+/gi, (codes) => {
      try {
        return decodeURIComponent(codes);
      } catch {
        return codes;
      }
    });
    if (words === before) break;
  }
  return words;
}
