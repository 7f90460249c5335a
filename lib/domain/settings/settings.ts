import type { PreferencesByConnection } from '../identity/connection-preferences.ts';
import { type ProfileRef, sameRef } from '../identity/keys.ts';
import type { NameRule } from './name-rules.ts';

/** What the badge can show. */
export const BADGE_VALUES = ['worst', 'service', 'forecast', 'trouble', 'none'] as const;
export type BadgeValue = (typeof BADGE_VALUES)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Seconds after which a copied token can be cleared from the clipboard; 0: never. */
export const CLEAR_CLIPBOARD_SECONDS = [0, 10, 20, 30, 60, 120, 300] as const;
export type ClearClipboardSeconds = (typeof CLEAR_CLIPBOARD_SECONDS)[number];

/** Minutes between refreshes of the active profile, and of the others. */
export const REFRESH_MINUTES = { min: 1, max: 60 } as const;
export const OTHERS_REFRESH_MINUTES = { min: 5, max: 240 } as const;

/** A person's preferences for all profiles. Never contains a secret. */
export interface Preferences {
  /** Theme of the extension's pages; `system`: the browser's. */
  theme: Theme;
  /** Minutes between refreshes of the active profile and of the others. */
  refreshMinutes: number;
  othersRefreshMinutes: number;
  badge: { value: BadgeValue; service: string | null; ring: boolean };
  /** Seconds until a copied token is cleared from the clipboard; 0: never. */
  clearClipboardAfter: ClearClipboardSeconds;
  docs: { dock: boolean; buttons: boolean };
  alerts: {
    enabled: boolean;
    thresholds: number[];
    forecast: boolean;
    reopened: boolean;
    tokenExpiry: boolean;
    /** Minutes after local midnight; equal: no quiet hours. */
    quiet: { from: number; to: number };
  };
  /** Minutes without use until the vault locks (with a passphrase only); 0: never. */
  autoLockMinutes: number;
  /** Locks the vault when the computer is locked or idle; needs the optional permission `idle`. */
  lockWithComputer: boolean;
  /** While the vault is locked, popup and options page only show how to unlock it; tooltip and docs show no level. */
  hideWhileLocked: boolean;
  /** Colors and confirmations by profile name; for a colour, the first rule that applies counts. */
  nameRules: NameRule[];
  connections: PreferencesByConnection;
  /** Keeps preferences the same in the person's browsers. */
  sync: boolean;
  updatedAt: number;
}

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  refreshMinutes: 5,
  othersRefreshMinutes: 30,
  badge: { value: 'worst', service: null, ring: false },
  clearClipboardAfter: 0,
  docs: { dock: true, buttons: true },
  alerts: {
    enabled: false,
    thresholds: [80, 90, 100],
    forecast: true,
    reopened: true,
    tokenExpiry: false,
    quiet: { from: 0, to: 0 },
  },
  autoLockMinutes: 15,
  lockWithComputer: false,
  hideWhileLocked: false,
  nameRules: [],
  connections: {},
  sync: true,
  updatedAt: 0,
};

type Group = 'badge' | 'docs' | 'alerts';

/** A preference for all profiles as the pages name it: one of a group with the group's name before it. */
export type SettingName =
  | Exclude<keyof Preferences, Group | 'connections' | 'sync' | 'updatedAt'>
  | { [Name in Group]: `${Name}.${keyof Preferences[Name] & string}` }[Group];

/** Returns what a person set for all profiles, but for whether it is synced, by its name. */
export function settingsOf({
  badge,
  docs,
  alerts,
  connections: _connections,
  sync: _sync,
  updatedAt: _at,
  ...others
}: Preferences): Record<SettingName, unknown> {
  const settings: Record<string, unknown> = others;
  for (const [group, values] of Object.entries({ badge, docs, alerts }))
    for (const [name, value] of Object.entries(values)) settings[`${group}.${name}`] = value;
  return settings as Record<SettingName, unknown>;
}

/** The active profile and the ones before it (most recent first, the active one not among them). */
export interface ActiveProfile {
  active: ProfileRef | null;
  recents: ProfileRef[];
}

/** How many previously active profiles are remembered. */
export const MAX_RECENTS = 20;

/** Returns the active profile and the recent ones after a switch to `ref`. */
export function withActive({ active, recents }: ActiveProfile, ref: ProfileRef): ActiveProfile {
  const before = active ? [active, ...recents] : recents;
  return { active: ref, recents: before.filter((other) => !sameRef(other, ref)).slice(0, MAX_RECENTS) };
}

/**
 * Returns the active profile and the recent ones without those that are in none of the rows. One that is seen through
 * another account stays, through that account. A removed active profile is replaced by the most recent one left, or by
 * none, but never by one that the person hasn't used.
 */
export function withSeen(before: ActiveProfile, rows: readonly ProfileRef[]): ActiveProfile {
  const refs = before.active ? [before.active, ...before.recents] : before.recents;
  const left = refs.flatMap(
    (ref) =>
      rows.find((row) => sameRef(row, ref)) ??
      rows.find(({ profileKey }) => profileKey === ref.profileKey) ??
      [],
  );
  if (left.length === refs.length && left.every((ref, index) => sameRef(ref, refs[index]))) return before;
  const active = before.active === null ? null : (left.shift() ?? null);
  const isRepeated = (ref: ProfileRef, index: number) =>
    sameRef(ref, active) || left.findIndex((other) => sameRef(other, ref)) < index;
  return { active, recents: left.filter((ref, index) => !isRepeated(ref, index)) };
}
