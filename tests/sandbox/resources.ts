import { createHash } from 'node:crypto';
import type { Profile } from './state.ts';

/** Kinds of resources with their own API: path, key in a summary's amounts, and name of one. */
export const KINDS: Record<string, { path: string; amount: string; noun: string }> = {
  device: { path: '/device', amount: 'device', noun: 'Sensor' },
  bucket: { path: '/bucket', amount: 'bucket', noun: 'Bucket' },
  dashboard: { path: '/dashboard', amount: 'dashboard', noun: 'Overview' },
  analysis: { path: '/analysis', amount: 'analysis', noun: 'Script' },
  action: { path: '/action', amount: 'action', noun: 'Alarm' },
  am: { path: '/am', amount: 'am', noun: 'Policy' },
  dictionary: { path: '/dictionary', amount: 'dictionary', noun: 'Dictionary' },
  connector: { path: '/integration/connector', amount: 'connectors', noun: 'Connector' },
  network: { path: '/integration/network', amount: 'networks', noun: 'Network' },
  tcore: { path: '/tcore/instance', amount: 'tcore', noun: 'Gateway' },
  entity: { path: '/entity', amount: 'entity', noun: 'Entity' },
  secrets: { path: '/secrets', amount: 'secrets', noun: 'SECRET' },
  runuser: { path: '/run/users', amount: 'run_users', noun: 'User' },
};

/** The id of a profile's nth seeded resource of a kind. */
export function resourceId(profile: Profile, kind: string, n: number): string {
  return createHash('sha256').update(`${profile.id}/${kind}/${n}`).digest('hex').slice(0, 24);
}

export const resourceName = (kind: string, n: number): string => `${KINDS[kind]?.noun ?? kind} ${n + 1}`;

/** Returns the documented fields of a row besides its id and name. */
function fieldsOf(kind: string, profile: Profile, n: number): Record<string, unknown> {
  const { id: owner, created_at, updated_at } = profile;
  const common = { profile: owner, active: true, tags: [], created_at, updated_at };
  if (kind === 'device')
    return {
      ...common,
      connector: null,
      network: null,
      visible: true,
      type: n % 2 ? 'immutable' : 'mutable',
      payload_decoder: null,
      description: '',
      data_retention: 'forever',
      last_input: updated_at,
    };
  if (kind === 'dashboard')
    return {
      ...common,
      label: resourceName(kind, n),
      type: 'dashboard',
      visible: true,
      arrangement: [],
      icon: {},
      tabs: [],
      group_by: [],
      last_access: updated_at,
    };
  if (kind === 'dictionary')
    return { ...common, slug: `D${n + 1}`, fallback: 'en-US', languages: [{ code: 'en-US', active: true }] };
  if (kind === 'runuser')
    return {
      ...common,
      email: `user${n + 1}@site.example`,
      company: '',
      language: 'en',
      timezone: 'America/New_York',
      phone: null,
      newsletter: null,
      options: {},
      otp: {},
      last_login: updated_at,
    };
  return common;
}

/** Returns all resources of a kind: the seeded ones that were not removed, then the created ones. */
export function resourcesOf(profile: Profile, kind: string): Record<string, unknown>[] {
  const made = profile.made[kind] ?? [];
  const seeded = Math.max(0, (profile.amounts[KINDS[kind]?.amount ?? kind] ?? 0) - made.length);
  const rows: Record<string, unknown>[] = [];
  for (let n = 0; rows.length < seeded; n++) {
    const id = resourceId(profile, kind, n);
    if (profile.removed.includes(id)) continue;
    rows.push({ ...fieldsOf(kind, profile, n), id, name: resourceName(kind, n) });
  }
  return [...rows, ...made];
}
