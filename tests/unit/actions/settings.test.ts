import { beforeEach, expect, test } from 'vitest';
import { setPreferences } from '../../../lib/actions/settings.ts';
import { getPreferences } from '../../../lib/store/settings.ts';
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
  ['thresholds', { alerts: { thresholds: [0] } }],
  ['quiet', { alerts: { quiet: { to: 5000 } } }],
  ['badge', { badge: { ring: 'yes' as unknown as boolean } }],
])('a value out of bounds is refused by its name (%s), and nothing is stored', async (field, change) => {
  const before = await getPreferences();
  await expect(setPreferences({ change })).rejects.toMatchObject({
    failure: { code: 'invalid-input', field },
  });
  expect(await getPreferences()).toEqual(before);
});
