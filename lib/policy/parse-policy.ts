import * as z from 'zod/mini';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { LIST_KEY } from '../domain/policy/managed-schema.ts';
import {
  type AllowedHost,
  allowsApi,
  MAX_POLICY_AUTO_LOCK_MINUTES,
  NO_POLICY,
  NO_POLICY_STATE,
  type Policy,
  type PolicyKey,
  type PolicyProblem,
  type PolicyState,
  STRICTEST_POLICY,
} from '../domain/policy/policy.ts';
import { isPlainHostname } from '../domain/regions/hostname.ts';
import { originOfRegion, parseOrigin, publicRegion } from '../domain/regions/region.ts';

/** A region's id, the id of a TagoDeploy instance, or an address, as the connect form takes it. */
function apiOf(text: string): ApiOrigin | null {
  const region = publicRegion(text.trim().toLowerCase());
  if (region) return originOfRegion(region);
  const parsed = parseOrigin(text);
  return parsed.ok ? parsed.origin : null;
}

function allowedHostOf(text: string): AllowedHost | null {
  const host = text.trim().toLowerCase();
  if (host.startsWith('*.')) {
    const domain = host.slice(2);
    return domain.includes('.') && isPlainHostname(domain) ? { subdomains: domain } : null;
  }
  const origin = apiOf(text);
  return origin && { origin };
}

const api = z.pipe(z.string(), z.transform(apiOf)).check(z.refine((origin) => origin !== null));
const allowedHost = z.pipe(z.string(), z.transform(allowedHostOf)).check(z.refine((host) => host !== null));

/** What each key takes. A value that breaks its rule makes the whole policy invalid. */
export const POLICY_SCHEMAS = {
  api,
  allowedHosts: z.array(allowedHost).check(z.minLength(1)),
  requirePassphrase: z.boolean(),
  maxAutoLockMinutes: z.int().check(z.gte(1), z.lte(MAX_POLICY_AUTO_LOCK_MINUTES)),
  allowFullTokens: z.boolean(),
  allowPasswordSignIn: z.boolean(),
  allowConsoleFollowing: z.boolean(),
} satisfies Record<PolicyKey, z.ZodMiniType>;

const keyList = z.array(z.string());

/**
 * Parses what `storage.managed` returned. A policy is all or nothing: with any wrong key, {@link STRICTEST_POLICY}
 * applies.
 *
 * Chromium drops a value of the wrong type and a misspelled key without notice (measured in Chromium 156), so that the
 * rest looks like a policy that forbids less. Therefore a policy lists its keys, and each must be there.
 */
export function parsePolicy(stored: Readonly<Record<string, unknown>>): PolicyState {
  const { [LIST_KEY]: list, ...values } = stored;
  const given = Object.keys(values);
  if (list === undefined && given.length === 0) return NO_POLICY_STATE;
  const listed = keyList.safeParse(list);
  if (!listed.success) return invalidPolicy([{ key: LIST_KEY, rule: 'keys' }]);
  const names = [...new Set([...listed.data, ...given])];
  const problems: PolicyProblem[] = [];
  const set: Record<string, unknown> = {};
  for (const key of names) {
    const rule = ruleBrokenBy(key, values, listed.data);
    if (rule) problems.push({ key, rule });
    else set[key] = POLICY_SCHEMAS[key as PolicyKey].parse(values[key]);
  }
  const policy: Policy = { ...NO_POLICY, ...set };
  if (policy.api && !allowsApi(policy, policy.api)) problems.push({ key: 'api', rule: 'outside' });
  return problems.length > 0 ? invalidPolicy(problems) : { status: 'valid', policy, problems };
}

function ruleBrokenBy(
  key: string,
  values: Readonly<Record<string, unknown>>,
  listed: readonly string[],
): PolicyProblem['rule'] | null {
  if (!Object.hasOwn(POLICY_SCHEMAS, key)) return 'unknown';
  if (values[key] === undefined) return 'missing';
  if (!POLICY_SCHEMAS[key as PolicyKey].safeParse(values[key]).success) return 'value';
  return listed.includes(key) ? null : 'unlisted';
}

/** Returns the state of a policy that can't be understood. */
export function invalidPolicy(problems: readonly PolicyProblem[]): PolicyState {
  return { status: 'invalid', policy: STRICTEST_POLICY, problems };
}
