import { DEFAULT_PREFERENCES, type Preferences } from '../domain/settings/settings.ts';
import { areThresholds } from '../domain/usage/thresholds.ts';
import type { SyncedField } from '../store/schema.ts';
import { getPreferences, updatePreferences } from '../store/settings.ts';
import { isSame, newerField, timeOf } from './field.ts';

/** What it is called in `storage.sync`; not among the profiles' items, which are all of one kind. */
const ITEM = 'thresholds1';

type Thresholds = SyncedField<number[]>;
/** The percentages for all profiles as they travel. */
type Wire = [at: number, thresholds: number[]];

/**
 * The same round for the alert thresholds of all profiles: this machine's, what was last agreed, and what the
 * other machines say; the newer one wins and becomes this machine's. The rest of the alerts' settings depends
 * on what this browser was permitted and stays here. Returns what is agreed now.
 */
export async function mergeThresholds(
  agreed: Thresholds | null,
  stored: Record<string, unknown>,
  now: number,
): Promise<Thresholds | null> {
  const preferences = await getPreferences();
  const best = newerField(ownThresholds(preferences, agreed, now), fromWire(stored[ITEM], now));
  if (best && !isSame(best.value, preferences.alerts.thresholds)) await takeOver(preferences, best);
  return best;
}

/** Returns the item to write; none when `storage.sync` holds it already, or what a newer release wrote since. */
export function thresholdsItem(
  agreed: Thresholds | null,
  stored: Record<string, unknown>,
  now: number,
): Record<string, Wire> {
  if (!agreed) return {};
  const wire: Wire = [agreed.at, agreed.value];
  const before = stored[ITEM];
  if (isSame(before, wire)) return {};
  if (before !== undefined && !fromWire(before, now)) {
    const at = timeOf(Array.isArray(before) ? before[0] : null, now);
    if (at === null || at >= agreed.at) return {};
  }
  return { [ITEM]: wire };
}

/** This machine's version: a change since the last agreement, else the agreement itself. */
function ownThresholds(
  { alerts: { thresholds }, updatedAt }: Preferences,
  agreed: Thresholds | null,
  now: number,
): Thresholds | null {
  if (isSame(thresholds, agreed?.value ?? DEFAULT_PREFERENCES.alerts.thresholds)) return agreed;
  // A clock that was set back must not make a fresh change look older than what it replaces.
  return { value: thresholds, at: Math.max(Math.min(updatedAt, now), (agreed?.at ?? 0) + 1) };
}

/** Another machine's version becomes this one's, unless the person changed it here in this very moment. */
async function takeOver(before: Preferences, { value, at }: Thresholds): Promise<void> {
  await updatePreferences(
    (stored) =>
      isSame(stored.alerts.thresholds, before.alerts.thresholds)
        ? { ...stored, alerts: { ...stored.alerts, thresholds: value } }
        : stored,
    Math.max(before.updatedAt, at),
  );
}

/** Null for what no person could have typed, or another release has written. */
function fromWire(wire: unknown, now: number): Thresholds | null {
  if (!Array.isArray(wire) || wire.length !== 2) return null;
  const at = timeOf(wire[0], now);
  return at === null || !areThresholds(wire[1]) ? null : { value: wire[1], at };
}
