import { describe, expect, it } from "vitest";
import { view } from "../../test/fixture";
import { readAddress, writeAddress } from "./address";
import { asWritten, changes, editFields, editFrom, fieldsOf, isTyped, outsideLimits, withTyped } from "./edit";

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
    const change = editFrom(option, {
      ...written,
      staff: "60",
      caseload: "8.5",
      start: "2022-04",
      ramp_months: "6",
      until: "2024-04",
      paid_by: "grant",
      grants: "grant.on..health.2022-10",
    });
    expect(change).toMatchObject({ staff: 60, until: "2024-04", paid_by: "grant", grants: { health: "2022-10" } });
    expect(editFrom(option, withTyped(option, editFields(change)))).toEqual(change);
    const { address } = readAddress(writeAddress({ fields: editFields(change) }));
    expect(editFrom(option, withTyped(option, address.fields))).toEqual(change);
  });
  it("are places where a programme is given by them, and staff else", () => {
    const placed = { ...option, editor: { ...option.editor, by_places: true, places: 20 } };
    const ids = (one: typeof option) => fieldsOf(view, one).map((field) => field.id);
    expect(ids(option)).toEqual(["staff", "caseload", "start", "ramp_months", "until", "paid_by", "grants"]);
    expect(ids(placed)).toEqual(["places", "start", "ramp_months", "until", "paid_by", "grants"]);
    expect(editFrom(placed, { ...asWritten(placed), places: "40", staff: "99" })).toEqual({ programme: "intensive", places: 40 });
  });
  it("say in words what was changed, and from what", () => {
    const said = changes(view, option, { staff: "60", until: "2024-04", paid_by: "grant", grants: "health.on" });
    expect(said).toEqual(["Key workers 60, was 51", "First month without it April 2024, was no end", "Who pays A grant, was the base budget", "Health goes on, was until April 2023"]);
  });
  it.each(["", " ", "abc", "-1", "580", "NaN", "Infinity", "1e2", "0x10", "1,000", "٣", "--5"])("with “%s” are refused in a sentence that has the range and what was typed", (staff) => {
    const message = outsideLimits(view.editor_fields, { ...written, staff }).staff ?? "";
    expect(message).toContain("from 0 to 200");
    expect(message).toContain(staff.trim() === "" ? "empty" : `You typed ${staff}.`);
  });
  it.each(["0", "200", "51.5", ".5", "+3", " 7 "])("with “%s” are allowed", (staff) => {
    expect(outsideLimits(view.editor_fields, { ...written, staff })).toEqual({});
  });
  it("kept from before are taken, also from when there were four, and rubbish is not", () => {
    expect(isTyped(written)).toBe(true);
    expect(isTyped({ staff: "1", caseload: "2", start: "2021-04", ramp_months: "0" })).toBe(true);
    for (const rubbish of [null, undefined, 3, "x", {}, { ...written, staff: 5 }]) expect(isTyped(rubbish)).toBe(false);
  });
});
