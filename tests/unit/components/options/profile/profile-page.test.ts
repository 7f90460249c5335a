import { type ComponentChildren, h } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';
import { ProfilePage } from '../../../../../components/options/profile/profile-page.tsx';
import type { ProfileTab } from '../../../../../components/options/shell/router.ts';
import { refOf } from '../../../../../lib/domain/identity/keys.ts';
import { connectionRows, profileRows } from '../../../../../lib/state/store-signals.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { draw, openFakePage, paint } from '../../fake-page.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
vi.mock('../../../../../components/options/shell/page.tsx', () => ({
  Page: ({ title, children }: { title: string; children: ComponentChildren }) => [title, children],
  Section: () => null,
}));
vi.mock('../../../../../components/options/profile/usage-tab.tsx', () => ({
  UsageTab: () => {
    throw new TypeError('broken');
  },
}));
vi.mock('../../../../../components/options/profile/team-tab.tsx', () => ({ TeamTab: () => 'people' }));

const connection = makeConnection('a');
const profile = makeProfile(connection, 'p1', 'Demo');

beforeEach(openFakePage);

it('an error in one tab leaves the rest of the page, and the other tabs, as they are', async () => {
  connectionRows.set([connection]);
  profileRows.set([profile]);
  const shown = async (tab: ProfileTab) => {
    draw(h(ProfilePage, { profile: refOf(profile), tab }));
    await new Promise((resolve) => setImmediate(resolve));
    paint();
    return document.body.textContent;
  };
  expect(await shown('team')).toMatch(/Demo.*Team.*people/);
  expect(await shown('usage')).toMatch(/Demo.*Team.*Couldn’t show this part: Usage/);
  expect(await shown('team')).toMatch(/Demo.*Team.*people/);
});
