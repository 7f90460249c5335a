import { logErrorsOf } from '../diagnostics/error-log.ts';
import { FailureError } from '../domain/failure.ts';
import { MINUTE_MS } from '../domain/time.ts';
import {
  type PassphraseTries,
  readPassphraseTries,
  writePassphraseTries,
} from '../store/passphrase-tries.ts';
import type { PassphraseKeyRow } from '../store/schema.ts';
import { openPassphraseKey } from './passphrase-key.ts';

/** Wrong attempts without a delay, for typing errors. */
const TRIES_WITHOUT_DELAY = 3;
const MAX_WAIT_MS = 5 * MINUTE_MS;

const NO_TRIES: PassphraseTries = { count: 0, lastAt: 0 };
/** The latest tries, if they couldn't be stored. */
let unstored = NO_TRIES;

/** Returns how long the next try has to wait after this many wrong ones, in ms: 2 s, 4 s, 8 s, up to five minutes. */
export function waitAfter(wrongTries: number): number {
  return wrongTries < TRIES_WITHOUT_DELAY
    ? 0
    : Math.min(1000 * 2 ** (wrongTries - TRIES_WITHOUT_DELAY + 1), MAX_WAIT_MS);
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
  const stored = await readPassphraseTries();
  const tries = unstored.count >= stored.count ? unstored : stored;
  const now = Date.now();
  // At least 0: a clock that was set back must not prolong the delay.
  const since = Math.max(0, now - tries.lastAt);
  const retryAfterMs = waitAfter(tries.count) - since;
  if (retryAfterMs > 0) {
    if (since === 0) await keepTries({ ...tries, lastAt: now });
    throw new FailureError({ code: 'too-often', field, retryAfterMs });
  }
  // Counted before the attempt, so that terminating the worker doesn't avoid the count.
  await keepTries({ count: tries.count + 1, lastAt: now });
  const raw = await openPassphraseKey(row, passphrase);
  if (!raw) throw new FailureError({ code: 'wrong-passphrase', field });
  await forgetTries();
  return raw;
}

export const forgetTries = () => keepTries(NO_TRIES);

/** Stores the tries. A full disk doesn't keep the vault from being opened: then they are kept for this worker. */
async function keepTries(tries: PassphraseTries): Promise<void> {
  unstored = NO_TRIES;
  await writePassphraseTries(tries).catch((error: unknown) => {
    unstored = tries;
    logErrorsOf('writePassphraseTries')(error);
  });
}
