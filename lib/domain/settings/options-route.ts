import { type ConnectionKey, type ProfileRef, refId } from '../identity/keys.ts';

/** A place in the options page: the hash of its address. */
export type OptionsRoute = `#/${string}`;

const ofProfile = (ref: ProfileRef, part: string): OptionsRoute =>
  `#/profiles/${encodeURIComponent(refId(ref))}/${part}`;

/** The places in the options page that other contexts lead to. */
export const optionsRoutes = {
  overview: '#/overview',
  connect: '#/connect',
  alerts: '#/alerts',
  /** Signing in again, or giving back access to the host. */
  reconnect: (key: ConnectionKey): OptionsRoute => `#/connect/${encodeURIComponent(key)}`,
  usage: (ref: ProfileRef) => ofProfile(ref, 'usage'),
  tokens: (ref: ProfileRef) => ofProfile(ref, 'tokens'),
  /** What can be done about a service that is full, or nearly: the free pool first, then the next tier. */
  raise: (ref: ProfileRef, service: string): OptionsRoute =>
    `#/raise/${encodeURIComponent(refId(ref))}/${encodeURIComponent(service)}`,
  cost: '#/cost',
  /** Sharing out an account's limits among its profiles, beginning with one service. */
  allocation: (key: ConnectionKey, service = ''): OptionsRoute =>
    `#/cost/allocation/${encodeURIComponent(key)}${service && `?service=${encodeURIComponent(service)}`}`,
  /** Buying more, or less, of one service for a whole account. */
  upgrade: (key: ConnectionKey, service: string): OptionsRoute =>
    `#/cost/upgrade/${encodeURIComponent(key)}/${encodeURIComponent(service)}`,
  /** Giving a profile that was denied a token of its own. */
  giveToken: (ref: ProfileRef): OptionsRoute => `#/token/${encodeURIComponent(refId(ref))}`,
} as const;
