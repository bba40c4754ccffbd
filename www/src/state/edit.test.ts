import { describe, expect, it } from "vitest";
import { view } from "../../test/fixture";
import { asWritten, editFields, editFrom, isTyped, outsideLimits } from "./edit";

const option = view.options[1];
if (!option) throw new Error("the fixture has lost its second option");
const written = asWritten(option);

describe("the editor's boxes", () => {
  it("as the file fills them are no change", () => {
    expect(editFrom(option, written)).toBeNull();
    expect(editFrom(option, { ...written, staff: " 51.0 " })).toBeNull();
  });
  it("carry only what differs", () => {
    expect(editFrom(option, { ...written, staff: "60" })).toEqual({ programme: "intensive", staff: 60 });
  });
  it("survive the way through the address", () => {
    const change = editFrom(option, { staff: "60", caseload: "8.5", start: "2022-04", ramp_months: "6" });
    expect(editFrom(option, { ...written, ...editFields(change) })).toEqual(change);
  });
  it.each(["", " ", "abc", "-1", "580", "NaN", "Infinity", "1e2", "0x10", "1,000", "٣", "--5"])(
    "with “%s” are refused in a sentence that has the range and what was typed",
    (staff) => {
      const message = outsideLimits(view.editor_fields, { ...written, staff }).staff ?? "";
      expect(message).toContain("from 0 to 200");
      expect(message).toContain(staff.trim() === "" ? "empty" : `You typed ${staff}.`);
    },
  );
  it.each(["0", "200", "51.5", ".5", "+3", " 7 "])("with “%s” are allowed", (staff) => {
    expect(outsideLimits(view.editor_fields, { ...written, staff })).toEqual({});
  });
  it("kept from before are taken only if they are all there", () => {
    expect(isTyped(written)).toBe(true);
    for (const rubbish of [null, undefined, 3, "x", {}, { ...written, staff: 5 }]) expect(isTyped(rubbish)).toBe(false);
  });
});
