import { canonical, isSame } from '../domain/json.ts';
import { DAY_MS } from '../domain/time.ts';
import type { SyncedField } from '../store/schema.ts';

/** Clocks differ, but a time further ahead than this is wrong. */
const MAX_AHEAD_MS = DAY_MS;

/**
 * Returns the time of another browser's change (epoch ms); now if its clock is far ahead, so that a later change here
 * wins. Null for an invalid time.
 */
export function believableTime(wire: unknown, now: number): number | null {
  if (typeof wire !== 'number' || !Number.isFinite(wire) || wire < 0) return null;
  return wire > now + MAX_AHEAD_MS ? now : wire;
}

/** Returns what this browser agreed to; as old as can be if that was while its own clock was far ahead. */
export function withKnowableTime<Value>(field: SyncedField<Value>, now: number): SyncedField<Value> {
  return field.at > now + MAX_AHEAD_MS ? { ...field, at: 0 } : field;
}

/**
 * Returns the newer of two values. Every browser returns the same, even for equal times. For equal values returns the
 * remote one, so that it isn't written again.
 */
export function newerField<Value>(
  local: SyncedField<Value> | null | undefined,
  remote: SyncedField<Value> | null | undefined,
): SyncedField<Value> | null {
  if (!local || !remote) return local ?? remote ?? null;
  if (isSame(local.value, remote.value)) return remote;
  if (local.at !== remote.at) return local.at > remote.at ? local : remote;
  return canonical(local.value) > canonical(remote.value) ? local : remote;
}
