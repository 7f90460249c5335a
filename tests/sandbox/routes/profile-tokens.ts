import { Hono } from 'hono';
import { audit } from '../audit-queries.ts';
import { account, profile } from '../auth.ts';
import type { SandboxEnv } from '../context.ts';
import { signInWith } from '../credentials.ts';
import { filterMatches, listQuery, pageOf } from '../queries.ts';
import { bodyOf, denied, invalid, notFound, success, textIn } from '../responses.ts';
import type { Permission, Token } from '../state.ts';
import { expiryOf, issueToken } from '../tokens.ts';

const FIELDS = [
  'name',
  'token',
  'permission',
  'created_at',
  'created_by',
  'expire_time',
  'last_authorization',
  'type',
  'ref_id',
  'serie_number',
  'verification_code',
] as const;

function row(token: Token): Record<(typeof FIELDS)[number], string | null> {
  const { name, permission, created_at, created_by, expire_time, last_authorization, ref_id } = token;
  return {
    name,
    token: token.token,
    permission,
    created_at,
    created_by,
    expire_time,
    last_authorization,
    ref_id,
    type: 'profile',
    serie_number: null,
    verification_code: null,
  };
}

const permissionOf = (value: unknown): Permission => {
  if (value === 'full' || value === 'write' || value === 'read') return value;
  throw invalid('Invalid permission');
};

/** The tokens of a profile. Rows have no id. */
export const profileTokens = new Hono<SandboxEnv>()
  .get('/profile/:id/token', account, profile, (c) => {
    const query = listQuery(c.req.url, { fields: ['name', 'token', 'permission'] });
    const unknown = query.fields.find((field) => !(FIELDS as readonly string[]).includes(field));
    if (unknown) throw invalid('Invalid fields');
    const all = c
      .get('sandbox')
      .state.tokens.filter((t) => t.profile === c.get('profile').id && t.kind === 'profile');
    const page = pageOf(
      all.map(row).filter((one) => filterMatches(query.filter, one)),
      query,
    );
    const asked = page.map((one) =>
      Object.fromEntries(FIELDS.flatMap((f) => (query.fields.includes(f) ? [[f, one[f]]] : []))),
    );
    return success(c, asked);
  })
  .post('/profile/:id/token', account, profile, async (c) => {
    const sandbox = c.get('sandbox');
    const body = await bodyOf(c);
    const name = textIn(body, 'name');
    const permission = permissionOf(body.permission);
    const expire_time = expiryOf(body.expire_time, sandbox.clock.now());
    const me = signInWith(sandbox, c.get('region'), body, 'credential');
    if (me.id !== c.get('caller').account.id) throw denied();
    const token = issueToken(sandbox.state, {
      region: me.region,
      name,
      profile: c.get('profile').id,
      permission,
      expire_time,
      created_by: me.id,
      created_at: sandbox.clock.iso(),
    });
    audit(sandbox.state, token.created_at, me.id, token.profile, 'profile', `Token "${name}" created`);
    sandbox.changed();
    return success(c, { token: token.token, expire_date: expire_time, permission });
  })
  .delete('/profile/:id/token/:token', account, profile, (c) => {
    const sandbox = c.get('sandbox');
    const { state } = sandbox;
    const gone = state.tokens.find(
      (t) => t.token === c.req.param('token') && t.profile === c.get('profile').id && t.kind === 'profile',
    );
    if (!gone) throw notFound('Token');
    state.tokens = state.tokens.filter((token) => token !== gone);
    audit(
      state,
      sandbox.clock.iso(),
      c.get('caller').account.id,
      gone.profile,
      'profile',
      `Token "${gone.name}" removed`,
    );
    sandbox.changed();
    return success(c, 'Token Successfully Removed');
  });
