import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import { refId } from '../../../lib/domain/identity/keys.ts';
import { putConnection, updateConnection } from '../../../lib/store/connections.ts';
import { replaceProfiles } from '../../../lib/store/profiles.ts';
import { watchMenus } from '../../../lib/toolbar/context-menu.ts';
import { SWITCH_PREFIX } from '../../../lib/toolbar/context-menu-items.ts';
import { connectionRow, freshDatabase, profileRow } from '../store/rows.ts';

const [one, two] = [connectionRow(1), connectionRow(2)];

let shown: string[] = [];
let click: (data: { menuItemId: string }) => void;
const action = async () => {};
const ACTIONS = { switchTo: action, previous: action, copyToken: action, copyAs: action, manage: action };
beforeEach(async () => {
  await freshDatabase();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  Object.assign(browser.contextMenus, {
    onClicked: {
      addListener: (listener: typeof click) => {
        click = listener;
      },
    },
    removeAll: async () => {
      shown = [];
    },
    create: ({ id }: { id: string }) => void shown.push(id),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

async function expectEntry(id: string): Promise<void> {
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitFor(() => expect(shown).toContain(id));
}

test('a profile that two accounts see is switched to through the one that works', async () => {
  for (const connection of [one, two]) {
    await putConnection(connection);
    await replaceProfiles(connection.key, [profileRow(connection.key, 1), profileRow(connection.key, 2)]);
  }
  const ofProfile = (key: typeof one.key) => SWITCH_PREFIX + refId(profileRow(key, 1));
  watchMenus(ACTIONS);
  await expectEntry(ofProfile(one.key));
  await updateConnection(one.key, (before) => ({ ...before, state: 'needs-sign-in' }));
  await expectEntry(ofProfile(two.key));
});

test('a switch that fails makes the menu again: the browser has moved the mark to the pressed profile', async () => {
  await putConnection(one);
  await replaceProfiles(one.key, [profileRow(one.key, 1), profileRow(one.key, 2)]);
  watchMenus({ ...ACTIONS, switchTo: () => Promise.reject(new Error('no such profile')) });
  const id = SWITCH_PREFIX + refId(profileRow(one.key, 2));
  await expectEntry(id);
  shown = [];
  click({ menuItemId: id });
  await expectEntry(id);
});
