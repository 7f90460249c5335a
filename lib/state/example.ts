import { type ReadonlySignal, signal } from '@preact/signals';

/** Key in `localStorage`, which all pages share, and which the background doesn't have. */
const KEY = 'example';

const shown = signal(false);

/** True while this page shows example data instead of an account's. */
export const isExample: ReadonlySignal<boolean> = shown;

/** Returns true if the person chose to look around, here or on another page. */
export function isExampleChosen(): boolean {
  return globalThis.localStorage?.getItem(KEY) != null;
}

/**
 * Replaces what this page reads with example data. If that fails, the next page to be loaded shows none. Returns what
 * adds the rest, which the first frame doesn't need.
 */
export async function showExample(): Promise<() => Promise<void>> {
  try {
    const { openExample, addExampleHistory } = await import('../example/open-example.ts');
    await openExample();
    shown.value = true;
    return addExampleHistory;
  } catch (error) {
    localStorage.removeItem(KEY);
    throw error;
  }
}

/** Shows example data on every page of the extension. `goTo` sets this page's address for it. */
export function lookAround(goTo: () => void = () => {}): void {
  localStorage.setItem(KEY, 'shown');
  goTo();
  location.reload();
}

/** Removes everything of the example from this browser, and loads every page again. */
export async function leaveExample(): Promise<void> {
  await forgetExample().finally(() => location.reload());
}

/** Removes everything of the example from this browser, without loading this page again. */
export async function forgetExample(): Promise<void> {
  // First, so that no page shows example data again whatever happens to the rest.
  localStorage.removeItem(KEY);
  const { deleteExample } = await import('../example/open-example.ts');
  await deleteExample();
}

/** Loads this page again when the example is shown or left on another page. */
export function followExample(): void {
  addEventListener('storage', ({ key }) => {
    if (key === KEY) location.reload();
  });
}
