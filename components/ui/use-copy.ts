import { useRef, useState } from 'preact/hooks';

/** How long a copy is confirmed beside its button. */
export const COPIED_TIMEOUT_MS = 1500;

/**
 * Returns a function that copies a text which is no secret (the background copies secrets), and `outcome`, the result
 * of the last copy, to be shown beside its button: a success for a moment, a refusal until the next try; else null.
 */
export function useCopy(): {
  outcome: 'copied' | 'refused' | null;
  copy: (text: string) => Promise<boolean>;
} {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const copy = async (text: string) => {
    clearTimeout(timer.current);
    try {
      // The browser refuses if the page doesn't have the focus, or its settings or a policy forbid it.
      await navigator.clipboard.writeText(text);
    } catch {
      setOutcome('refused');
      return false;
    }
    setOutcome('copied');
    timer.current = setTimeout(() => setOutcome(null), COPIED_TIMEOUT_MS);
    return true;
  };
  return { outcome, copy };
}
