import { DAY_MS } from '../domain/time.ts';
import type { SyncedField } from '../store/schema.ts';

/** Clocks differ; nobody's is right a day ahead of another one. */
const MAX_AHEAD_MS = DAY_MS;

/**
 * Returns the time (epoch ms) of a change that another machine made, not later than now where its clock is far ahead:
 * whatever it says, a later change here wins. Null for what is no time.
 */
export function timeOf(wire: unknown, now: number): number | null {
  if (typeof wire !== 'number' || !Number.isFinite(wire) || wire < 0) return null;
  return wire > now + MAX_AHEAD_MS ? now : wire;
}

/**
 * Returns the newer of two; the same on every machine, also when both are of the same moment. Of equal values it is
 * the other machines', whatever its time: so nobody writes again what is there.
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

export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** JSON with sorted keys: browsers give objects back in an order of their own. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
