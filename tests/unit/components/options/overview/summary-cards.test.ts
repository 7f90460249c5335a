import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import {
  AtRiskFigure,
  SoonFigure,
  TokensFigure,
} from '../../../../../components/options/overview/summary-cards.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { DAY_MS } from '../../../../../lib/domain/time.ts';
import { connectionRows } from '../../../../../lib/state/store-signals.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { forecastOf } from '../../../domain/make-forecast.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const state = vi.hoisted(() => ({ atRisk: { value: {} } }));
vi.mock('../../../../../components/options/shell/at-risk-count.ts', () => state);

const computed = vi.hoisted(() => ({ forecasts: { value: new Map<string, unknown>() } }));
vi.mock('../../../../../lib/state/forecasts.ts', () => computed);

const signedOut = { ...makeConnection('signed-out'), state: 'needs-sign-in' as const };
connectionRows.set([signedOut]);
const row = (fetchedAt: number | null, access = 'ok', { key } = makeConnection('working')) =>
  ({
    profile: { access, ownCredential: 'none', connectionKey: key },
    tokens: { tokens: [], fetchedAt },
  }) as unknown as ProfileRow;
const textWith = (...allRows: ProfileRow[]) => textOf(h(TokensFigure, { allRows }));

it('the number of tokens to review says of how many profiles the tokens are not read yet', () => {
  expect(textWith(row(1), row(null), row(null))).toContain('0 tokens');
  expect(textWith(row(1), row(null), row(null))).toContain('\u00a0· tokens of 2 profiles not loaded yet');
  // Those of a profile that nobody gave a token can't be loaded.
  expect(textWith(row(1), row(null), row(null, 'denied'))).toContain(
    '\u00a0· tokens of 1 profile not loaded yet',
  );
  // Nor those of an account that must sign in: the page of tokens doesn't count them either.
  expect(textWith(row(1), row(null), row(null, 'ok', signedOut))).toContain(
    '\u00a0· tokens of 1 profile not loaded yet',
  );
  expect(textWith(row(1), row(1))).not.toContain('not loaded yet');
  expect(textWith(row(null))).not.toContain('·');
});

it('the number of blocked profiles says of how many nothing is known, and calls only the others healthy', () => {
  const none = { count: 0, worst: null };
  const textOfCard = (counts: { read: number; unread?: number; unreadable?: number }) => {
    state.atRisk.value = { unread: 0, unreadable: 0, ...counts };
    const texts = { label: 'Blocked now', healthy: 'all work', healthyRest: 'all loaded work' };
    const props = { group: none, rows: [], level: 'blocked' as const, detail: () => '', ...texts };
    return textOf(h(AtRiskFigure, props)).replace('Blocked now', '');
  };
  expect(textOfCard({ read: 12 })).toBe('0 profilesall work');
  expect(textOfCard({ read: 10, unread: 2 })).toBe('0 profiles2 not loaded yet');
  expect(textOfCard({ read: 11, unreadable: 1 })).toBe(
    '0 profilesall loaded work\u00a0· 1 couldn’t be loaded',
  );
  expect(textOfCard({ read: 9, unread: 2, unreadable: 1 })).toBe(
    '0 profiles2 not loaded yet\u00a0· 1 couldn’t be loaded',
  );
  expect(textOfCard({ read: 0, unread: 3 })).toBe('–not loaded yet');
  expect(textOfCard({ read: 0, unreadable: 3 })).toBe('–3 couldn’t be loaded');
});

it('nothing is expected of a profile that can’t be read, and the number of those that will be full says so', () => {
  const at = Date.now();
  const expected = (name: string, days: number, access: 'ok' | 'denied') => {
    computed.forecasts.value.set(name, [forecastOf({ at, fullAt: at + days * DAY_MS })]);
    const profile = { ...makeProfile(makeConnection('working'), name, name), access };
    return { id: name, profile, disambiguationTags: [] } as unknown as ProfileRow;
  };
  state.atRisk.value = { read: 1, unread: 0, unreadable: 1, near: { count: 0, worst: null } };
  const rows = [expected('Refused', 1, 'denied'), expected('Plant', 2, 'ok')];
  const text = textOf(h(SoonFigure, { allRows: rows }));
  expect(text).toMatch(/1 profilePlant: Data input in about 2 days.*\u00a0· 1 couldn’t be loaded/);
  expect(text).not.toContain('Refused');
  expect(textOf(h(SoonFigure, { allRows: rows.slice(0, 1) }))).toMatch(/Near.*1 couldn’t be loaded/);
});
