import { DEFAULT_PREFERENCES, type Preferences } from '../domain/settings/settings.ts';
import type { SyncedThresholds } from '../store/schema.ts';
import { getPreferences, updatePreferences } from '../store/settings.ts';
import { newerOf } from './record.ts';

/** What it is called in `storage.sync`; not among the profiles' items, which are all of one kind. */
const ITEM = 'thresholds1';
/** More than anybody writes: what holds more was not written by us. */
const MAX_THRESHOLDS = 20;

/** The percentages for all profiles as they travel. */
type Wire = [updatedAt: number, thresholds: number[]];

/**
 * The same round for the alert thresholds of all profiles: this machine's, what was last agreed, and what the
 * other machines say; the newer one wins and becomes this machine's. The rest of the alerts' settings depends
 * on what this browser was permitted and stays here. Returns what is agreed now.
 */
export async function mergeThresholds(
  agreed: SyncedThresholds | null,
  stored: Record<string, unknown>,
): Promise<SyncedThresholds | null> {
  const preferences = await getPreferences();
  const best = newerOf(ownRecord(preferences, agreed), fromWire(stored[ITEM]), textOf);
  if (best && !isSame(best.value, preferences.alerts.thresholds)) await takeOver(preferences, best);
  return best;
}

/** The item to write, none when `storage.sync` holds it already. */
export function thresholdsItem(
  agreed: SyncedThresholds | null,
  stored: Record<string, unknown>,
): Record<string, Wire> {
  if (!agreed) return {};
  const wire: Wire = [agreed.updatedAt, agreed.value];
  return JSON.stringify(stored[ITEM]) === JSON.stringify(wire) ? {} : { [ITEM]: wire };
}

/** This machine's say: a change since the last agreement, else the agreement itself. */
function ownRecord(
  { alerts: { thresholds }, updatedAt }: Preferences,
  agreed: SyncedThresholds | null,
): SyncedThresholds | null {
  if (isSame(thresholds, agreed?.value ?? DEFAULT_PREFERENCES.alerts.thresholds)) return agreed;
  // A clock that was set back must not make a fresh change look older than what it replaces.
  return { value: thresholds, updatedAt: Math.max(updatedAt, (agreed?.updatedAt ?? 0) + 1) };
}

/** Another machine's say becomes this one's, unless the person changed it here in this very moment. */
async function takeOver(before: Preferences, { value, updatedAt }: SyncedThresholds): Promise<void> {
  await updatePreferences(
    (stored) =>
      isSame(stored.alerts.thresholds, before.alerts.thresholds)
        ? { ...stored, alerts: { ...stored.alerts, thresholds: value } }
        : stored,
    Math.max(before.updatedAt, updatedAt),
  );
}

/** Null for what another release, or another hand, has written and we do not understand. */
function fromWire(wire: unknown): SyncedThresholds | null {
  if (!Array.isArray(wire)) return null;
  const [updatedAt, value] = wire as unknown[];
  if (typeof updatedAt !== 'number' || !Number.isFinite(updatedAt)) return null;
  if (!Array.isArray(value) || value.length > MAX_THRESHOLDS || !value.every(isPercentage)) return null;
  return { value, updatedAt };
}

function isPercentage(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 && value <= 1000;
}

function isSame(a: number[], b: number[]): boolean {
  return textOf(a) === textOf(b);
}

function textOf(value: number[]): string {
  return JSON.stringify(value);
}
