import { beforeEach, expect, test } from 'vitest';
import { setPreferences, setProfilePreferences } from '../../../lib/actions/settings.ts';
import { getProfilePreferences } from '../../../lib/store/profile-preferences.ts';
import { getPreferences } from '../../../lib/store/settings.ts';
import { refOfProfile } from '../domain/make.ts';
import { freshBrowser } from './fresh-browser.ts';

beforeEach(freshBrowser);

test('two changes to values of one setting that were made from the same state are both stored', async () => {
  await Promise.all([
    setPreferences({ change: { alerts: { thresholds: [70, 95] } } }),
    setPreferences({ change: { alerts: { forecast: false, quiet: { from: 60 } } } }),
    setPreferences({ change: { alerts: { quiet: { to: 90 } } } }),
    setPreferences({ change: { docs: { dock: false } } }),
    setPreferences({ change: { badge: { ring: true } } }),
  ]);
  expect(await getPreferences()).toMatchObject({
    alerts: { thresholds: [70, 95], forecast: false, reopened: true, quiet: { from: 60, to: 90 } },
    docs: { dock: false, buttons: true },
    badge: { value: 'worst', ring: true },
  });
});

test.each([
  [{ refreshMinutes: 0 }, 'refreshMinutes'],
  [{ refreshMinutes: 1.5 }, 'refreshMinutes'],
  [{ othersRefreshMinutes: 1 }, 'othersRefreshMinutes'],
  [{ autoLockMinutes: -1 }, 'autoLockMinutes'],
  [{ theme: 'pink' as never }, 'theme'],
  [{ clearClipboardAfter: 7 as 10 }, 'clearClipboardAfter'],
  [{ alerts: { thresholds: [0] } }, 'thresholds'],
  [{ alerts: { quiet: { to: 5000 } } }, 'quiet'],
  [{ badge: { value: 'everything' as 'worst', service: null, ring: false } }, 'badge'],
  [{ badge: { ring: 'yes' as unknown as boolean } }, 'badge'],
])('a value out of bounds is refused by its name, and nothing is stored: %j', async (change, field) => {
  const before = await getPreferences();
  await expect(setPreferences({ change })).rejects.toMatchObject({
    failure: { code: 'invalid-input', field },
  });
  expect(await getPreferences()).toEqual(before);
});

test('a preference is stored for all named profiles, and leaves their others as they are', async () => {
  const profileKeys = [refOfProfile(1).profileKey, refOfProfile(2).profileKey];
  await setProfilePreferences({ profileKeys: profileKeys.slice(0, 1), change: { tag: 'prod' } });
  await setProfilePreferences({ profileKeys, change: { markUp: { cents: 5 } } });
  const stored = await Promise.all(profileKeys.map(getProfilePreferences));
  expect(stored).toMatchObject([
    { tag: 'prod', markUp: { cents: 5 } },
    { tag: null, markUp: { cents: 5 } },
  ]);
});

test.each([
  [{ colour: 'red' }, 'colour'],
  [{ emoji: 'ab' }, 'emoji'],
  [{ thresholds: { input: [0] } }, 'thresholds'],
])('a value of a profile out of bounds is refused by its name: %j', async (change, field) => {
  const { profileKey } = refOfProfile(1);
  await expect(setProfilePreferences({ profileKeys: [profileKey], change })).rejects.toMatchObject({
    failure: { field },
  });
  expect((await getProfilePreferences(profileKey)).updatedAt).toBe(0);
});
