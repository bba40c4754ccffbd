import { describe, expect, it } from "vitest";
import { applyHunks, hunks, packFiles, unpackFiles } from "./pack";

const before = Array.from({ length: 900 }, (_, line) => (line % 7 === 0 ? "" : `value${line % 13} = ${line}`)).join("\n");

describe("changed files in a link", () => {
  it.each([
    ["a number", (text: string) => text.replace("= 5\n", "= 6\n")],
    ["many places", (text: string) => text.replaceAll("value3 =", "value3  =")],
    [
      "a part taken out",
      (text: string) =>
        text
          .split("\n")
          .filter((_, line) => line < 300 || line > 420)
          .join("\n"),
    ],
    ["a part put in", (text: string) => text.replace("value5 = 200", "one\ntwo\n\nthree = 4")],
    ["nothing left", () => ""],
    ["all new", () => "quite\nanother\nfile"],
    ["no change", (text: string) => text],
  ])("come back exactly: %s", async (_, change) => {
    const after = change(before);
    expect(applyHunks(before, hunks(before, after))).toBe(after);
    const files = { "a.toml": before, "b.toml": "x = 1\n" };
    const packed = await packFiles(files, { ...files, "a.toml": after });
    expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(await unpackFiles(files, packed)).toEqual({ ...files, "a.toml": after });
  });
  it("are short: twenty changed numbers fit a link that any program keeps", async () => {
    let after = before;
    for (let line = 40; line < 880; line += 42) after = after.replace(`= ${line}\n`, `= ${line * 1.07}\n`);
    const packed = await packFiles({ "councils/rotherham-2019.toml": before }, { "councils/rotherham-2019.toml": after });
    expect(packed.length).toBeLessThan(900);
  });
  it.each(["", "AAAA", "here", "____", "q1bKSM3JyVeyMtRRKs7ILy1SsgIyMgpKFKwA"])("that are rubbish are nothing and never throw: %s", async (rubbish) => {
    expect(await unpackFiles({ "a.toml": before }, rubbish)).toBeUndefined();
  });
  it.each(['{"a.toml":[[900000,1,["x"]]]}', '{"b.toml":[[0,0,["x"]]]}', '{"a.toml":[[-1,0,[]]]}', '{"__proto__":[[0,0,["x"]]]}', "[]", "3", '{"a.toml":[[0,0,[5]]]}'])("that do not fit are nothing: %s", async (json) => {
    const stream = new Blob([json]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const bytes = Buffer.from(await new Response(stream).arrayBuffer());
    expect(await unpackFiles({ "a.toml": before }, bytes.toString("base64url"))).toBeUndefined();
  });
});
