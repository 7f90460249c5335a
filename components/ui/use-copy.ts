import { useRef, useState } from 'preact/hooks';

const COPIED_TIMEOUT_MS = 1500;

/**
 * Copies a text that is no secret from the page that shows it; the background writes secrets. `outcome` is the
 * result of the last copy, to be shown where it was pressed: a success for a moment, a refusal until the next
 * try. Null: nothing to say.
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
      // The browser refuses it to a page without the focus, and where its settings or a policy say so.
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
