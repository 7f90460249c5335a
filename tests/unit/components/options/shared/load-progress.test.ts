import { afterEach, expect, it } from 'vitest';
import { readInBatches } from '../../../../../components/options/shared/load-progress.tsx';
import { loadedOf } from '../../../../../components/options/shared/loaded-of.ts';
import type { ProfileRow } from '../../../../../components/options/shared/profile-rows.ts';
import { refOf } from '../../../../../lib/domain/identity/keys.ts';
import { connectionRows, vaultSignal } from '../../../../../lib/state/store-signals.ts';
import { makeConnection, makeProfile } from '../../../domain/make.ts';

const working = makeConnection('working');
const signedOut = { ...makeConnection('signed-out'), state: 'needs-sign-in' as const };
const row = (access: 'ok' | 'denied', fetchedAt: number | null = null, { key } = working) =>
  ({
    profile: { access, ownCredential: 'none', connectionKey: key },
    team: { fetchedAt },
    tokens: undefined,
  }) as unknown as ProfileRow;
const many = (count: number, make: () => ProfileRow) => Array.from({ length: count }, make);
const OPEN = vaultSignal.value;

connectionRows.set([working, signedOut]);
afterEach(() => {
  vaultSignal.value = OPEN;
});

it('a profile that can’t be loaded isn’t counted, unless it was loaded before', () => {
  const missing = many(3, () => row('ok'));
  const all = [...many(4, () => row('denied')), ...many(3, () => row('ok', 1)), ...missing];
  expect(loadedOf(all, 'team')).toEqual({ missing, loaded: 3, total: 6 });
  expect(loadedOf([...all, row('denied', 1)], 'team')).toMatchObject({ loaded: 4, total: 7 });
  expect(loadedOf(all, 'tokens')).toMatchObject({ loaded: 0, total: 6 });
});

it('the profiles of an account that must sign in don’t stand before those that can be loaded', () => {
  const missing = many(2, () => row('ok'));
  const all = [...many(30, () => row('ok', null, signedOut)), ...missing, row('ok', 1, signedOut)];
  expect(loadedOf(all, 'team')).toEqual({ missing, loaded: 1, total: 3 });
});

it('while nothing can be asked, what is missing is missing', () => {
  vaultSignal.value = { ...OPEN, passphrase: true, locked: true };
  expect(
    loadedOf(
      many(2, () => row('ok')),
      'team',
    ),
  ).toMatchObject({ loaded: 0, total: 2 });
});

it('an account whose whole batch fails is left out from then on, and the others are still read', async () => {
  const refs = (key: typeof working.key, count: number) =>
    Array.from({ length: count }, (_, n) =>
      refOf(makeProfile({ ...working, key }, `${n}`.padStart(24, '0'), `${n}`)),
    );
  const read: string[] = [];
  const failure = { code: 'needs-sign-in' as const };
  const left = await readInBatches(
    [...refs(signedOut.key, 60), ...refs(working.key, 30)],
    async (batch) => {
      read.push(`${batch.length} of ${new Set(batch.map(({ connectionKey }) => connectionKey)).size}`);
      return batch.every(({ connectionKey }) => connectionKey === signedOut.key)
        ? { ok: false, failure }
        : { ok: true, value: null };
    },
    () => true,
  );
  expect(read).toEqual(['25 of 1', '25 of 1', '5 of 1']);
  expect(left).toEqual(failure);
});

it('nothing more is read once nothing can be', async () => {
  let batches = 0;
  const many = Array.from({ length: 100 }, (_, n) =>
    refOf(makeProfile(working, `${n}`.padStart(24, '0'), `${n}`)),
  );
  await readInBatches(
    many,
    async () => ({ ok: true, value: ++batches }),
    () => false,
  );
  expect(batches).toBe(1);
});
