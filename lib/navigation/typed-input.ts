import { browser } from '../browser.ts';

/** The lock of a tab whose page has something typed in it; the browser ends it with the page. */
const lockOf = (tabId: number | undefined) => `typed in tab ${tabId}`;

/** Marks the page's tab while something typed is in it. A filter isn't meant: it is in the page's address. */
export function followTypedInput(): void {
  const typed = new Set<HTMLInputElement>();
  let release = () => {};
  const releaseIfGone = () => {
    if ([...typed].some(({ isConnected, value }) => isConnected && value !== '')) return;
    typed.clear();
    drawn.disconnect();
    release();
  };
  const drawn = new MutationObserver(releaseIfGone);
  addEventListener('beforeinput', ({ target }) => {
    const field = target as HTMLInputElement;
    if (field.type === 'search') return;
    if (typed.size === 0) {
      void hold(new Promise((resolve) => (release = resolve)));
      drawn.observe(document, { childList: true, subtree: true });
    }
    typed.add(field);
  });
  // A field that was emptied may change nothing else. What opens a page may be pressed in another tab now.
  addEventListener('blur', releaseIfGone);
}

async function hold(until: Promise<void>): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  await navigator.locks.request(lockOf(tab?.id), () => until);
}

/** Returns a function that returns true for a tab whose page has something typed in it. */
export async function readTypedTabs(): Promise<(tabId: number) => boolean> {
  const { held } = await navigator.locks.query();
  return (tabId) => held?.some(({ name }) => name === lockOf(tabId)) === true;
}
