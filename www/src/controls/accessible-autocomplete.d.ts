/** The package comes without types: what the page uses of it. */
declare module "accessible-autocomplete" {
  interface Options {
    element: HTMLElement;
    id: string;
    source: (typed: string, show: (found: string[]) => void) => void;
    defaultValue?: string;
    autoselect?: boolean;
    confirmOnBlur?: boolean;
    displayMenu?: "inline" | "overlay";
    onConfirm?: (chosen: string | undefined) => void;
    tNoResults?: () => string;
  }
  export default function accessibleAutocomplete(options: Options): void;
}
