import { browser } from '../browser.ts';
import { type ConsoleOrigin, consolePattern } from './console-site.ts';

/** The file that is run in the console's pages: it knows which of them hold input that is not saved. */
const PAGE_SCRIPT = 'console-page.js';

/** True when the person lets the extension follow this console: the host permission is the opt-in. */
export function mayFollow(console: ConsoleOrigin): Promise<boolean> {
  return browser.permissions.contains({ origins: [consolePattern(console)] });
}

/** Ids of the open tabs of a console. */
async function tabsOf(console: ConsoleOrigin): Promise<number[]> {
  const tabs = await browser.tabs.query({ url: consolePattern(console) });
  return tabs.flatMap(({ id }) => (id === undefined ? [] : [id]));
}

/** How many of the console's tabs hold input that is not saved. A tab that can't be asked holds none that a reload loses. */
export async function countUnsavedTabs(console: ConsoleOrigin): Promise<number> {
  const answers = await Promise.all((await tabsOf(console)).map(holdsUnsavedInput));
  return answers.filter(Boolean).length;
}

async function holdsUnsavedInput(tabId: number): Promise<boolean> {
  try {
    const [frame] = await browser.scripting.executeScript({
      target: { tabId },
      func: () => (globalThis as { holdsUnsavedInput?: () => boolean }).holdsUnsavedInput?.() ?? false,
    });
    return frame?.result === true;
  } catch {
    // An error page, or a tab that was closed meanwhile.
    return false;
  }
}

export async function reloadConsoleTabs(console: ConsoleOrigin): Promise<void> {
  await Promise.all((await tabsOf(console)).map((id) => browser.tabs.reload(id).catch(() => undefined)));
}

/** Has the page script run in every page of these consoles, the open ones too, and in no other page. */
export async function watchPages(consoles: ConsoleOrigin[]): Promise<void> {
  await browser.scripting.unregisterContentScripts();
  if (consoles.length === 0) return;
  await browser.scripting.registerContentScripts([
    { id: 'console', js: [PAGE_SCRIPT], matches: consoles.map(consolePattern), runAt: 'document_start' },
  ]);
  const open = (await Promise.all(consoles.map(tabsOf))).flat();
  await Promise.all(
    open.map((tabId) =>
      browser.scripting.executeScript({ target: { tabId }, files: [PAGE_SCRIPT] }).catch(() => undefined),
    ),
  );
}
