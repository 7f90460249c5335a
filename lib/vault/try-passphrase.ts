import { logErrorsOf } from '../diagnostics/error-log.ts';
import { FailureError } from '../domain/failure.ts';
import { MINUTE_MS } from '../domain/time.ts';
import {
  getPassphraseAttempts,
  type PassphraseAttempts,
  putPassphraseAttempts,
} from '../store/passphrase-attempts.ts';
import type { PassphraseKeyRow } from '../store/schema.ts';
import { openPassphraseKey } from './passphrase-key.ts';

/** Wrong attempts without a delay, for typing errors. */
const ATTEMPTS_WITHOUT_DELAY = 3;
const MAX_WAIT_MS = 5 * MINUTE_MS;

const NO_ATTEMPTS: PassphraseAttempts = { count: 0, lastAt: 0 };
/** The latest attempts, if they couldn't be stored. */
let unstored = NO_ATTEMPTS;

/**
 * Returns how long the next attempt has to wait after this many wrong ones, in ms: 2 s, 4 s, 8 s, up to five minutes.
 */
export function waitAfter(wrongAttempts: number): number {
  return wrongAttempts < ATTEMPTS_WITHOUT_DELAY
    ? 0
    : Math.min(1000 * 2 ** (wrongAttempts - ATTEMPTS_WITHOUT_DELAY + 1), MAX_WAIT_MS);
}

/**
 * Opens a key with its passphrase and returns the raw bytes, which the caller erases. Throws `wrong-passphrase`, and
 * `too-often` with `retryAfterMs` after wrong attempts; `field`: the input that the failure belongs to.
 */
export async function tryPassphrase(
  row: PassphraseKeyRow,
  passphrase: string,
  field: 'passphrase' | 'current',
): Promise<Uint8Array<ArrayBuffer>> {
  const stored = await getPassphraseAttempts();
  const attempts = unstored.count >= stored.count ? unstored : stored;
  const now = Date.now();
  // At least 0: a clock that was set back must not prolong the delay.
  const since = Math.max(0, now - attempts.lastAt);
  const retryAfterMs = waitAfter(attempts.count) - since;
  if (retryAfterMs > 0) {
    if (since === 0) await keepAttempts({ ...attempts, lastAt: now });
    throw new FailureError({ code: 'too-often', field, retryAfterMs });
  }
  // Counted before the attempt, so that terminating the worker doesn't avoid the count.
  await keepAttempts({ count: attempts.count + 1, lastAt: now });
  const raw = await openPassphraseKey(row, passphrase);
  if (!raw) throw new FailureError({ code: 'wrong-passphrase', field });
  await forgetAttempts();
  return raw;
}

export const forgetAttempts = () => keepAttempts(NO_ATTEMPTS);

/** Stores the attempts. A full disk doesn't keep the vault from being opened: then they are kept for this worker. */
async function keepAttempts(attempts: PassphraseAttempts): Promise<void> {
  unstored = NO_ATTEMPTS;
  await putPassphraseAttempts(attempts).catch((error: unknown) => {
    unstored = attempts;
    logErrorsOf('putPassphraseAttempts')(error);
  });
}
