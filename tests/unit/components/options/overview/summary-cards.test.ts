import { h } from 'preact';
import { expect, it, vi } from 'vitest';
import { TokensFigure } from '../../../../../components/options/overview/summary-cards.tsx';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { textOf } from '../../text-of.ts';

vi.hoisted(() => Object.assign(globalThis, { location: { hash: '' }, addEventListener: () => {} }));

const row = (fetchedAt: number | null, access = 'ok') =>
  ({
    profile: { access, ownCredential: 'none' },
    tokens: { tokens: [], fetchedAt },
  }) as unknown as ProfileRow;
const textWith = (...allRows: ProfileRow[]) => textOf(h(TokensFigure, { allRows }));

it('the number of tokens to review says of how many profiles the tokens are not read yet', () => {
  expect(textWith(row(1), row(null), row(null))).toContain('0 tokens');
  expect(textWith(row(1), row(null), row(null))).toContain(' · tokens of 2 profiles not loaded yet');
  // Those of a profile that nobody gave a token can't be loaded.
  expect(textWith(row(1), row(null), row(null, 'denied'))).toContain(' · tokens of 1 profile not loaded yet');
  expect(textWith(row(1), row(1))).not.toContain('not loaded yet');
  expect(textWith(row(null))).not.toContain(' · ');
});
