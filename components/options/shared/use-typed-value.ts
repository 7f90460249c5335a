import type { TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';

/**
 * Returns what is typed in a field (null: nothing) and whether that is invalid, with the input's handlers. It is saved
 * when the field is left. What was typed stays while it is invalid, or if `save` returns false. `parse`: null for an
 * invalid text.
 */
export function useTypedValue<Value>(
  parse: (text: string) => Value | null,
  save: (value: Value) => Promise<boolean>,
) {
  const [typed, setTyped] = useState<string | null>(null);
  const parsed = typed === null ? null : parse(typed);
  const invalid = typed !== null && parsed === null;
  return {
    typed,
    invalid,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => setTyped(event.currentTarget.value),
    onChange: async () => {
      if (invalid || (parsed !== null && !(await save(parsed)))) return;
      // What was typed meanwhile stays.
      setTyped((now) => (now === typed ? null : now));
    },
  };
}
