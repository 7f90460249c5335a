import type { SubscriptionFacts } from '../../../lib/domain/billing/billing.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import {
  type ApiOrigin,
  connectionKeyOf,
  type ProfileRef,
  profileKeyOf,
} from '../../../lib/domain/identity/keys.ts';
import { newProfile, type Profile } from '../../../lib/domain/profiles/profile.ts';

export const US = 'https://api.us-e1.tago.io' as ApiOrigin;
export const EU = 'https://api.eu-w1.tago.io' as ApiOrigin;

/** Returns profile number `n` of the account `account`. */
export const refOfProfile = (n: number): ProfileRef => ({
  connectionKey: connectionKeyOf(US, 'account'),
  profileKey: profileKeyOf(US, `p${n}`),
});

/** Returns a connection of the account `accountId`. */
export function makeConnection(accountId: string, change: Partial<Connection> = {}): Connection {
  const origin = change.origin ?? US;
  return {
    key: connectionKeyOf(origin, accountId),
    origin,
    region: origin === US ? 'us-e1' : origin === EU ? 'eu-w1' : 'deploy',
    accountId,
    accountName: `Account ${accountId}`,
    email: `${accountId}@example.com`,
    company: null,
    plan: 'scale',
    timezone: 'UTC',
    twoFactor: { authenticator: false, sms: false, email: false },
    credential: { kind: 'issued', name: null, profileId: null, expiresAt: null },
    state: 'ok',
    failure: null,
    connectedAt: 0,
    refreshedAt: null,
    ...change,
  };
}

/** Returns a profile of `connection`. */
export function makeProfile(
  connection: Connection,
  id: string,
  name: string,
  change: Partial<Profile> = {},
): Profile {
  return {
    ...newProfile({
      connectionKey: connection.key,
      profileKey: profileKeyOf(connection.origin, id),
      id,
      name,
      logoUrl: null,
      shared: false,
      ownerAccountId: null,
      position: 0,
    }),
    ...change,
  };
}

/** Returns the subscription of an account on the plan Scale with nothing unusual about it. */
export function makeSubscription(change: Partial<SubscriptionFacts> = {}): SubscriptionFacts {
  return {
    plan: 'scale',
    services: {},
    addons: {},
    cycleStart: null,
    cycleEnd: null,
    processing: false,
    paymentError: null,
    pastDue: null,
    notEnoughBalance: false,
    upcomingInvoiceCents: null,
    trialEnd: null,
    schedule: null,
    ...change,
  };
}
