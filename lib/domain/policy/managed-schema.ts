import { REGIONS } from '../regions/region.ts';
import type { PolicyKey } from './policy.ts';

/*
 * What Chromium knows of the policy (`storage.managed_schema` in the manifest). Only types: a value that breaks the
 * schema is dropped before the extension sees it, one that breaks a rule of lib/policy/parse-policy.ts is reported.
 */

/** The key that lists all others; see lib/policy/parse-policy.ts. */
export const LIST_KEY = 'keys';

interface Property {
  type: 'string' | 'boolean' | 'number' | 'array';
  items?: { type: 'string' };
  title: string;
  description: string;
}

const LIST: Property = {
  type: 'array',
  items: { type: 'string' },
  title: 'Keys of this policy',
  description:
    'Required: the names of all other keys that this policy sets. If one of them is missing, the policy is invalid and everything that it could forbid is forbidden.',
};

const PROPERTIES: Record<PolicyKey, Property> = {
  api: {
    type: 'string',
    title: 'API to connect to',
    description: `A region (${REGIONS.map(({ id }) => id).join(', ')}), the id of a TagoDeploy instance, or the address of its API. The connect form is set to it; without allowedHosts, no other API can be used.`,
  },
  allowedHosts: {
    type: 'array',
    items: { type: 'string' },
    title: 'Allowed API hosts',
    description:
      'The only APIs that the extension may connect to: regions, ids, host names or addresses as in api, and *.example.com for all https hosts below a domain.',
  },
  requirePassphrase: {
    type: 'boolean',
    title: 'Require a passphrase',
    description:
      'True: stored tokens can only be used once the person has set a passphrase, which stays set.',
  },
  maxAutoLockMinutes: {
    type: 'number',
    title: 'Longest time until the vault locks',
    description: 'Minutes without use, 1 to 1440, after which the vault locks at the latest.',
  },
  allowFullTokens: {
    type: 'boolean',
    title: 'Allow tokens with full access',
    description: 'False: tokens with full access are neither created, rotated, offered nor copied.',
  },
  allowPasswordSignIn: {
    type: 'boolean',
    title: 'Allow sign-in by password',
    description: 'False: accounts are connected with a token or the console’s session only.',
  },
  allowConsoleFollowing: {
    type: 'boolean',
    title: 'Allow following the admin console',
    description: 'False: the extension neither reads nor moves the session of TagoIO’s admin console.',
  },
};

/** Returns the JSON Schema of `storage.managed`. */
export function managedSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-03/schema#',
    type: 'object',
    properties: { [LIST_KEY]: LIST, ...PROPERTIES },
  };
}
