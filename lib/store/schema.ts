import type { DBSchema } from 'idb';
import type { PriceTable, SubscriptionFacts } from '../domain/billing/billing.ts';
import type { Order } from '../domain/billing/order.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileKey } from '../domain/identity/keys.ts';
import type { PlatformNotification } from '../domain/notification.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { OptionsRoute } from '../domain/settings/options-route.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { ActiveProfile, JournalEntry, Preferences } from '../domain/settings/settings.ts';
import type { Team } from '../domain/team.ts';
import type { Revocation } from '../domain/tokens/pending-revocation.ts';
import type { TokenRotation } from '../domain/tokens/rotation.ts';
import type { TokenList } from '../domain/tokens/token.ts';
import type { AlertState, stillHolds } from '../domain/usage/alerts.ts';
import type { HistoryRow, Periodicity } from '../domain/usage/history.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { Unchecked } from './alerts.ts';
import type { PassphraseTries } from './passphrase-tries.ts';
import type { TokenRequest } from './token-requests.ts';

export type { PriceTable, SubscriptionFacts } from '../domain/billing/billing.ts';
export type { PlatformNotification } from '../domain/notification.ts';
export type { HistoryRow, Periodicity } from '../domain/usage/history.ts';

/**
 * The database `profiles`. Compound keys are `[connectionKey, profileKey]`, so that everything of a
 * connection is one key range and goes with it.
 */
export interface ProfilesDatabase extends DBSchema {
  connections: { key: ConnectionKey; value: Connection };
  /** Ciphertext only; see lib/vault. `id`: the connection key, or `connectionKey|profileKey`. */
  credentials: { key: string; value: SealedRecord };
  /** The vault's own records: its key (without a passphrase) or how to derive it. */
  vault: { key: 'key'; value: VaultKeyRow };
  profiles: { key: [ConnectionKey, ProfileKey]; value: Profile };
  usage: { key: [ConnectionKey, ProfileKey]; value: Usage };
  /** Statistics rows; `time` is ISO 8601 in UTC, values by service key. */
  history: { key: [ProfileKey, Periodicity, string]; value: StoredHistoryRow };
  team: { key: [ConnectionKey, ProfileKey]; value: Team };
  tokens: { key: [ConnectionKey, ProfileKey]; value: TokenList };
  /** Allocation, subscription, prices of an account, each with its age. */
  billing: { key: ConnectionKey; value: BillingRow };
  /** Invitations and other notifications of the platform for an account. */
  notifications: { key: ConnectionKey; value: NotificationsRow };
  /** What is due next, per target of refresh; all that is needed to resume after the worker's death. */
  refresh: { key: string; value: RefreshRow };
  /** `active`, `preferences`, `synced` and `freshness`, one row each. */
  settings: { key: SettingKey; value: SettingRow };
  profilePreferences: { key: ProfileKey; value: ProfilePreferences };
  journal: { key: number; value: JournalEntry };
  /** Alerts already sent, so that a crossing is announced once per cycle. */
  alerts: { key: string; value: AlertRow };
  /** Notifications to be shown, and those shown lately; see {@link OutboxNotification}. */
  notificationOutbox: { key: string; value: OutboxNotification };
  /** Small copies of the profiles' logos, by the address they came from. */
  logos: { key: string; value: LogoRow };
}

export interface LogoRow {
  address: string;
  /** A `data:` address of a small PNG; null: there is none. */
  picture: string | null;
  /** Epoch ms. */
  fetchedAt: number;
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
  | 'alerts'
  | 'notificationOutbox'
  | 'logos';

export interface SealedRecord {
  id: string;
  /** The id that it was sealed for, where that is another one: a token that waits for its revocation. */
  sealedFor?: string;
  /** 12 bytes, fresh for each write. */
  nonce: Uint8Array<ArrayBuffer>;
  ciphertext: ArrayBuffer;
}

/** How the vault's key is obtained. `keyId` is random per key: a record is only written under the key in force. */
export type VaultKeyRow = DeviceKeyRow | PassphraseKeyRow;

/** Without a passphrase: what the key is derived from (HKDF), not extractable by script. */
export interface DeviceKeyRow {
  kind: 'device';
  keyId: string;
  secret: CryptoKey;
  salt: VaultSalt;
}

/** With a passphrase: the key, sealed under what PBKDF2-HMAC-SHA-256 makes of the passphrase. */
export interface PassphraseKeyRow {
  kind: 'passphrase';
  keyId: string;
  rounds: number;
  salt: VaultSalt;
  nonce: Uint8Array<ArrayBuffer>;
  sealedKey: ArrayBuffer;
}

/** 32 bytes; null: in a file of its own (lib/vault/salt-file.ts), which can be deleted for good. */
export type VaultSalt = Uint8Array<ArrayBuffer> | null;

export interface StoredHistoryRow extends HistoryRow {
  /** Epoch ms; a row read before its period was over is asked for again. */
  fetchedAt: number;
}

export interface BillingRow {
  connectionKey: ConnectionKey;
  /** By profile id, then service key. */
  allocation: Record<string, Record<string, number>> | null;
  subscription: SubscriptionFacts | null;
  prices: PriceTable | null;
  /** What was ordered here and is not settled, or is and was not seen yet; oldest first. */
  orders?: Order[];
  fetchedAt: number | null;
  failure: { failure: import('../domain/failure.ts').Failure; at: number } | null;
}

export interface NotificationsRow {
  connectionKey: ConnectionKey;
  items: PlatformNotification[];
  fetchedAt: number | null;
}

export interface RefreshRow {
  /** `account|<connectionKey>` or a refId (lib/domain/keys). */
  target: string;
  /** Epoch ms. */
  dueAt: number;
  failures: number;
  lastStartedAt: number | null;
}

export type SettingKey =
  | 'active'
  | 'preferences'
  | 'synced'
  | 'syncState'
  | 'freshness'
  | 'passphraseTries'
  | 'tokenRequests'
  | 'revocations'
  | 'rotations';
export type SettingRow =
  | ({ key: 'active' } & ActiveProfile)
  | ({ key: 'preferences' } & Preferences)
  | ({ key: 'synced' } & Synced)
  | ({ key: 'syncState' } & SyncState)
  | { key: 'freshness'; byConnection: Record<ConnectionKey, Freshness> }
  | ({ key: 'passphraseTries' } & PassphraseTries)
  | { key: 'tokenRequests'; requests: TokenRequest[] }
  | { key: 'revocations'; revocations: Revocation[] }
  | { key: 'rotations'; rotations: TokenRotation[] };

/** What decides whether an answer of the platform is older than what is stored (epoch ms). */
export interface Freshness {
  /** When the list of profiles was asked for that was taken over last. */
  listedAt: number;
  /** When a person changed a profile, as far as no list asked for since was taken over. */
  changes: Record<ProfileKey, number>;
}

/** One thing that is synced, and when a person set it (epoch ms), which decides between their machines. */
export interface SyncedField<Value> {
  value: Value;
  at: number;
}

/** As last agreed between this machine and the others, each field by itself. Absent: nobody ever set it. */
export interface SyncedRecord {
  profileKey: ProfileKey;
  fields: Record<string, SyncedField<unknown>>;
}

/** All that was last agreed. */
export interface Synced {
  records: SyncedRecord[];
  /** What holds for all profiles. */
  settings: Record<string, SyncedField<unknown>>;
  connections: Record<ConnectionKey, Record<string, SyncedField<unknown>>>;
}

/** How the last round of sync ended. */
export interface SyncState {
  /** Epoch ms of the last round that succeeded; null: none has. */
  syncedAt: number | null;
  /** The browser refused the last one. */
  refused: boolean;
  /** Profiles, connections and settings for which there was no room. */
  leftOut: number;
}

/** What is remembered for alerts; ids begin with the key of the profile or connection that they go with. */
export type AlertRow = { id: string; state: AlertState } | { id: string; unchecked: Unchecked };

/**
 * A notification with its finished text. It is stored before it is shown and marked afterwards, so that a worker
 * that dies in between shows it again under the same id instead of losing it.
 */
export interface OutboxNotification {
  /** The same for the same event; begins with `<profileKey>|` or `<connectionKey>|`. */
  id: string;
  /** What it is about: a newer notification about the same takes the place of one that still waits. */
  about: string;
  title: string;
  message: string;
  /** What a button says that opens its page, where the browser has buttons in notifications. */
  action: string | null;
  route: OptionsRoute;
  /** Offers to mute this profile, where the browser has buttons in notifications. */
  profileKey: ProfileKey | null;
  /** What a summary calls it: the profile's name, or the account's. */
  name: string;
  /** Higher is shown first. */
  urgency: number;
  /** What has to hold still when it is shown; null: nothing. */
  condition: Parameters<typeof stillHolds>[0] | null;
  /** Epoch ms. */
  createdAt: number;
  shownAt: number | null;
  inSummary: boolean;
  acknowledged: boolean;
}
