import { type ConnectionKey, type ProfileRef, refId } from './keys.ts';

/** A place in the options page: the hash of its address. */
export type OptionsRoute = `#/${string}`;

const ofProfile = (ref: ProfileRef, part: string): OptionsRoute =>
  `#/profiles/${encodeURIComponent(refId(ref))}/${part}`;

/** The places in the options page that other contexts lead to. */
export const optionsRoutes = {
  overview: '#/overview',
  connect: '#/connect',
  /** Signing in again, or giving back access to the host. */
  reconnect: (key: ConnectionKey): OptionsRoute => `#/connect/${encodeURIComponent(key)}`,
  usage: (ref: ProfileRef) => ofProfile(ref, 'usage'),
  tokens: (ref: ProfileRef) => ofProfile(ref, 'tokens'),
  /** Giving a profile that was denied a token of its own. */
  giveToken: (ref: ProfileRef): OptionsRoute => `#/token/${encodeURIComponent(refId(ref))}`,
} as const;
