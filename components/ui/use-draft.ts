import { useCallback, useState } from 'preact/hooks';

const PREFIX = 'draft:';

type Change<Fields> = Partial<Fields> | ((before: Fields) => Partial<Fields>);

/**
 * Returns the fields of a form, kept through errors and a reload of the page (in sessionStorage, until the tab is
 * closed), a function to change some of them (or that gets what is typed and returns what changes), and one to clear
 * them. Never for a password, a code or a token: those stay in component state.
 */
export function useDraft<Fields extends object>(
  name: string,
  initial: Fields,
): [Fields, (change: Change<Fields>) => void, () => void] {
  const [fields, setFields] = useState<Fields>(() => ({ ...initial, ...readDraft<Fields>(name) }));
  const change = useCallback(
    (part: Change<Fields>) =>
      setFields((before) => {
        const after = { ...before, ...(typeof part === 'function' ? part(before) : part) };
        writeDraft(name, after);
        return after;
      }),
    [name],
  );
  const clear = useCallback(() => {
    sessionStorage.removeItem(PREFIX + name);
    setFields(initial);
  }, [name]);
  return [fields, change, clear];
}

/**
 * Returns a draft as {@link useDraft} does, for a dialog, with functions to clear it, and to clear it and close the
 * dialog, which then opens with what is stored, or with its careful defaults. A draft survives only what the person
 * didn't choose, such as the page being hidden while the vault is locked.
 */
export function useDialogDraft<Fields extends object>(
  name: string,
  initial: Fields,
  onClose: () => void,
): { fields: Fields; change: (change: Partial<Fields>) => void; clear: () => void; close: () => void } {
  const [fields, change, clear] = useDraft(name, initial);
  const close = () => {
    clear();
    onClose();
  };
  return { fields, change, clear, close };
}

/** Returns the stored draft, or nothing when there is none or it cannot be read. */
function readDraft<Fields>(name: string): Partial<Fields> {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(PREFIX + name) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Partial<Fields>) : {};
  } catch {
    return {};
  }
}

function writeDraft(name: string, fields: object): void {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(fields));
  } catch {
    // A full or forbidden sessionStorage only costs the draft.
  }
}
