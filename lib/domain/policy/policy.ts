import type { ApiOrigin } from '../identity/keys.ts';
import { originOfRegion, PUBLIC_API_ORIGINS, type PublicRegion, REGIONS } from '../regions/region.ts';
import { MINUTES_PER_DAY } from '../time.ts';
import { mayBeFull } from '../tokens/token.ts';

/** What an organization can decide for the people whose browsers it manages; docs/policies.md describes each key. */
export interface Policy {
  /** The API that the connect form is set to; null: the person chooses. */
  api: ApiOrigin | null;
  /** The APIs that may be used; null: any, or `api` alone if that is set. */
  allowedHosts: readonly AllowedHost[] | null;
  /** The vault is usable with a passphrase only. */
  requirePassphrase: boolean;
  /** The vault locks after this many minutes without use at the latest; null: the person chooses. */
  maxAutoLockMinutes: number | null;
  /** Tokens with full permission may be created, rotated, offered and copied. */
  allowFullTokens: boolean;
  /** People may sign in with email and password. */
  allowPasswordSignIn: boolean;
  /** People may let the extension follow the admin console. */
  allowConsoleFollowing: boolean;
}

export type PolicyKey = keyof Policy;

/** An API, or with `subdomains` all https APIs below a domain. */
export type AllowedHost = { origin: ApiOrigin } | { subdomains: string };

/** Nothing is decided. */
export const NO_POLICY: Policy = {
  api: null,
  allowedHosts: null,
  requirePassphrase: false,
  maxAutoLockMinutes: null,
  allowFullTokens: true,
  allowPasswordSignIn: true,
  allowConsoleFollowing: true,
};

/** All that a policy can forbid is forbidden: applies while the organization's policy can't be understood. */
export const STRICTEST_POLICY: Policy = {
  api: null,
  allowedHosts: [],
  requirePassphrase: true,
  maxAutoLockMinutes: 1,
  allowFullTokens: false,
  allowPasswordSignIn: false,
  allowConsoleFollowing: false,
};

export const POLICY_KEYS = /* @__PURE__ */ Object.keys(NO_POLICY) as PolicyKey[];

/** The longest `maxAutoLockMinutes`, as of a person's own setting. */
export const MAX_POLICY_AUTO_LOCK_MINUTES = MINUTES_PER_DAY;

/** Why a key of a policy is wrong. */
type PolicyRule =
  /** The policy doesn't list its keys. */
  | 'keys'
  /** It has a value, but isn't among the listed keys. */
  | 'unlisted'
  /** It is listed, but has no value: the browser dropped it because of its type. */
  | 'missing'
  | 'unknown'
  /** The value isn't one that the key takes. */
  | 'value'
  /** `api` isn't among the allowed hosts. */
  | 'outside'
  /** The browser couldn't read the policy at all. */
  | 'unreadable';

/** A wrong key of a policy; `key` is as the administrator wrote it. */
export interface PolicyProblem {
  key: string;
  rule: PolicyRule;
}

export interface PolicyState {
  /** `invalid`: {@link STRICTEST_POLICY} applies. */
  status: 'none' | 'valid' | 'invalid';
  /** What applies. */
  policy: Policy;
  problems: readonly PolicyProblem[];
}

export const NO_POLICY_STATE: PolicyState = { status: 'none', policy: NO_POLICY, problems: [] };

/** Returns true if the policy lets the extension connect to this API. */
export function allowsApi({ api, allowedHosts }: Policy, origin: ApiOrigin): boolean {
  if (allowedHosts === null) return api === null || api === origin;
  return allowedHosts.some((allowed) =>
    'origin' in allowed ? allowed.origin === origin : isBelow(origin, allowed.subdomains),
  );
}

function isBelow(origin: ApiOrigin, domain: string): boolean {
  return origin.startsWith('https:') && new URL(origin).hostname.endsWith(`.${domain}`);
}

/** Returns the only API that may be used; null if there are several. */
export function onlyApi(policy: Policy): ApiOrigin | null {
  if (policy.allowedHosts === null) return policy.api;
  const [first, ...others] = policy.allowedHosts;
  return first && 'origin' in first && others.length === 0 ? first.origin : null;
}

/** Returns the public regions that may be used. */
export function allowedRegions(policy: Policy): PublicRegion[] {
  return REGIONS.filter((region) => allowsApi(policy, originOfRegion(region)));
}

/** Returns true if an API outside of the public regions may be used: a TagoDeploy instance. */
export function allowsDeploy({ api, allowedHosts }: Policy): boolean {
  if (allowedHosts === null) return api === null || !PUBLIC_API_ORIGINS.includes(api);
  return allowedHosts.some(
    (allowed) => 'subdomains' in allowed || !PUBLIC_API_ORIGINS.includes(allowed.origin),
  );
}

/** Returns after how many minutes the vault locks (0: never) if the person set it to `minutes`. */
export function autoLockWithin({ maxAutoLockMinutes }: Policy, minutes: number): number {
  if (maxAutoLockMinutes === null) return minutes;
  return minutes === 0 ? maxAutoLockMinutes : Math.min(minutes, maxAutoLockMinutes);
}

/** Returns true if a token with this permission may be created, rotated, offered and copied. */
export function allowsPermission({ allowFullTokens }: Policy, permission: string): boolean {
  return allowFullTokens || !mayBeFull(permission);
}
