import type { TimedFailure } from '../failure.ts';
import type { RegionId } from '../regions/region.ts';
import { DAY_MS } from '../time.ts';
import type { ConnectionPreferences } from './connection-preferences.ts';
import type { ApiOrigin, ConnectionKey } from './keys.ts';

/** An account on one region's API, with facts about its credential (never its value). */
export interface Connection extends Partial<ConnectionPreferences> {
  key: ConnectionKey;
  origin: ApiOrigin;
  region: RegionId;
  accountId: string;
  accountName: string;
  email: string;
  company: string | null;
  /** 'free', 'starter', 'scale' or another name from the platform. */
  plan: string;
  /** IANA name; month ends and dates of the account are shown in it. */
  timezone: string;
  twoFactor: { authenticator: boolean; sms: boolean; email: boolean };
  credential: CredentialFacts;
  state: 'ok' | 'needs-sign-in' | 'host-permission' | 'blocked';
  /** Why the state isn't ok, or why the last refresh of the account failed, and when (epoch ms). */
  failure: TimedFailure | null;
  connectedAt: number;
  refreshedAt: number | null;
  /**
   * Refreshes are paused from `at` until `until` (epoch ms) after several 429s. `pauses`: pauses since the last
   * success.
   */
  pause?: { at: number; until: number; pauses: number } | null;
}

/** What is known of a connection's account, as far as it was read: what is missing is '' or undefined. */
export interface AccountFacts
  extends Pick<Connection, 'accountId' | 'accountName' | 'email' | 'plan' | 'timezone'> {
  company?: Connection['company'];
  twoFactor?: Connection['twoFactor'];
  blocked: boolean;
}

/** Returns an account's name; its id where neither its name nor its email address is known, so that it is named. */
export function accountNameOf({
  accountId,
  accountName,
  email,
}: Pick<Connection, 'accountId' | 'accountName' | 'email'>): string {
  return accountName || (email ? '' : accountId);
}

/** Returns an account's facts as its connection stores them: what wasn't read stays as it is known. */
export function connectionFacts(
  { blocked, accountId, accountName, email, company, plan, timezone, twoFactor }: AccountFacts,
  known: Connection | undefined,
) {
  const named = {
    accountId,
    accountName: accountName || (known?.accountName === accountId ? '' : known?.accountName) || '',
    email: email || known?.email || '',
  };
  return {
    ...named,
    accountName: accountNameOf(named),
    company: (company === undefined ? known?.company : company) ?? null,
    plan: plan || known?.plan || '',
    timezone: timezone || known?.timezone || 'UTC',
    twoFactor: twoFactor ?? known?.twoFactor ?? { authenticator: false, sms: false, email: false },
    state: blocked ? ('blocked' as const) : ('ok' as const),
  };
}

/**
 * Returns the state in which no call of a connection succeeds until the person acts; null: one may, also a blocked
 * account's.
 */
export function unusableStateOf({
  state,
}: Pick<Connection, 'state'>): 'needs-sign-in' | 'host-permission' | null {
  return state === 'needs-sign-in' || state === 'host-permission' ? state : null;
}

/**
 * Returns what a connection is called wherever it is named: the person's label, else the account's email; its name
 * where it has no email, or where the email stands beside it.
 */
export function connectionName(
  connection: Pick<Connection, 'label' | 'email' | 'accountName'>,
  unlabeled: 'email' | 'accountName' = 'email',
): string {
  return connection.label || connection[unlabeled] || connection.email || connection.accountName;
}

/**
 * Returns a short text that distinguishes a connection in a tag and when searching: its label, else its account's name,
 * or email among namesakes.
 */
export function accountTag(connection: Connection, connections: readonly Connection[]): string {
  const namesakes = connections.filter(({ accountName }) => accountName === connection.accountName);
  return connectionName(connection, namesakes.length > 1 ? 'email' : 'accountName');
}

/**
 * Why a connection has no credential; as the detail of the failure `credential-lost`. `erased`: with a forgotten
 * passphrase; `session`: the console's session, which isn't kept when the browser ends, hasn't been seen yet.
 */
export type CredentialLoss = 'database' | 'database-with-passphrase' | 'backup' | 'erased' | 'session';

/** Returns why the connection has no credential; null if it has one, or the platform refused it. */
export function credentialLossOf({ failure }: Connection): CredentialLoss | null {
  return failure?.failure.code === 'credential-lost' ? (failure.failure.detail as CredentialLoss) : null;
}

/** What is known of a stored credential, without its value. */
export interface CredentialFacts {
  /**
   * issued: issued to the extension at sign-in, which revokes it; pasted: the person's, never changed; console: the
   * console's session, kept in memory only.
   */
  kind: 'issued' | 'pasted' | 'console';
  /** Its name on the platform, when known. */
  name: string | null;
  /** When it was created, as the platform wrote it; only of a pasted one, and when known. */
  createdAt?: string | null;
  /** The profile the token belongs to. */
  profileId: string | null;
  /** Epoch ms; null: never expires or unknown. */
  expiresAt: number | null;
}

/** How long before it expires a connection's token is shown in popup and overview. */
const RENEWAL_WARNING_MS = 14 * DAY_MS;
/** How long before its end it is named on every page. */
export const RENEWAL_URGENT_MS = 7 * DAY_MS;

/**
 * Returns when the connection's token expires (epoch ms) while that is near and the token still works; null
 * otherwise. Without a renewal nothing is read, and no alert comes, from then on.
 */
export function renewalDueAt({ state, credential }: Connection, now: number): number | null {
  const { expiresAt } = credential;
  return state === 'ok' && expiresAt !== null && expiresAt - now <= RENEWAL_WARNING_MS ? expiresAt : null;
}
