import type { Failure } from '../failure.ts';
import type { RegionId } from '../regions/region.ts';
import { DAY_MS } from '../time.ts';
import type { ConnectionPreferences } from './connection-preferences.ts';
import type { ApiOrigin, ConnectionKey } from './keys.ts';

/** An account on one region's API, with what is known of the credential that reaches it (never its value). */
export interface Connection extends Partial<ConnectionPreferences> {
  key: ConnectionKey;
  origin: ApiOrigin;
  region: RegionId;
  accountId: string;
  accountName: string;
  email: string;
  company: string | null;
  /** 'free', 'starter', 'scale' or a name of the platform's that we do not know. */
  plan: string;
  /** IANA name; month ends and dates of the account are shown in it. */
  timezone: string;
  twoFactor: { authenticator: boolean; sms: boolean; email: boolean };
  credential: CredentialFacts;
  state: 'ok' | 'needs-sign-in' | 'host-permission' | 'blocked';
  /** Why, and when, the state is not ok or the last refresh of the account failed. Epoch ms. */
  failure: { failure: Failure; at: number } | null;
  connectedAt: number;
  refreshedAt: number | null;
  /** Refreshes wait until then (epoch ms) after several 429s; how many pauses in a row brought no success. */
  pause?: { until: number; pauses: number } | null;
}

/**
 * Returns what a connection is called wherever it is named: the person's label, else the account's email; its name
 * where it has no email, or where the email stands beside it.
 */
export function connectionName(
  { label, email, accountName }: Pick<Connection, 'label' | 'email' | 'accountName'>,
  unlabelled: 'email' | 'accountName' = 'email',
): string {
  return label || (unlabelled === 'email' && email ? email : accountName || email);
}

/** Returns true when another connection's account has the same name, which then names neither. */
export function isNamesake(
  { accountName }: Pick<Connection, 'accountName'>,
  connections: readonly Pick<Connection, 'accountName'>[],
): boolean {
  return connections.filter((other) => other.accountName === accountName).length > 1;
}

/** What is known of a stored credential, without its value. */
export interface CredentialFacts {
  /**
   * issued: made by the extension at sign-in, ours to revoke; pasted: the person's, never touched; console: the
   * console's own session, kept in memory only.
   */
  kind: 'issued' | 'pasted' | 'console';
  /** The name it bears on the platform, when known. */
  name: string | null;
  /** The profile the token belongs to. */
  profileId: string | null;
  /** Epoch ms; null: never expires or unknown. */
  expiresAt: number | null;
}

/** How long before its end a connection's token is named in popup and overview. */
export const RENEWAL_WARNING_MS = 14 * DAY_MS;
/** How long before its end it is named on every page. */
export const RENEWAL_URGENT_MS = 7 * DAY_MS;

/**
 * Returns when the connection's token expires (epoch ms) while that is within this time and the token still works; null
 * otherwise. Without a renewal nothing is read, and no alert comes, from then on.
 */
export function renewalDueAt(
  { state, credential }: Connection,
  now: number,
  within: number = RENEWAL_WARNING_MS,
): number | null {
  const { expiresAt } = credential;
  return state === 'ok' && expiresAt !== null && expiresAt - now <= within ? expiresAt : null;
}
