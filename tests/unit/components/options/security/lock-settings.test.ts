import { h } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import { LockSettings } from '../../../../../components/options/security/lock-settings.tsx';
import { PermissionsContext } from '../../../../../components/options/shared/permissions.ts';
import { DEFAULT_PREFERENCES } from '../../../../../lib/domain/settings/settings.ts';
import { preferencesSignal } from '../../../../../lib/state/store-signals.ts';
import { draw, openFakePage, paint, watchDrawn } from '../../fake-page.ts';

beforeEach(openFakePage);

/** Draws the settings; returns the text, whether the first checkbox is checked, and what its button does. */
async function shown(lockWithComputer: boolean, granted: boolean) {
  const request = vi.fn(async () => false);
  const permissions = {
    optional: () => ({ has: async () => granted, request, remove: async () => true }),
    onChange: () => () => {},
  };
  preferencesSignal.value = { ...DEFAULT_PREFERENCES, lockWithComputer };
  const checked: boolean[] = [];
  let press = () => {};
  watchDrawn((name, props) => {
    const drawn = props as { checked: boolean; onClick: () => void };
    if (name === 'input') checked.push(drawn.checked);
    if (name === 'button') press = drawn.onClick;
  });
  const settings = h(LockSettings, { locked: false, autoLock: 15 });
  draw(h(PermissionsContext.Provider, { value: permissions as never }, settings));
  const drawn = async () => {
    paint();
    await new Promise((resolve) => setImmediate(resolve));
    return document.body.textContent;
  };
  // The second of two checkboxes is another setting.
  return { text: await drawn(), checked: checked.at(-2), press: () => press(), request, drawn };
}

it('locking with the computer that the browser does not allow says so, and can be allowed', async () => {
  const page = await shown(true, false);
  expect(page.text).toContain('has no effect');
  expect(page.checked).toBe(true);
  page.press();
  expect(page.request).toHaveBeenCalled();
  // “…stays off” is for a setting that is off.
  expect(await page.drawn()).toContain('has no effect');
});

it.each([
  [true, true],
  [false, false],
  [false, true],
])('it says nothing where that is as it is set: on %s, allowed %s', async (on, allowed) => {
  const { text, checked } = await shown(on, allowed);
  expect(text).not.toMatch(/has no effect|Allow/);
  expect(checked).toBe(on);
});
