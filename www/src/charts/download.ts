/** Files made on this computer and handed to its own downloads. */

export const CSV_TYPE = "text/csv;charset=utf-8";
export const EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function saveFile(name: string, content: BlobPart, type: string): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([content], { type }));
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

const INLINED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "stroke-linejoin", "stroke-linecap", "opacity", "font-family", "font-size", "font-weight", "font-variant-numeric", "text-anchor", "paint-order", "letter-spacing"];

/** The picture as a file that stands by itself: styles written into it, a title, its source beneath. */
export function standaloneSvg(picture: SVGSVGElement, title: string, source: string): string {
  const copy = picture.cloneNode(true) as SVGSVGElement;
  inlineStyles(picture, copy);
  const box = picture.viewBox.baseVal;
  const [x, y, width, height] = box && box.width > 0 ? [box.x, box.y, box.width, box.height] : [0, 0, picture.clientWidth, picture.clientHeight];
  const [above, below] = [36, 28];
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `${x} ${y - above} ${width} ${height + above + below}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height + above + below));
  for (const style of copy.querySelectorAll("style")) style.remove();
  copy.prepend(make("title", {}, title), make("rect", { x, y: y - above, width, height: height + above + below, fill: "#ffffff" }), make("text", { x, y: y - 14, fill: "#0b0c0c", "font-family": "Arial, sans-serif", "font-size": 16, "font-weight": 700 }, title));
  copy.append(make("text", { x, y: y + height + 18, fill: "#4a5257", "font-family": "Arial, sans-serif", "font-size": 12 }, source));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/** Dots of a PNG for one of the picture's: sharp in a paper and on a projector. */
const DOTS = 3;

/** A picture that stands by itself, as PNG for programs that take no SVG. Drawn in this page: nothing is sent. */
export async function png(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [DOTS * image.width, DOTS * image.height];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) => canvas.toBlob((made) => (made ? done(made) : fail(new Error("no room for the picture"))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function inlineStyles(from: Element, to: Element): void {
  const computed = getComputedStyle(from);
  for (const property of INLINED) {
    const value = computed.getPropertyValue(property);
    if (value) to.setAttribute(property, value);
  }
  to.removeAttribute("class");
  to.removeAttribute("style");
  const [before, after] = [[...from.children], [...to.children]];
  before.forEach((child, index) => {
    const twin = after[index];
    if (twin) inlineStyles(child, twin);
  });
}

function make(tag: string, attributes: Record<string, string | number>, content?: string): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (content !== undefined) element.textContent = content;
  return element;
}
