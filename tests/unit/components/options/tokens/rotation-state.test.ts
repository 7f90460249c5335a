import { expect, it } from 'vitest';
import { rotationText } from '../../../../../components/options/tokens/rotation-state.ts';
import type { TokenRow } from '../../../../../components/options/tokens/token-rows.ts';
import { MINUTE_MS } from '../../../../../lib/domain/time.ts';
import { isBeingCreated, type TokenRotation } from '../../../../../lib/domain/tokens/rotation.ts';
import { now } from '../../../../../lib/state/app-state.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';

const token = { name: 'Gateway', createdAt: '2026-11-01T00:00:00.000Z', lastAuthorizedAt: null };
const profile = makeProfile(makeConnection('a'), 'p1', 'Demo');
const tokenRow = { token, row: { profile } } as TokenRow;
const rotation = (change: Partial<TokenRotation>): TokenRotation => ({
  profileKey: profile.profileKey,
  token,
  permission: 'read',
  successor: null,
  known: [token.createdAt],
  startedAt: now.value,
  ...change,
});
const text = (change: Partial<TokenRotation>) => rotationText(tokenRow, rotation(change), false);

it('no response was lost while the request for a new token may still be under way', () => {
  expect(text({})).toBe('A new token is being generated…');
  expect(isBeingCreated(rotation({}), now.value + MINUTE_MS)).toBe(true);
  const before = { startedAt: now.value - 3 * MINUTE_MS };
  expect(text(before)).toContain('The response to the request for a new token was lost.');
  expect(isBeingCreated(rotation(before), now.value)).toBe(false);
  const made = { successor: '2026-11-30T00:00:00.000Z' };
  expect(text(made)).toContain('New token created');
  expect(isBeingCreated(rotation(made), now.value)).toBe(false);
});

it('the old token that was pasted for the profile may be used by the extension, while something uses it', () => {
  const made = rotation({ successor: '2026-11-20T00:00:00.000Z' });
  const used = { ...token, lastAuthorizedAt: Date.UTC(2026, 10, 29) } as TokenRow['token'];
  const textOf = (row: TokenRow) => rotationText(row, made, false);
  const pasted = { profile: { ...profile, ownCredential: 'pasted' } } as TokenRow['row'];
  expect(textOf({ ...tokenRow, token: used, row: pasted })).toContain('until you paste the new one.');
  expect(textOf({ ...tokenRow, row: pasted })).not.toContain('paste');
  expect(textOf({ ...tokenRow, token: used })).not.toContain('paste');
});

it('the old token isn’t said to be unused where the time of its last use can’t be read', () => {
  const made = rotation({ successor: '2026-11-20T00:00:00.000Z' });
  const unknown = { ...token, lastAuthorizedAt: undefined } as TokenRow['token'];
  expect(rotationText(tokenRow, made, false)).toContain('hasn’t been used');
  expect(rotationText({ ...tokenRow, token: unknown }, made, false)).not.toContain('used');
});
