import { signal } from '@preact/signals';
import { h } from 'preact';
import { expect, it, vi } from 'vitest';

vi.mock('preact/hooks', async (original) => ({
  ...(await original<object>()),
  useState: (value: unknown) => [value, () => {}],
}));
vi.mock('../../../../components/popup/navigation.ts', () => ({ useNavigate: () => () => {} }));
vi.mock('../../../../components/popup/late-banner.ts', () => ({ shownLate: () => ({ value: true }) }));
vi.mock('../../../../lib/state/notifications.ts', () => ({ openInvitations: signal<unknown[]>([]) }));

import { ConnectionBanners } from '../../../../components/popup/connection-banners.tsx';
import { InvitationBanners } from '../../../../components/popup/invitation-banners.tsx';
import { displayText, isolate } from '../../../../lib/domain/text/foreign.ts';
import { t } from '../../../../lib/i18n/t.ts';
import { openInvitations } from '../../../../lib/state/notifications.ts';
import { connectionRows, loadedSignal } from '../../../../lib/state/store-signals.ts';
import { makeConnection } from '../../domain/make.ts';
import { textOf } from '../text-of.ts';

/** Its end is drawn from right to left, with whatever comes after it. */
const HOSTILE = 'Plant \u202e\u05d0';

it('the words of an invitation turn nothing around', () => {
  const notification = { id: '1', title: '', message: HOSTILE, invitation: { refuseButtonId: null } };
  (openInvitations as unknown as { value: unknown[] }).value = [{ connectionKey: 'a', notification }];
  expect(textOf(h(InvitationBanners, {}))).toBe(displayText(HOSTILE) + t('invitationAccept'));
  expect(textOf(h(InvitationBanners, {}), 'title')).toContain(displayText(HOSTILE));
  expect(textOf(h(InvitationBanners, {}), 'aria-label')).toBe(`Accept: ${isolate(HOSTILE)}`);
});

it('the name of an account turns nothing around', () => {
  connectionRows.set([makeConnection('a', { label: HOSTILE, state: 'needs-sign-in' })]);
  loadedSignal.value = 'all';
  const about = `${isolate(HOSTILE)} · US East`;
  expect(textOf(h(ConnectionBanners, {}))).toBe(about + t('popupSignInAgain'));
  expect(textOf(h(ConnectionBanners, {}), 'title')).toBe(about);
});
