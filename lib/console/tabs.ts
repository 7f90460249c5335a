import { atMost } from '../async/at-most.ts';
import { browser } from '../browser.ts';
import { currentPolicy } from '../policy/policy.ts';
import { type ConsoleOrigin, consolePattern, isDefaultStore, sectionAfterSwitch } from './console-site.ts';

/** How long a page may take to say whether it has unsaved input. */
const MAX_ANSWER_MS = 1000;
/** Content script of the console's pages, which detects unsaved input. */
const PAGE_SCRIPT = 'console-page.js';

/**
 * Returns true if the person allowed the extension to follow this console, by granting the host permission, and
 * their organization doesn't forbid it.
 */
export async function mayFollow(site: ConsoleOrigin): Promise<boolean> {
  if (!(await currentPolicy()).policy.allowConsoleFollowing) return false;
  return browser.permissions.contains({ origins: [consolePattern(site)] });
}

/**
 * Returns false for tabs of private windows and containers: the console has another session there, which isn't
 * followed.
 */
const isFollowed = ({ incognito, cookieStoreId }: { incognito: boolean; cookieStoreId?: string }): boolean =>
  !incognito && isDefaultStore(cookieStoreId);

/** Returns true if the console in a tab is followed; `ifClosed` for a tab that can't be asked anymore. */
export const isFollowedTab = (tabId: number, { ifClosed }: { ifClosed: boolean }): Promise<boolean> =>
  browser.tabs.get(tabId).then(isFollowed, () => ifClosed);

/** Returns a console's open tabs that are followed. The host permission includes the addresses of their pages. */
async function tabsOf(site: ConsoleOrigin): Promise<{ id: number; url: string | undefined }[]> {
  const tabs = await browser.tabs.query({ url: consolePattern(site) });
  return tabs.filter(isFollowed).flatMap(({ id, url }) => (id === undefined ? [] : { id, url }));
}

/** Returns how many of a console's tabs have, or may have, unsaved input. A tab that can't be asked has none. */
export function countUnsavedTabs(site: ConsoleOrigin): Promise<number> {
  return countTabs(
    site,
    () => (globalThis as { holdsUnsavedInput?: () => boolean }).holdsUnsavedInput?.() ?? false,
    [],
  );
}

/** Returns how many of a console's tabs show, or may show, a page that was opened before `at` (epoch ms). */
export function countTabsFrom(site: ConsoleOrigin, at: number): Promise<number> {
  return countTabs(site, (time) => performance.timeOrigin < time, [at]);
}

/** Returns for how many of a console's tabs `isSo`, which is run in their pages, returns true. */
async function countTabs<Args extends unknown[]>(
  site: ConsoleOrigin,
  isSo: (...args: Args) => boolean,
  args: Args,
): Promise<number> {
  const results = await Promise.all((await tabsOf(site)).map(({ id }) => isSoIn(id, isSo, args)));
  return results.filter(Boolean).length;
}

async function isSoIn<Args extends unknown[]>(
  tabId: number,
  func: (...args: Args) => boolean,
  args: Args,
): Promise<boolean> {
  // A tab that the browser has put to sleep answers only when it is woken, and keeps what was typed.
  let result = true;
  // At once: a page that is being loaded says when that began, and has no input yet.
  const asked = browser.scripting
    .executeScript({ target: { tabId }, func, args, injectImmediately: true })
    .then(
      ([frame]) => {
        result = frame?.result === true;
      },
      // An error page, or a tab that was closed meanwhile.
      () => {
        result = false;
      },
    );
  await atMost(MAX_ANSWER_MS, asked);
  return result;
}

/**
 * Reloads all tabs of a console, which was switched to another profile. Those that show what only the profile before
 * has go to its section: the console would only say that it isn't there.
 */
export async function reloadConsoleTabs(site: ConsoleOrigin): Promise<void> {
  const reload = async ({ id, url: pageUrl }: { id: number; url: string | undefined }) => {
    const url = sectionAfterSwitch(site, pageUrl);
    await (url === null ? browser.tabs.reload(id) : browser.tabs.update(id, { url }));
  };
  // One that was closed meanwhile needs none.
  await Promise.all((await tabsOf(site)).map((tab) => reload(tab).catch(() => undefined)));
}

/** Runs the content script in all pages of these consoles, including open ones, and in no other pages. */
export async function watchPages(consoles: ConsoleOrigin[]): Promise<void> {
  await browser.scripting.unregisterContentScripts();
  if (consoles.length === 0) return;
  await browser.scripting.registerContentScripts([
    { id: 'console', js: [PAGE_SCRIPT], matches: consoles.map(consolePattern), runAt: 'document_start' },
  ]);
  const open = (await Promise.all(consoles.map(tabsOf))).flat();
  // Not awaited: in a tab that sleeps it runs once that is woken. One that was closed meanwhile needs none.
  for (const { id: tabId } of open)
    void browser.scripting.executeScript({ target: { tabId }, files: [PAGE_SCRIPT] }).catch(() => undefined);
}
