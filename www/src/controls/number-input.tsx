/** The box that a number is typed into: text, so that what was typed stays as it was typed, with a keypad for numbers. */
export interface NumberInputProps {
  id: string;
  value: string;
  /** shown by the field's own error text */
  wrong: boolean;
  describedBy: string;
  disabled?: boolean;
  onType(value: string): void;
  onKeyDown?(event: KeyboardEvent): void;
}

export function NumberInput({ id, value, wrong, describedBy, disabled = false, onType, onKeyDown }: NumberInputProps) {
  return <input id={id} type="text" inputMode="decimal" autoComplete="off" spellcheck={false} value={value} disabled={disabled} aria-invalid={wrong ? "true" : undefined} aria-describedby={describedBy} onInput={(event) => onType(event.currentTarget.value)} {...(onKeyDown ? { onKeyDown } : {})} />;
}
