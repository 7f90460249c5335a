import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { UsageTab } from '../../../../../components/options/profile/usage-tab.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { usageStatus } from '../../../../../lib/domain/usage/usage-status.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));
vi.mock('../../../../../components/options/usage/usage-history.tsx', () => ({ UsageHistory: () => null }));
vi.mock('../../../../../components/options/shared/read-age.tsx', () => ({ ReadAge: () => null }));

const NOW = Date.UTC(2026, 10, 20);
const profile = makeProfile(makeConnection('a'), 'p1', 'Demo');

it('says why a profile has no services: not loaded yet, not known, or nothing allocated', () => {
  const textWith = (fetchedAt: number | null, unreadable: string[] = []) => {
    const status = usageStatus({ services: {}, unreadable, fetchedAt }, NOW);
    return textOf(h(UsageTab, { row: { profile, status } as unknown as ProfileRow }));
  };
  expect(textWith(null)).toContain('not loaded yet');
  expect(textWith(NOW, ['input'])).toContain('not known');
  expect(textWith(NOW)).toContain('no limits allocated');
  expect(textWith(NOW)).not.toContain('not loaded yet');
});
