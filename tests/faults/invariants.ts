import { decodedStores } from '../e2e/artefacts.ts';
import type { World } from './world.ts';

/** What no page may ever show. */
const NONSENSE = /\bundefined\b|\bNaN\b|\[object |\b1970\b|Invalid Date/;
const SETTLE_MS = 15_000;

/** What does not hold now, as sentences. Each page must be readable; nothing may be unhandled; the active profile is there. */
export async function broken(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const page of world.pages) {
    const text = await page.locator('body').innerText();
    const nonsense = NONSENSE.exec(text);
    if (nonsense) found.push(`${page.url()} shows "${around(text, nonsense.index)}"`);
  }
  found.push(...world.extension.errors.map((error) => `nobody caught: ${error}`));
  const { settings, profiles } = await world.stores('settings', 'profiles');
  const active = settings.find(({ key }) => key === 'active')?.active as
    | { connectionKey: string; profileKey: string }
    | undefined;
  const isThere = profiles.some(
    (row) => row.profileKey === active?.profileKey && row.connectionKey === active?.connectionKey,
  );
  if (!isThere) found.push(`the active profile is lost: ${JSON.stringify(active)}`);
  if (profiles.length !== world.account.profiles.length)
    found.push(`${profiles.length} profiles are stored of ${world.account.profiles.length}`);
  return found;
}

/** Profiles other than those that a fault was aimed at which bear a mark of it. */
export async function marked(world: World, aimedAt: ReadonlySet<string>): Promise<string[]> {
  const { profiles } = await world.stores('profiles');
  return profiles
    .filter(({ access, id }) => access === 'denied' && !aimedAt.has(String(id)))
    .map(({ name }) => `${String(name)} is marked as denied by another profile's fault`);
}

/** Pages that still load when everything works again. */
export async function unsettled(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const page of world.pages) {
    const busy = page.locator('[aria-busy="true"], .skeleton:visible');
    const deadline = Date.now() + SETTLE_MS;
    while ((await busy.count()) > 0) {
      if (Date.now() > deadline) {
        found.push(`${page.url()} still loads after ${SETTLE_MS / 1000} s`);
        break;
      }
      await page.evaluate(() => new Promise((frame) => requestAnimationFrame(frame)));
    }
  }
  return found;
}

/** Tokens of the platform's that lie anywhere but in the vault; `planted` must be found, or the search is blind. */
export async function leaked(world: World): Promise<string[]> {
  const planted = 'p-00000000-planted-control';
  await world.extension.probe.evaluate((value) => chrome.storage.local.set({ planted: value }), planted);
  const stored = await decodedStores(world.extension);
  await world.extension.probe.evaluate(() => chrome.storage.local.remove('planted'));
  if (!stored.includes(planted)) return ['the search for tokens does not find one that was planted'];
  const pages = await Promise.all(world.pages.map((page) => page.content()));
  return world.sandbox.state.tokens
    .filter(({ token }) => stored.includes(token) || pages.some((page) => page.includes(token)))
    .map(({ name }) => `the token "${name}" lies outside the vault`);
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 40), index + 40).replaceAll('\n', ' ');
}
