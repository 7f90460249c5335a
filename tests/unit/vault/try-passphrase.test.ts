import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { setPreferences } from '../../../lib/actions/settings.ts';
import { FailureError } from '../../../lib/domain/failure.ts';
import { HOUR_MS } from '../../../lib/domain/time.ts';
import * as attempts from '../../../lib/store/passphrase-attempts.ts';
import { resetVault, setPassphrase } from '../../../lib/vault/change-passphrase.ts';
import { lock, unlock } from '../../../lib/vault/passphrase.ts';
import { waitAfter } from '../../../lib/vault/try-passphrase.ts';
import { withFreshVault } from './fresh-vault.ts';

const RIGHT = 'correct horse battery';

withFreshVault(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) });
  await setPassphrase(RIGHT, null);
  await lock();
});

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => error.failure,
  );
const wrong = () => failureOf(unlock('wrong horse battery'));

describe('wrong attempts', () => {
  it('wait for nothing the first three times, then longer each time, also for the right passphrase', async () => {
    for (let attempt = 0; attempt < 3; attempt++)
      expect(await wrong()).toMatchObject({ code: 'wrong-passphrase' });
    expect(await failureOf(unlock(RIGHT))).toMatchObject({
      code: 'too-often',
      field: 'passphrase',
      retryAfterMs: 2000,
    });
    vi.setSystemTime(Date.now() + 2000);
    expect(await wrong()).toMatchObject({ code: 'wrong-passphrase' });
    expect(await wrong()).toMatchObject({ code: 'too-often', retryAfterMs: 4000 });
    vi.setSystemTime(Date.now() + 4000);
    expect(await failureOf(unlock(RIGHT))).toBeNull();
    await lock();
    expect(await wrong()).toMatchObject({ code: 'wrong-passphrase' });
  });

  it('of a passphrase that was given up don’t count for the next one', async () => {
    for (let attempt = 0; attempt < 3; attempt++) await wrong();
    await resetVault();
    await setPassphrase('another long passphrase', null);
    await lock();
    expect(await failureOf(unlock('another long passphrase'))).toBeNull();
  });

  it('at the same time are counted one by one', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, wrong));
    expect(results.filter(({ code }) => code === 'wrong-passphrase')).toHaveLength(3);
  });

  it('are counted, and the right one opens the vault, while the disk is full', async () => {
    vi.spyOn(attempts, 'putPassphraseAttempts').mockRejectedValue(new FailureError({ code: 'storage-full' }));
    for (let attempt = 0; attempt < 3; attempt++)
      expect(await wrong()).toMatchObject({ code: 'wrong-passphrase' });
    expect(await wrong()).toMatchObject({ code: 'too-often' });
    vi.setSystemTime(Date.now() + 2000);
    expect(await failureOf(unlock(RIGHT))).toBeNull();
    await lock();
    expect(await wrong()).toMatchObject({ code: 'wrong-passphrase' });
    vi.restoreAllMocks();
  });

  it('count for changing the passphrase too', async () => {
    for (let attempt = 0; attempt < 3; attempt++) await wrong();
    expect(await failureOf(setPassphrase('another long passphrase', RIGHT))).toMatchObject({
      code: 'too-often',
      field: 'current',
    });
  });

  it('don’t wait longer when the clock is set back', async () => {
    for (let attempt = 0; attempt < 3; attempt++) await wrong();
    vi.setSystemTime(Date.now() - HOUR_MS);
    expect(await wrong()).toMatchObject({ code: 'too-often', retryAfterMs: 2000 });
    vi.setSystemTime(Date.now() + 2000);
    expect(await failureOf(unlock(RIGHT))).toBeNull();
  });

  it('never wait shorter than before, nor longer than five minutes', () => {
    fc.assert(
      fc.property(fc.nat(1000), (attempt) => {
        expect(waitAfter(attempt + 1)).toBeGreaterThanOrEqual(waitAfter(attempt));
        expect(waitAfter(attempt)).toBeLessThanOrEqual(300_000);
      }),
    );
  });
});

describe('while the vault is locked', () => {
  it.each([{ autoLockMinutes: 0 }, { lockWithComputer: false }, { hideWhileLocked: false }])(
    'the setting %j cannot be changed',
    async (change) => {
      expect(await failureOf(setPreferences({ change }))).toMatchObject({ code: 'locked' });
      await unlock(RIGHT);
      expect(await failureOf(setPreferences({ change }))).toBeNull();
    },
  );
});
