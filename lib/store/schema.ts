import type { DBSchema } from 'idb';
import type { AlertState } from '../domain/alerts/alerts.ts';
import type { AlertCondition } from '../domain/alerts/waiting-alerts.ts';
import type { Allocation } from '../domain/billing/allocation.ts';
import type { PriceTable, SubscriptionFacts } from '../domain/billing/billing.ts';
import type { Order } from '../domain/billing/order.ts';
import type { PaidInvoice } from '../domain/billing/paid-invoice.ts';
import type { TimedFailure } from '../domain/failure.ts';
import type { FirstScreen } from '../domain/first-screen/first-screen.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { ConnectionKey, ProfileKey } from '../domain/identity/keys.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { PlatformNotification } from '../domain/notification.ts';
import type { PolicyState } from '../domain/policy/policy.ts';
import type { Disambiguator } from '../domain/profiles/disambiguate.ts';
import type { Profile } from '../domain/profiles/profile.ts';
import type { OptionsRoute } from '../domain/settings/options-route.ts';
import type { ProfilePreferences } from '../domain/settings/profile-preferences.ts';
import type { ActiveProfile, Preferences } from '../domain/settings/settings.ts';
import type { Team } from '../domain/team.ts';
import type { Revocation } from '../domain/tokens/pending-revocation.ts';
import type { TokenRotation } from '../domain/tokens/rotation.ts';
import type { TokenList } from '../domain/tokens/token.ts';
import type { HistoryRow, Periodicity } from '../domain/usage/history.ts';
import type { Usage } from '../domain/usage/usage.ts';
import type { CanceledInvitation } from './canceled-invitations.ts';
import type { ChangeIntent } from './change-intents.ts';
import type { FirstScreenKey } from './names.ts';
import type { PassphraseAttempts } from './passphrase-attempts.ts';
import type { TokenRequest } from './token-requests.ts';
import type { Unchecked } from './unchecked.ts';

/**
 * The database `profiles`. Compound keys are `[connectionKey, profileKey]`, so that everything of a connection is in
 * one key range.
 */
export interface ProfilesDatabase extends DBSchema {
  connections: { key: ConnectionKey; value: Connection };
  /**
   * Ciphertext only; see lib/vault. `id`: the connection key, or `connectionKey|profileKey`; of a token to revoke, its
   * revocation's.
   */
  credentials: { key: string; value: SealedRecord };
  /** The vault's key, or how to derive it. */
  vault: { key: 'key'; value: VaultKeyRow };
  profiles: { key: [ConnectionKey, ProfileKey]; value: Profile };
  usage: { key: [ConnectionKey, ProfileKey]; value: Usage };
  /** Statistics rows; `time` is ISO 8601 in UTC, values by service key. */
  history: { key: [ProfileKey, Periodicity, string]; value: StoredHistoryRow };
  team: { key: [ConnectionKey, ProfileKey]; value: Team };
  tokens: { key: [ConnectionKey, ProfileKey]; value: TokenList };
  /**
   * Allocation, subscription and prices of an account, read together; its open orders, and the last invoice paid here.
   */
  billing: { key: ConnectionKey; value: BillingRow };
  /** Invitations and other notifications of the platform for an account. */
  notifications: { key: ConnectionKey; value: NotificationsRow };
  /** What is due when, by target of refresh; enough to resume after the worker was terminated. */
  refresh: { key: string; value: RefreshRow };
  /** One row for each {@link SettingKey}. */
  settings: { key: SettingKey; value: SettingRow };
  profilePreferences: { key: ProfileKey; value: ProfilePreferences };
  journal: { key: number; value: JournalEntry };
  /** The alerts already sent about each profile, and whose limits can't be checked. */
  alerts: { key: string; value: AlertRow };
  /** Notifications to be shown, and those shown recently; see {@link OutboxNotification}. */
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
  /** The id that it was sealed for, if different: a token to revoke has its credential's. */
  sealedFor?: string;
  /** 12 bytes, fresh for each write. */
  nonce: Uint8Array<ArrayBuffer>;
  ciphertext: ArrayBuffer;
}

/** How to obtain the vault's key. `keyId` is random per key; records are only written under the current key. */
export type VaultKeyRow = DeviceKeyRow | PassphraseKeyRow;

/** Without a passphrase: the secret that the key is derived from (HKDF), not extractable by script. */
export interface DeviceKeyRow {
  kind: 'device';
  keyId: string;
  secret: CryptoKey;
  salt: VaultSalt;
}

/** With a passphrase: the key, sealed under a key derived from the passphrase (PBKDF2-HMAC-SHA-256). */
export interface PassphraseKeyRow {
  kind: 'passphrase';
  keyId: string;
  rounds: number;
  salt: VaultSalt;
  nonce: Uint8Array<ArrayBuffer>;
  sealedKey: ArrayBuffer;
}

/** 32 bytes; null: in a separate file (lib/vault/salt-file.ts), which can be deleted for good. */
export type VaultSalt = Uint8Array<ArrayBuffer> | null;

export interface StoredHistoryRow extends HistoryRow {
  /** Epoch ms; a row read before its period was over is requested again. */
  fetchedAt: number;
}

export interface BillingRow {
  connectionKey: ConnectionKey;
  allocation: Allocation | null;
  subscription: SubscriptionFacts | null;
  prices: PriceTable | null;
  /** Orders that are unsettled, or settled but not seen yet; oldest first. */
  orders?: Order[];
  /** The last invoice past due that was paid here. */
  paidInvoice?: PaidInvoice;
  fetchedAt: number | null;
  failure: TimedFailure | null;
}

export interface NotificationsRow {
  connectionKey: ConnectionKey;
  items: PlatformNotification[];
  fetchedAt: number | null;
}

export interface RefreshRow {
  /** `account|<connectionKey>` or a refId (lib/domain/identity/keys.ts). */
  target: string;
  /** Epoch ms. */
  dueAt: number;
  failures: number;
  lastStartedAt: number | null;
}

export type SettingKey =
  | 'active'
  | 'created'
  | 'preferences'
  | 'synced'
  | 'syncState'
  | 'freshness'
  | 'passphraseTries'
  | 'policy'
  | 'tokenRequests'
  | 'revocations'
  | 'rotations'
  | 'canceledInvitations'
  | 'changeIntents'
  | 'firstScreenRevision'
  | 'activeDisambiguators'
  | FirstScreenKey;
export type SettingRow =
  | ({ key: 'active' } & ActiveProfile)
  // Missing in a new database, such as one that the browser had to create again. `at`: epoch ms.
  | { key: 'created'; at: number }
  | ({ key: 'preferences' } & Preferences)
  // Earlier releases stored no reset of the order.
  | ({ key: 'synced' } & Omit<Synced, 'orderReset'> & Partial<Synced>)
  | ({ key: 'syncState' } & SyncState)
  | { key: 'freshness'; byConnection: Record<ConnectionKey, ChangeTimes> }
  | ({ key: 'passphraseTries' } & PassphraseAttempts)
  | ({ key: 'policy' } & PolicyState)
  | { key: 'tokenRequests'; requests: TokenRequest[] }
  | { key: 'revocations'; revocations: Revocation[] }
  | { key: 'rotations'; rotations: TokenRotation[] }
  | { key: 'canceledInvitations'; invitations: CanceledInvitation[] }
  | { key: 'changeIntents'; intents: ChangeIntent[] }
  | { key: 'firstScreenRevision'; revision: string }
  // What disambiguates the active profile (`id`: its refId), as it was when the first screens were derived.
  | { key: 'activeDisambiguators'; id: string; parts: Disambiguator[] }
  | StoredFirstScreen;

/** The store `settings` in a transaction of the caller. */
export interface SettingsReader {
  get(key: SettingKey): Promise<SettingRow | undefined>;
}

export interface SettingsWriter extends SettingsReader {
  put(row: SettingRow): Promise<unknown>;
  delete(key: SettingKey | IDBKeyRange): Promise<void>;
}

/**
 * The first rows of a screen, derived from other rows. It is deleted in each transaction that changes one of those, and
 * used only by the version, in the language and in the month that it was derived in.
 */
export interface StoredFirstScreen {
  key: FirstScreenKey;
  screen: FirstScreen;
  /** The extension's. */
  version: string;
  /** BCP 47; names are in its order. */
  language: string;
  /** From when until when it holds, epoch ms. */
  from: number;
  until: number;
}

/** Decides whether a response of the platform is older than what is stored. Times are epoch ms. */
export interface ChangeTimes {
  /** When the last stored list of profiles was requested. */
  listedAt: number;
  /** When a person changed a profile, unless a list requested later was stored. */
  changes: Record<ProfileKey, number>;
}

/** A synced value, and when a person set it (epoch ms); the latest one wins. */
export interface SyncedField<Value> {
  value: Value;
  at: number;
}

/** The state last synced, field by field. Absent: never set. */
export interface SyncedRecord {
  profileKey: ProfileKey;
  fields: Record<string, SyncedField<unknown>>;
}

/** The whole state last synced, or while sync is off, what was set here and when. */
export interface Synced {
  records: SyncedRecord[];
  /** Positions set until then (epoch ms) are unset; 0: never. */
  orderReset: number;
  /** Settings for all profiles. */
  settings: Record<string, SyncedField<unknown>>;
  connections: Record<ConnectionKey, Record<string, SyncedField<unknown>>>;
}

/** How the last round of sync ended. */
export interface SyncState {
  /** Epoch ms of the last round that succeeded; null: none has. */
  syncedAt: number | null;
  /** The browser refused the last round. */
  refused: boolean;
  /** Profiles, connections and settings for which there was no room. */
  leftOut: number;
}

/** The state of alerts; ids begin with the key of the profile or connection, or `vault|`. */
type AlertRow = { id: string; state: AlertState } | { id: string; unchecked: Unchecked };

/**
 * A notification with its text. It is stored before it is shown and marked afterwards: if the worker is terminated in
 * between, it is shown again under the same id instead of getting lost.
 */
export interface OutboxNotification {
  /** The same for the same event; begins with `<profileKey>|`, `<connectionKey>|` or `vault|`. */
  id: string;
  /** Subject: a newer notification about the same may replace a waiting one. */
  about: string;
  title: string;
  message: string;
  /** Label of the button that opens its page, in browsers with buttons in notifications. */
  action: string | null;
  route: OptionsRoute;
  /** The profile that a button offers to mute. */
  profileKey: ProfileKey | null;
  /** It concerns the profile's whole account: muting the profile isn't offered, and doesn't silence it. */
  ofAccount?: boolean;
  /** Name in a summary: the profile's or the account's. */
  name: string;
  /** Higher is shown first. */
  urgency: number;
  /**
   * Its text isn't true anymore from then on, e.g. that something happens in some days. Epoch ms; missing: it stays
   * true.
   */
  validUntil?: number | null;
  /** What must still be true when it is shown; null: nothing. */
  condition: AlertCondition | null;
  /** Epoch ms. */
  createdAt: number;
  shownAt: number | null;
  inSummary: boolean;
  acknowledged: boolean;
}
