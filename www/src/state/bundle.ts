/** The scenario files that come with the page, by path relative to scenarios/. */
const found = import.meta.glob<string>("../../../scenarios/**/*.toml", { query: "?raw", import: "default", eager: true });

export const bundled: Record<string, string> = Object.fromEntries(Object.entries(found).map(([path, content]) => [path.replace(/^.*\/scenarios\//, ""), content]));
