import { SingleFlight } from '../../async/single-flight.ts';
import { browser } from '../../browser.ts';
import { hasHostAccess, releaseHost } from '../../calls/host-access.ts';
import { failureOrLog, logErrorsOf } from '../../diagnostics/error-log.ts';
import { type Failure, FailureError } from '../../domain/failure.ts';
import { MINUTE_MS, SECOND_MS } from '../../domain/time.ts';
import type { Revocation } from '../../domain/tokens/pending-revocation.ts';
import { serverNow } from '../../platform/server-clock.ts';
import { backoff, MAX_DELAY_MS } from '../../refresh/backoff.ts';
import { onStoreChange } from '../../store/changes.ts';
import {
  addRevocations,
  listRevocations,
  REVOCATION_PREFIX,
  type RevocableToken,
  updateRevocation,
} from '../../store/revocations.ts';
import { dropCredential, readCredential, storeCredential } from '../../vault/vault.ts';
import { isInUse, revokeToken } from './revoke-token.ts';

const ALARM = 'revocations';

const runningAttempts = new SingleFlight();

/** Registers what triggers another attempt: the alarm, unlocking the vault, the worker's start. */
export function watchRevocations(): void {
  const due = () => void revokeDue().catch(logErrorsOf('revokeDue'));
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) due();
  });
  onStoreChange(({ store, keys }) => {
    if (store === 'vault') due();
    // Also for those that were recorded because a list no longer has their profile: nobody waits for them.
    if (store === 'settings' && keys.includes('revocations'))
      void updateAlarm().catch(logErrorsOf('updateAlarm'));
  });
  setTimeout(due, 0);
}

/** Revocations of tokens that this worker is saving: they aren't due however long that takes, as after a suspend. */
const beingSaved = new Set<string>();
/** When an issued token is revoked if the worker ended before it was saved; saving takes less. */
const UNSAVED_DELAY_MS = 10 * MINUTE_MS;

/**
 * Saves an issued token with `save`. If that fails, the token is revoked at once; if the worker ends meanwhile, later.
 * Throws what `save` throws.
 */
export async function saveOrRevoke<T>(
  token: string,
  issued: RevocableToken,
  save: () => Promise<T>,
): Promise<T> {
  const ids = (await recordUnsaved(token, issued).catch(logErrorsOf('recordUnsaved'))) ?? [];
  for (const id of ids) beingSaved.add(id);
  let saved: T;
  try {
    saved = await save().finally(() => {
      for (const id of ids) beingSaved.delete(id);
    });
  } catch (error) {
    if (ids.length > 0) await revokeNow(ids).catch(logErrorsOf('revokeNow'));
    // It couldn't be recorded: no retry is possible, so try once, also where no use of it can be read.
    else if (!(await isInUse(token).catch(() => false)))
      await revokeToken({ origin: issued.origin, token }).catch(logErrorsOf('revokeToken'));
    throw error;
  }
  // After a failure the token is found to be in use when its revocation is due, and is kept.
  for (const id of ids) await removeRevocation(id).catch(logErrorsOf('removeRevocation'));
  return saved;
}

/** Records a token that isn't saved yet for revocation. Returns the revocation's id. */
async function recordUnsaved(token: string, issued: RevocableToken): Promise<string[]> {
  const credentialId = `${REVOCATION_PREFIX}unsaved|${crypto.randomUUID()}`;
  try {
    await storeCredential(credentialId, token);
    return await addRevocations([{ ...issued, credentialId }], UNSAVED_DELAY_MS);
  } finally {
    await dropCredential(credentialId).catch(logErrorsOf('dropCredential'));
  }
}

/**
 * Attempts these revocations now, whenever they are due. Returns true if the platform accepts none of the tokens
 * anymore.
 */
export async function revokeNow(ids: readonly string[]): Promise<boolean> {
  return attemptAll(await revocationsOf(ids));
}

/** Attempts the revocations that are due, and those that failed because the vault was locked. */
export async function revokeDue(): Promise<void> {
  const now = Date.now();
  const due = (await listRevocations()).filter(
    (one) => !beingSaved.has(one.id) && (dueTime(one, now) <= now || one.failure?.code === 'locked'),
  );
  await attemptAll(due);
  await releaseHosts(due);
}

/** Gives up access to hosts that nobody needs once these revocations are done; see {@link releaseHost}. */
async function releaseHosts(revocations: readonly Revocation[]): Promise<void> {
  for (const origin of new Set(revocations.map((one) => one.origin)))
    await releaseHost(origin).catch(logErrorsOf('releaseHost'));
}

/** Returns true for a revocation whose token's value is lost: the person has to do it by hand. */
function isLost({ failure }: Revocation): boolean {
  return failure?.code === 'no-token';
}

/** Returns true if one of these revocations has to be done by hand. */
export async function isAnyLost(ids: readonly string[]): Promise<boolean> {
  return (await revocationsOf(ids)).some(isLost);
}

/** Removes a revocation that has to be done by hand. Any other is kept. */
export async function forgetRevocation({ id }: { id: string }): Promise<null> {
  const revocations = await revocationsOf([id]);
  await updateRevocation(id, (one) => (isLost(one) ? null : one));
  await updateAlarm();
  await releaseHosts(revocations);
  return null;
}

/** Attempts a revocation now, at a person's request. Throws its failure. */
export async function retryRevocation({ id }: { id: string }): Promise<null> {
  const revocations = await revocationsOf([id]);
  if (await attemptAll(revocations)) {
    await releaseHosts(revocations);
    return null;
  }
  const [left] = await revocationsOf([id]);
  throw new FailureError(left?.failure ?? { code: 'internal' });
}

async function revocationsOf(ids: readonly string[]): Promise<Revocation[]> {
  return (await listRevocations()).filter(({ id }) => ids.includes(id));
}

/** Returns true if the platform accepts none of the tokens anymore. */
async function attemptAll(revocations: readonly Revocation[]): Promise<boolean> {
  const done = await Promise.all(revocations.map(attempt));
  await updateAlarm();
  return done.every(Boolean);
}

function attempt(revocation: Revocation): Promise<boolean> {
  return runningAttempts.run(revocation.id, () => attemptOnce(revocation));
}

/** Returns true if the platform no longer accepts the token. Never throws. */
async function attemptOnce({ id, origin, expiresAt }: Revocation): Promise<boolean> {
  try {
    const token = await readCredential(id);
    // The platform is asked even about an expired one, if it can be: this computer's clock may be ahead.
    const expired = expiresAt !== null && expiresAt <= serverNow(origin);
    // The token was lost with a forgotten passphrase or the database: the person is shown its name, and revokes it by
    // hand.
    if (token === null)
      return expired ? await removeRevocation(id) : await storeFailure(id, { code: 'no-token' });
    // It was going to be replaced, but that failed.
    if (await isInUse(token)) return await removeRevocation(id);
    if ((await hasHostAccess(origin)) === false)
      return expired ? await removeRevocation(id) : await storeFailure(id, { code: 'host-permission' });
    await revokeToken({ origin, token });
    return await removeRevocation(id);
  } catch (error) {
    // A failure that can't be stored leaves the revocation due as it was.
    return storeFailure(id, failureOrLog('revokeToken', error)).catch(() => false);
  }
}

async function removeRevocation(id: string): Promise<true> {
  await updateRevocation(id, () => null);
  return true;
}

/** When a revocation is due that waits for a person. */
const NEVER = Number.MAX_SAFE_INTEGER;
/** Failures that waiting doesn't resolve. */
const CODES_WITHOUT_RETRY: readonly Failure['code'][] = ['no-token', 'locked'];

async function storeFailure(id: string, failure: Failure): Promise<false> {
  await updateRevocation(id, (one) => {
    if (CODES_WITHOUT_RETRY.includes(failure.code)) return { ...one, failure, dueAt: NEVER };
    const attempts = one.attempts + 1;
    return { ...one, failure, attempts, dueAt: Date.now() + backoff(attempts, 1) };
  });
  return false;
}

/** Returns when a revocation is attempted next, epoch ms: at once if it is so far ahead that the clock was. */
function dueTime({ dueAt }: Revocation, now: number): number {
  return dueAt < NEVER && dueAt > now + MAX_DELAY_MS ? now : dueAt;
}

async function updateAlarm(): Promise<void> {
  const now = Date.now();
  const next = Math.min(...(await listRevocations()).map((one) => dueTime(one, now)));
  if (next >= NEVER) await browser.alarms.clear(ALARM);
  else browser.alarms.create(ALARM, { when: Math.max(next, now + SECOND_MS) });
}
