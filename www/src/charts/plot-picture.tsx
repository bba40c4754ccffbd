/** An Observable Plot picture inside the page: drawn anew when its numbers or its width change. */
import { plot, type PlotOptions } from "@observablehq/plot";
import { useLayoutEffect } from "preact/hooks";
import { useWidth } from "./width";

export function PlotPicture({ name, height, options }: { name: string; height: number; options: (width: number) => PlotOptions }) {
  const [frame, width] = useWidth<HTMLDivElement>(588);
  useLayoutEffect(() => {
    const drawn = plot({ ...options(width), width, height, className: "chart" });
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", name);
    // The picture is one image with one name; names on its parts would be neither read nor allowed.
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    frame.current?.replaceChildren(drawn);
  });
  return <div class="plot" ref={frame} style={{ minHeight: `${height}px` }} />;
}
