import type { DBSchema } from 'idb';
import type { Connection } from '../domain/connection.ts';
import type { ConnectionKey, ProfileKey } from '../domain/keys.ts';
import type { Profile, ProfilePreferences, Team, TokenList, Usage } from '../domain/profile.ts';
import type { ActiveProfile, JournalEntry, Preferences } from '../domain/settings.ts';

/**
 * The database `profiles`. Compound keys are `[connectionKey, profileKey]`, so that everything of a
 * connection is one key range and goes with it.
 */
export interface ProfilesDatabase extends DBSchema {
  connections: { key: ConnectionKey; value: Connection };
  /** Ciphertext only; see lib/vault. `id`: the connection key, or `connectionKey|profileKey`. */
  credentials: { key: string; value: SealedRecord };
  /** The vault's own records: its key (without a passphrase) or how to derive it. */
  vault: { key: string; value: unknown };
  profiles: { key: [ConnectionKey, ProfileKey]; value: Profile };
  usage: { key: [ConnectionKey, ProfileKey]; value: Usage };
  /** Statistics rows; `time` is ISO 8601 in UTC, values by service key. */
  history: { key: [ProfileKey, Periodicity, string]; value: HistoryRow };
  team: { key: [ConnectionKey, ProfileKey]; value: Team };
  tokens: { key: [ConnectionKey, ProfileKey]; value: TokenList };
  /** Allocation, subscription, prices of an account, each with its age. */
  billing: { key: ConnectionKey; value: BillingRow };
  /** Invitations and other notifications of the platform for an account. */
  notifications: { key: ConnectionKey; value: NotificationsRow };
  /** What is due next, per target of refresh; all that is needed to resume after the worker's death. */
  refresh: { key: string; value: RefreshRow };
  /** `active` and `preferences`, one row each. */
  settings: { key: SettingKey; value: SettingRow };
  profilePreferences: { key: ProfileKey; value: ProfilePreferences };
  journal: { key: number; value: JournalEntry; indexes: { at: number } };
  /** Alerts already given, so that a crossing is told once per cycle. */
  alerts: { key: string; value: AlertRow };
}

export type StoreName =
  | 'connections'
  | 'credentials'
  | 'vault'
  | 'profiles'
  | 'usage'
  | 'history'
  | 'team'
  | 'tokens'
  | 'billing'
  | 'notifications'
  | 'refresh'
  | 'settings'
  | 'profilePreferences'
  | 'journal'
  | 'alerts';

export interface SealedRecord {
  id: string;
  /** 12 bytes, fresh for each write. */
  nonce: Uint8Array<ArrayBuffer>;
  ciphertext: ArrayBuffer;
}

export type Periodicity = 'hour' | 'day' | 'month';

export interface HistoryRow {
  profileKey: ProfileKey;
  periodicity: Periodicity;
  time: string;
  values: Record<string, number>;
}

export interface BillingRow {
  connectionKey: ConnectionKey;
  /** By profile id, then service key. */
  allocation: Record<string, Record<string, number>> | null;
  subscription: SubscriptionFacts | null;
  prices: PriceTable | null;
  fetchedAt: number | null;
  failure: { failure: import('../domain/failure.ts').Failure; at: number } | null;
}

export interface SubscriptionFacts {
  plan: string;
  services: Record<string, number>;
  /** Add-on name → ids of the profiles that have it. */
  addons: Record<string, string[]>;
  cycleStart: string | null;
  cycleEnd: string | null;
  processing: boolean;
  paymentError: string | null;
  pastDueCents: number | null;
  upcomingInvoiceCents: number | null;
  trialEnd: string | null;
}

/** Prices in US cents a month. */
export interface PriceTable {
  plans: Record<string, number>;
  addons: Record<string, number>;
  /** By service key, ascending by amount. */
  tiers: Record<string, { amount: number; price: number }[]>;
}

export interface NotificationsRow {
  connectionKey: ConnectionKey;
  items: PlatformNotification[];
  fetchedAt: number | null;
}

export interface PlatformNotification {
  id: string;
  title: string;
  message: string;
  read: boolean;
  createdAt: number | null;
  /** Present on an invitation to share a profile that can still be answered. */
  invitation: { acceptButtonId: string; refuseButtonId: string | null } | null;
}

export interface RefreshRow {
  /** `account|<connectionKey>` or a refId (lib/domain/keys). */
  target: string;
  /** Epoch ms. */
  dueAt: number;
  failures: number;
  lastStartedAt: number | null;
}

export type SettingKey = 'active' | 'preferences';
export type SettingRow =
  | ({ key: 'active' } & ActiveProfile)
  | ({ key: 'preferences' } & Preferences);

export interface AlertRow {
  id: string;
  at: number;
  cycle: string;
}
