import { browser } from '../../browser.ts';
import { FailureError } from '../../domain/failure.ts';
import type { ProfileRef } from '../../domain/identity/keys.ts';
import { optionsRoutes } from '../../domain/settings/options-route.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import type { CopiedSample, DocsSample } from '../../messages/protocol/docs.ts';
import { profileOf, refOf } from '../lookup.ts';
import { activeRef, checkSample, copySampleFor } from './copy-sample.ts';

/** The sample that waits for a profile to be chosen; in memory only, and there is no secret in it. */
const WAITING = 'waitingSample';
/** How long it waits, in ms: the window may stay open, the wish is forgotten. */
const WAITING_SAMPLE_TTL_MS = 10 * MINUTE_MS;
const WINDOW_SIZE = { width: 400, height: 560 };

/** "Another profile just this once": keeps the sample and opens the extension's page that lists the profiles. */
export async function chooseProfile(sample: DocsSample): Promise<null> {
  checkSample(sample);
  const { profileKey, text, places, method, what } = sample;
  const waiting: DocsSample = { profileKey, text, places, method, what };
  await browser.storage.session.set({ [WAITING]: { sample: waiting, at: Date.now() } });
  await openWindow('pick.html');
  return null;
}

/** Copies the sample that waits with a token of the chosen profile. Throws `not-found` when none waits any more. */
export async function copyWaitingSample(data: ProfileRef): Promise<CopiedSample> {
  const waiting = (await browser.storage.session.get(WAITING))[WAITING] as
    | { sample: DocsSample; at: number }
    | undefined;
  if (!waiting || Date.now() - waiting.at > WAITING_SAMPLE_TTL_MS)
    throw new FailureError({ code: 'not-found' });
  const copied = await copySampleFor(await profileOf(refOf(data)), waiting.sample, null);
  await browser.storage.session.remove(WAITING);
  return copied;
}

/** Opens the popup on the toolbar; in a window of its own where the browser does not allow that. */
export async function openSwitcher(): Promise<null> {
  try {
    await browser.action.openPopup();
  } catch {
    await openWindow('popup.html');
  }
  return null;
}

/** Opens the active profile's tokens in the options page. */
export async function openTokens(): Promise<null> {
  const route = optionsRoutes.tokens(await activeRef());
  await browser.tabs.create({ url: `${browser.runtime.getURL('options.html')}${route}` });
  return null;
}

async function openWindow(page: 'pick.html' | 'popup.html'): Promise<void> {
  await browser.windows.create({ url: browser.runtime.getURL(page), type: 'popup', ...WINDOW_SIZE });
}
