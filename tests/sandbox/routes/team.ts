import { Hono } from 'hono';
import { audit } from '../audit-queries.ts';
import { account, findAccount, owner, profile } from '../auth.ts';
import type { SandboxEnv } from '../context.ts';
import { endExpired, invite, leave, respond } from '../invitations.ts';
import { bodyOf, denied, invalid, notFound, Refusal, success, textIn } from '../responses.ts';

export const team = new Hono<SandboxEnv>()
  .get('/profile/:id/team', account, profile, (c) => {
    const sandbox = c.get('sandbox');
    endExpired(sandbox);
    const rows = c.get('profile').members.flatMap((member) => {
      const person = findAccount(sandbox, member.account);
      if (!person) return [];
      const { id, name, email } = person;
      return [{ id, name, email, active: member.active, created_at: member.created_at }];
    });
    return success(c, rows);
  })
  .post('/profile/:id/team', account, profile, owner, async (c) => {
    const sandbox = c.get('sandbox');
    const email = textIn(await bodyOf(c), 'email')
      .trim()
      .toLowerCase();
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw invalid('Invalid email');
    invite(sandbox, c.get('profile'), email, c.get('caller').account);
    return success(c, 'User invited');
  })
  .delete('/profile/:id/team/:member', account, profile, (c) => {
    const sandbox = c.get('sandbox');
    const of = c.get('profile');
    const me = c.get('caller').account;
    const leaving = c.req.param('member') === me.id;
    if (c.get('role') !== 'owner' && !leaving) throw denied();
    if (!leave(sandbox, of, c.req.param('member'))) throw notFound('Team member');
    audit(
      sandbox.state,
      sandbox.clock.iso(),
      me.id,
      of.id,
      'profile',
      leaving ? 'Left the team' : 'Team member removed',
    );
    return success(c, leaving ? 'You left the profile' : 'Team member removed');
  })
  // The links in the email of an invitation, without a token.
  .get('/profile/team/:reply{accept|decline}/:invitation', (c) => {
    const accepted = c.req.param('reply') === 'accept';
    if (!respond(c.get('sandbox'), c.req.param('invitation'), accepted))
      throw new Refusal(404, 'Invitation not found');
    return success(c, accepted ? 'Invitation accepted' : 'Invitation declined');
  });
