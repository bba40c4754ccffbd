/** state/bundle.ts; another one stands in for it in tests (see vite.config.ts). */
declare module "scenario-bundle" {
  export const bundled: Record<string, string>;
}
