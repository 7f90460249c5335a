import { oneLine } from '../text/one-line.ts';
import type { Connection } from './connection.ts';
import type { ConnectionKey } from './keys.ts';

/** What a person set for one connection. Kept apart from it, so that it outlives a disconnect and can be synced. */
export interface ConnectionPreferences {
  /** What they call it; null: its account's email. */
  label: string | null;
  /** CSS hex colour; null: none. */
  colour: string | null;
  /** Place among the connections, from 1; null: by age, after those that have one. */
  position: number | null;
}

export const PREFERENCE_NAMES = [
  'label',
  'colour',
  'position',
] as const satisfies (keyof ConnectionPreferences)[];

/** By connection; what was never set is missing. */
export type PreferencesByConnection = Record<ConnectionKey, Partial<ConnectionPreferences>>;

/** Characters of a label. */
export const MAX_LABEL_LENGTH = 60;
/** More connections than anybody has. */
const MAX_CONNECTION_POSITION = 10_000;

/** Returns true for a label as the form stores it. */
export function isLabel(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value === oneLine(value) &&
    value.length <= MAX_LABEL_LENGTH &&
    !/\p{Cc}/u.test(value)
  );
}

/** Returns true for a place in an order. */
export function isConnectionPosition(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_CONNECTION_POSITION;
}

/** Returns the connections with what the person set for them, in the person's order, the oldest first else. */
export function withPreferences(
  rows: Iterable<Connection>,
  preferences: PreferencesByConnection,
): Connection[] {
  return [...rows].map((row) => withOwnPreferences(row, preferences)).sort(byPosition);
}

/** Returns one connection with what the person set for it. */
export function withOwnPreferences(row: Connection, preferences: PreferencesByConnection): Connection {
  return { ...row, ...onlyPreferences(preferences[row.key] ?? {}) };
}

/**
 * Returns what a person can set, of an object that may contain more: nothing else may replace a connection's own
 * fields.
 */
export function onlyPreferences(set: Partial<ConnectionPreferences>): Partial<ConnectionPreferences> {
  return Object.fromEntries(PREFERENCE_NAMES.filter((name) => name in set).map((name) => [name, set[name]]));
}

function byPosition(a: Connection, b: Connection): number {
  return (
    (a.position ?? MAX_CONNECTION_POSITION) - (b.position ?? MAX_CONNECTION_POSITION) ||
    a.connectedAt - b.connectedAt
  );
}
