import { canonical, isSame } from '../domain/json.ts';
import { DAY_MS } from '../domain/time.ts';
import type { SyncedField } from '../store/schema.ts';

/** Clocks differ, but a time this far ahead is wrong. */
const MAX_AHEAD_MS = DAY_MS;

/**
 * Returns the time of another machine's change (epoch ms); now if its clock is far ahead, so that a later change here
 * wins. Null for an invalid time.
 */
export function timeOf(wire: unknown, now: number): number | null {
  if (typeof wire !== 'number' || !Number.isFinite(wire) || wire < 0) return null;
  return wire > now + MAX_AHEAD_MS ? now : wire;
}

/**
 * Returns the newer of two values, with the same result on every machine, even for equal times. For equal values returns
 * the remote one, so that it isn't written again.
 */
export function newerField<Value>(
  own: SyncedField<Value> | null | undefined,
  remote: SyncedField<Value> | null | undefined,
): SyncedField<Value> | null {
  if (!own || !remote) return own ?? remote ?? null;
  if (isSame(own.value, remote.value)) return remote;
  if (own.at !== remote.at) return own.at > remote.at ? own : remote;
  return canonical(own.value) > canonical(remote.value) ? own : remote;
}
