import { type ProfileRef, refOf } from '../domain/identity/keys.ts';

/** Reads something of several profiles; each failure is stored with its profile. Throws when all of them failed. */
export async function forEachProfile(
  refs: ProfileRef[],
  read: (ref: ProfileRef) => Promise<unknown>,
): Promise<null> {
  const outcomes = await Promise.allSettled(refs.map((ref) => read(refOf(ref))));
  const failed = outcomes.filter((outcome) => outcome.status === 'rejected');
  if (failed[0] && failed.length === outcomes.length) throw failed[0].reason;
  return null;
}
