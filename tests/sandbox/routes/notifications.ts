import { Hono } from 'hono';
import { account } from '../auth.ts';
import type { SandboxContext, SandboxEnv } from '../context.ts';
import { endExpired, respond } from '../invitations.ts';
import { listQuery, pageOf } from '../queries.ts';
import { newId } from '../random.ts';
import { bodyOf, invalid, notFound, success, textIn } from '../responses.ts';
import type { Account, Notification } from '../state.ts';

const mine = (sandbox: SandboxContext, me: Account) =>
  sandbox.state.notifications.filter((one) => one.account === me.id);

function row({ account: _, invitation: __, ...shown }: Notification) {
  return shown;
}

/** Notifications of the caller's account, including invitations. */
export const notifications = new Hono<SandboxEnv>()
  .get('/notification', account, (c) => {
    const sandbox = c.get('sandbox');
    endExpired(sandbox);
    const query = listQuery(c.req.url);
    const read = query.filter.read;
    const rows = mine(sandbox, c.get('caller').account).filter(
      (one) => read === undefined || String(one.read) === read,
    );
    return success(c, pageOf(rows, query).map(row));
  })
  .post('/notification', account, async (c) => {
    const sandbox = c.get('sandbox');
    const body = await bodyOf(c);
    const made: Notification = {
      id: newId(sandbox.state),
      account: c.get('caller').account.id,
      title: textIn(body, 'title'),
      message: textIn(body, 'message'),
      read: body.read === true,
      icon: null,
      buttons: Array.isArray(body.buttons) ? body.buttons : [],
      buttons_enabled: body.buttons_enabled !== false,
      buttons_autodisable: body.buttons_autodisable === true,
      created_at: sandbox.clock.iso(),
      invitation: null,
    };
    sandbox.state.notifications.push(made);
    sandbox.changed();
    return success(c, { id: made.id });
  })
  .put('/notification/read', account, async (c) => {
    const body = await bodyOf(c);
    if (!Array.isArray(body.notification_ids) || typeof body.read !== 'boolean')
      throw invalid('Invalid request body');
    for (const one of mine(c.get('sandbox'), c.get('caller').account)) {
      if (body.notification_ids.includes(one.id)) one.read = body.read;
    }
    c.get('sandbox').changed();
    return success(c, 'Successfully Updated');
  })
  .put('/notification/markallread', account, (c) => {
    for (const one of mine(c.get('sandbox'), c.get('caller').account)) one.read = true;
    c.get('sandbox').changed();
    return success(c, 'Successfully Updated');
  })
  .put('/notification/:id/:button', account, (c) => {
    const sandbox = c.get('sandbox');
    endExpired(sandbox);
    const found = mine(sandbox, c.get('caller').account).find((one) => one.id === c.req.param('id'));
    const button = found?.buttons.find((one) => one.id === c.req.param('button'));
    if (!found || !button) throw notFound('Notification');
    if (!found.buttons_enabled) throw invalid('The buttons of this notification are disabled');
    const reply = button.triggers.find((trigger) => 'share_profile' in trigger)?.share_profile;
    if (found.invitation && reply && !respond(sandbox, found.invitation, reply === 'accept')) {
      throw notFound('Invitation');
    }
    if (found.buttons_autodisable) found.buttons_enabled = false;
    found.read = true;
    sandbox.changed();
    return success(c, 'Button pressed');
  })
  .delete('/notification/:id', account, (c) => {
    const sandbox = c.get('sandbox');
    const gone = mine(sandbox, c.get('caller').account).find((one) => one.id === c.req.param('id'));
    if (!gone) throw notFound('Notification');
    sandbox.state.notifications = sandbox.state.notifications.filter((one) => one !== gone);
    sandbox.changed();
    return success(c, 'Successfully Removed');
  });
