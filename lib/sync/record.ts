import type { ProfileKey } from '../domain/identity/keys.ts';
import type { ProfilePreferences } from '../domain/identity/profile.ts';
import type { SyncedPreferences, SyncedRecord } from '../store/schema.ts';

/** What holds for a profile for which nothing was set. */
export const NOTHING_SET: SyncedPreferences = { favourite: false, colour: null, emoji: null, thresholds: {} };

/** The part of a profile's preferences that is synced. Everything else stays on this machine. */
export function syncedPart(row: ProfilePreferences): SyncedPreferences {
  const { favourite, colour, emoji, thresholds } = row;
  return { favourite, colour, emoji, thresholds };
}

export function sameValue(a: SyncedPreferences, b: SyncedPreferences): boolean {
  return textOf(a) === textOf(b);
}

/** The newer of two records; the same one on every machine, also when both are of the same moment. */
export function newer(a: SyncedRecord | undefined, b: SyncedRecord | undefined): SyncedRecord | null {
  return newerOf(a, b, textOf);
}

/** As {@link newer}, for records of any kind; `textOf` finds equal values, and decides between different ones. */
export function newerOf<Value, Kind extends { value: Value; updatedAt: number }>(
  a: Kind | null | undefined,
  b: Kind | null | undefined,
  textOf: (value: Value) => string,
): Kind | null {
  if (!a || !b) return a ?? b ?? null;
  if (a.updatedAt !== b.updatedAt) return a.updatedAt > b.updatedAt ? a : b;
  return textOf(a.value) >= textOf(b.value) ? a : b;
}

/** A record as it travels: short, because all of them share 100 kB. */
export type Wire = [
  updatedAt: number,
  favourite: 0 | 1,
  colour: string | 0,
  emoji: string | 0,
  thresholds: Record<string, number[]> | 0,
];

export function toWire({ value, updatedAt }: SyncedRecord): Wire {
  const { favourite, colour, emoji } = value;
  const thresholds = sorted(value.thresholds);
  return [
    updatedAt,
    favourite ? 1 : 0,
    colour ?? 0,
    emoji ?? 0,
    Object.keys(thresholds).length ? thresholds : 0,
  ];
}

/** The record; null for what another release, or another hand, has written and we do not understand. */
export function fromWire(profileKey: ProfileKey, wire: unknown): SyncedRecord | null {
  if (!Array.isArray(wire)) return null;
  const [updatedAt, favourite, colour, emoji, thresholds] = wire as unknown[];
  if (typeof updatedAt !== 'number' || !Number.isFinite(updatedAt)) return null;
  if (favourite !== 0 && favourite !== 1) return null;
  if (colour !== 0 && !(typeof colour === 'string' && /^#[0-9a-f]{3,8}$/i.test(colour))) return null;
  if (emoji !== 0 && !(typeof emoji === 'string' && emoji.length <= MAX_EMOJI_LENGTH)) return null;
  if (thresholds !== 0 && !areThresholds(thresholds)) return null;
  const value = {
    favourite: favourite === 1,
    colour: colour === 0 ? null : colour,
    emoji: emoji === 0 ? null : emoji,
    thresholds: thresholds === 0 ? {} : thresholds,
  };
  return { profileKey, value, updatedAt };
}

/** UTF-16 units; families and flags are long. */
const MAX_EMOJI_LENGTH = 40;

function areThresholds(value: unknown): value is Record<string, number[]> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(
    (list) => Array.isArray(list) && list.every((percent) => typeof percent === 'number'),
  );
}

function textOf(value: SyncedPreferences): string {
  return JSON.stringify([value.favourite, value.colour, value.emoji, sorted(value.thresholds)]);
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
