import type { Signal } from '@preact/signals';
import { h } from 'preact';
import { beforeEach, expect, it, vi } from 'vitest';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
const notifications = vi.hoisted(() => ({ granted: true as boolean | null }));
vi.mock('../../../../../components/options/shared/permissions.ts', () => ({
  useOptionalPermission: () => notifications,
}));

import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { RotateHint } from '../../../../../components/options/tokens/rotate-hint.tsx';
import type { Profile } from '../../../../../lib/domain/profiles/profile.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../../../lib/domain/settings/settings.ts';
import type { TokenFacts } from '../../../../../lib/domain/tokens/token.ts';
import { now, preferences } from '../../../../../lib/state/app-state.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

const token = { name: 'Gateway', createdAt: '2026-11-01T00:00:00.000Z', expiresAt: null } as TokenFacts;
const profile = makeProfile(makeConnection('a'), 'p1', 'Demo');
const hint = (
  change: Partial<TokenFacts> = {},
  muted = false,
  ownCredential: Profile['ownCredential'] = 'none',
) => {
  const row = { profile: { ...profile, ownCredential }, preferences: { muted } } as ProfileRow;
  return textOf(h(RotateHint, { row, token: { ...token, ...change } }));
};
const turnAlerts = (enabled: boolean) => {
  const alerts = { ...DEFAULT_PREFERENCES.alerts, enabled };
  (preferences as Signal<Preferences>).value = { ...DEFAULT_PREFERENCES, alerts };
};

beforeEach(() => {
  notifications.granted = true;
  turnAlerts(true);
});

it('a reminder to revoke the old token is promised only where alerts about its profile are on', () => {
  const expired = { expiresAt: now.value - 1 };
  expect(hint()).toContain('you’re reminded to revoke it');
  expect(hint(expired)).toContain('You’re reminded after a day.');
  expect(hint({}, true)).toContain('To be reminded, turn on notifications under Alerts.');
  turnAlerts(false);
  expect(hint()).toContain('To be reminded, turn on notifications under Alerts.');
  expect(hint(expired)).toContain('To be reminded after a day, turn on notifications under Alerts.');
  expect(hint(expired)).toContain(
    'The old token has expired and no longer works, so you can revoke it at any time.',
  );
});

it('no reminder is promised where the browser no longer lets the extension notify', () => {
  notifications.granted = null;
  expect(hint()).toContain('you’re reminded to revoke it');
  notifications.granted = false;
  expect(hint()).toContain('turn on notifications under Alerts.');
});

it('a token that may be the one that was pasted for the profile is to be pasted there', () => {
  expect(hint({}, false, 'pasted')).toContain('If it’s this one, paste the new one afterwards.');
  expect(hint({}, false, 'issued')).not.toContain('paste');
});
