import { failureOrLog } from '../diagnostics/error-log.ts';
import { failureOfError, type TimedFailure } from '../domain/failure.ts';
import { type ProfileRef, refOf } from '../domain/identity/keys.ts';

/**
 * Runs `read`, which stores its own failures, for several profiles at once. Throws only when all of them failed; else
 * an unexpected error is recorded.
 */
export async function forEachProfile(
  refs: ProfileRef[],
  read: (ref: ProfileRef) => Promise<unknown>,
): Promise<null> {
  const outcomes = await Promise.allSettled(refs.map((ref) => read(refOf(ref))));
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  if (failed[0] && failed.length === outcomes.length) throw failed[0].reason;
  for (const { reason } of failed) failureOrLog('forEachProfile', reason);
  return null;
}

/** Awaits the read of a profile's list. Its failure is stored by `store` and thrown. */
export async function storingFailure<T>(
  store: (failure: TimedFailure) => Promise<unknown>,
  read: () => Promise<T>,
): Promise<T> {
  try {
    return await read();
  } catch (error) {
    await store({ failure: failureOfError(error), at: Date.now() });
    throw error;
  }
}
