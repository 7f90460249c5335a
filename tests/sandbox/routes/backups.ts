import { Hono } from 'hono';
import { account, owner, profile } from '../auth.ts';
import { HOUR } from '../clock.ts';
import type { SandboxEnv } from '../context.ts';
import { newId } from '../random.ts';
import { invalid, notFound, Refusal, success } from '../responses.ts';

const BACKUPS_A_DAY = { free: 0, starter: 1, scale: 1, enterprise: 1 } as const;
const SIZE = 15_728_640;

interface Backup extends Record<string, unknown> {
  id: string;
  created_at: string;
}

/** A profile's backups, and its service providers. */
export const backups = new Hono<SandboxEnv>()
  .get('/profile/:id/backup', account, profile, owner, (c) => success(c, c.get('profile').made.backup ?? []))
  .post('/profile/:id/backup', account, profile, owner, (c) => {
    const sandbox = c.get('sandbox');
    const of = c.get('profile');
    const list = (of.made.backup ?? []) as Backup[];
    const today = sandbox.clock.iso().slice(0, 10);
    if (list.filter(({ created_at }) => created_at.startsWith(today)).length >= BACKUPS_A_DAY[planOf(c)])
      throw new Refusal(400, 'You have reached the limit of backups for your plan');
    const id = newId(sandbox.state);
    of.made.backup = [
      ...list,
      {
        id,
        profile: of.id,
        file_path: `profile/${of.id}/${id}.zip`,
        version_id: id.slice(0, 12),
        file_size: SIZE,
        status: 'completed',
        error_message: null,
        created_at: sandbox.clock.iso(),
      },
    ];
    sandbox.changed();
    return success(c, {
      message: 'Backup generation has been queued and will be available soon',
      profile: of.id,
      backup_id: id,
    });
  })
  .post('/profile/:id/backup/:backup/download', account, profile, owner, (c) => {
    const { id, created_at } = backupIn(c.get('profile').made.backup, c.req.param('backup'));
    return success(c, {
      url: `${new URL(c.req.url).origin}/file/${c.get('profile').id}/${id}.zip`,
      size: SIZE,
      size_unit: 'bytes',
      file_size_mb: (SIZE / 1_048_576).toFixed(2),
      expire_at: new Date(c.get('sandbox').clock.now() + 2 * HOUR).toISOString(),
      backup_id: id,
      created_at,
    });
  })
  .delete('/profile/:id/backup/:backup', account, profile, owner, (c) => {
    const of = c.get('profile');
    const gone = backupIn(of.made.backup, c.req.param('backup'));
    of.made.backup = (of.made.backup ?? []).filter((one) => one !== gone);
    c.get('sandbox').changed();
    return success(c, 'Backup successfully removed');
  })
  .put('/profile/:id/service', account, profile, owner, (c) =>
    success(c, 'Service provider configured successfully'),
  )
  .post('/profile/:id/service/test/:type', account, profile, owner, (c) => {
    const type = c.req.param('type');
    if (type !== 'sms' && type !== 'email') throw invalid('Invalid service type');
    return success(c, {
      message: 'Test message sent successfully',
      message_id: newId(c.get('sandbox').state),
    });
  });

function planOf(c: { get(key: 'caller'): SandboxEnv['Variables']['caller'] }) {
  return c.get('caller').account.plan;
}

function backupIn(list: Record<string, unknown>[] | undefined, id: string): Backup {
  const found = list?.find((one) => one.id === id);
  if (!found) throw notFound('Backup');
  return found as Backup;
}
