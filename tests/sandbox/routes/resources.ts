import { Hono } from 'hono';
import { account, findAccount, findProfile } from '../auth.ts';
import type { SandboxContext, SandboxEnv } from '../context.ts';
import { allowedBy } from '../plans.ts';
import { filterMatches, listQuery, pageOf } from '../queries.ts';
import { newId } from '../random.ts';
import { KINDS, resourcesOf } from '../resources.ts';
import { type Body, jsonOf, notFound, Refusal, success } from '../responses.ts';
import type { Profile } from '../state.ts';
import { issueToken } from '../tokens.ts';

/** Returns the token's profile: no path of a resource names another one. */
function ownProfile(sandbox: SandboxContext, id: string): Profile {
  const profile = findProfile(sandbox, id);
  if (!profile) throw notFound('Profile');
  return profile;
}

function make(sandbox: SandboxContext, profile: Profile, kind: string, body: Body): Record<string, unknown> {
  const amount = KINDS[kind]?.amount ?? kind;
  const plan = findAccount(sandbox, profile.account)?.plan ?? 'free';
  const max = allowedBy(plan).resources[amount];
  const now = profile.amounts[amount] ?? 0;
  if (max !== undefined && now >= max)
    throw new Refusal(400, `You have reached the limit of ${kind}s for your plan`);
  const { password: _never, ...kept } = body;
  const row = { ...kept, id: newId(sandbox.state), created_at: sandbox.clock.iso() };
  profile.made[kind] = [...(profile.made[kind] ?? []), row];
  profile.amounts[amount] = now + 1;
  sandbox.changed();
  if (kind !== 'device') return { [ID_KEYS[kind] ?? 'id']: row.id };
  const token = issueToken(sandbox.state, {
    kind: 'device',
    region: findAccount(sandbox, profile.account)?.region ?? 'us-e1',
    name: String(body.name ?? 'Default'),
    profile: profile.id,
    created_by: profile.account,
    created_at: row.created_at,
  });
  return { device_id: row.id, bucket_id: row.id, token: token.token };
}

/** The key of the new resource's id in the response of a creation, where it isn't `id`. */
const ID_KEYS: Record<string, string> = {
  dashboard: 'dashboard',
  am: 'am_id',
  dictionary: 'dictionary',
  runuser: 'user',
};

/** Kinds whose creation is documented with 201; others have 200. */
const CREATED = new Set(['device', 'dashboard', 'am', 'dictionary']);

/**
 * The platform's other resources, for samples from the docs: list, read, create, edit, delete. Deeper paths return an
 * empty result.
 */
export const resources = new Hono<SandboxEnv>();

for (const [kind, { path, amount }] of Object.entries(KINDS)) {
  resources
    .get(path, account, (c) => {
      const rows = resourcesOf(ownProfile(c.get('sandbox'), c.get('caller').token.profile), kind);
      const query = listQuery(c.req.url, { orderBy: ['name', 'asc'] });
      return success(
        c,
        pageOf(
          rows.filter((row) => filterMatches(query.filter, row)),
          query,
        ),
      );
    })
    .post(path, account, async (c) => {
      const profile = ownProfile(c.get('sandbox'), c.get('caller').token.profile);
      const body = await jsonOf(c);
      return success(
        c,
        make(c.get('sandbox'), profile, kind, typeof body === 'object' && body ? (body as Body) : {}),
        { status: CREATED.has(kind) ? 201 : 200 },
      );
    })
    .on(['GET', 'PUT', 'DELETE'], `${path}/:resource{[0-9a-f]{24}}`, account, (c) => {
      const sandbox = c.get('sandbox');
      const profile = ownProfile(sandbox, c.get('caller').token.profile);
      const id = c.req.param('resource');
      const row = resourcesOf(profile, kind).find((one) => one.id === id);
      if (!row) throw notFound('Resource');
      if (c.req.method === 'GET') return success(c, row);
      if (c.req.method === 'DELETE') {
        profile.removed.push(String(id));
        profile.made[kind] = (profile.made[kind] ?? []).filter((one) => one.id !== id);
        profile.amounts[amount] = Math.max(0, (profile.amounts[amount] ?? 0) - 1);
      }
      sandbox.changed();
      return success(c, c.req.method === 'DELETE' ? 'Successfully Removed' : 'Successfully Updated');
    });
}

const DEEPER = [
  'device',
  'bucket',
  'dashboard',
  'analysis',
  'action',
  'am',
  'dictionary',
  'integration',
  'tcore',
  'entity',
  'secrets',
  'run',
  'serviceauth',
  'tags',
  'template',
  'data',
  'my',
];
for (const prefix of DEEPER) {
  resources.all(`/${prefix}/:rest{.+}`, account, (c) =>
    success(c, c.req.method === 'GET' ? [] : 'Successfully Updated'),
  );
}
for (const path of ['/run', '/serviceauth', '/template']) resources.get(path, account, (c) => success(c, []));
resources.get('/status', (c) => success(c, 'OK'));
