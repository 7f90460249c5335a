import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { account, findProfile } from '../auth.ts';
import type { SandboxContext, SandboxEnv } from '../context.ts';
import { invalid, jsonOf, notFound, Refusal, success, unauthorized } from '../responses.ts';
import type { StoredFile } from '../state.ts';
import { setUsage, usedAt } from '../usage-model.ts';

const TYPES: Record<string, string> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  json: 'application/json',
  csv: 'text/csv',
  txt: 'text/plain',
};

const normal = (path: unknown) => `/${String(path ?? '').replace(/^\/+/, '')}`;
const bytesOf = (file: StoredFile) => Buffer.from(file.base64, 'base64');

/** Adds to the profile's file storage, or frees it, in MB; refuses what exceeds the limit. */
function store(sandbox: SandboxContext, profileId: string, bytes: number): void {
  const profile = findProfile(sandbox, profileId);
  if (!profile) throw notFound('Profile');
  const now = sandbox.clock.now();
  const used = usedAt(profile, 'file_storage', now);
  const after = Math.max(0, used + (Math.sign(bytes) * Math.ceil(Math.abs(bytes) / 10_000)) / 100);
  if (bytes > 0 && after > profile.allocation.file_storage)
    throw new Refusal(400, 'The limit of file storage of this profile was reached');
  setUsage(profile, 'file_storage', Math.round(after * 100) / 100, now);
}

function find(sandbox: SandboxContext, profile: string, path: unknown): StoredFile | undefined {
  return sandbox.state.files.find((file) => file.profile === profile && file.path === normal(path));
}

/** The files of the token's profile; public ones for everybody. */
export const files = new Hono<SandboxEnv>()
  .get('/files', account, (c) => {
    const under = normal(c.req.query('path')).replace(/\/?$/, '/');
    const mine = c
      .get('sandbox')
      .state.files.filter((f) => f.profile === c.get('caller').token.profile && f.path.startsWith(under));
    const here = mine.filter((file) => !file.path.slice(under.length).includes('/'));
    const folders = mine.flatMap((file) => file.path.slice(under.length).split('/').slice(0, -1).slice(0, 1));
    const rows = here.map((file) => ({
      filename: file.path.slice(under.length),
      size: bytesOf(file).length,
      last_modified: file.at,
      public: file.public,
    }));
    const owner = findProfile(c.get('sandbox'), c.get('caller').token.profile);
    return success(c, {
      files: rows,
      folders: [...new Set(folders)],
      total: owner?.allocation.file_storage ?? 0,
      usage: owner ? usedAt(owner, 'file_storage', c.get('sandbox').clock.now()) : 0,
    });
  })
  .post('/files', account, async (c) => {
    const sandbox = c.get('sandbox');
    const profile = c.get('caller').token.profile;
    const list = await jsonOf(c);
    if (!Array.isArray(list) || list.length === 0) throw invalid('Invalid request body');
    for (const { filename, file, public: open } of list as Record<string, unknown>[]) {
      if (typeof filename !== 'string' || typeof file !== 'string' || !/^[A-Za-z0-9+/]+=*$/.test(file))
        throw invalid('Invalid file');
      const old = find(sandbox, profile, filename);
      const made: StoredFile = {
        profile,
        path: normal(filename),
        base64: file,
        public: open === true,
        at: sandbox.clock.iso(),
      };
      store(sandbox, profile, bytesOf(made).length - (old ? bytesOf(old).length : 0));
      sandbox.state.files = [...sandbox.state.files.filter((one) => one !== old), made];
    }
    sandbox.changed();
    return success(c, 'Files uploaded');
  })
  .on('PUT', ['/files', '/files/copy'], account, async (c) => {
    const sandbox = c.get('sandbox');
    const copies = c.req.path.endsWith('/copy');
    for (const { from, to } of (await jsonOf(c)) as { from: string; to: string }[]) {
      const file = find(sandbox, c.get('caller').token.profile, from);
      if (!file) throw notFound('File');
      if (copies) {
        store(sandbox, file.profile, bytesOf(file).length);
        sandbox.state.files.push({ ...file, path: normal(to) });
      } else file.path = normal(to);
    }
    sandbox.changed();
    return success(c, copies ? 'Files copied' : 'Files moved');
  })
  .delete('/files', account, async (c) => {
    const sandbox = c.get('sandbox');
    const paths = await jsonOf(c);
    if (!Array.isArray(paths)) throw invalid('Invalid request body');
    for (const path of paths) {
      const file = find(sandbox, c.get('caller').token.profile, path);
      if (!file) continue;
      store(sandbox, file.profile, -bytesOf(file).length);
      sandbox.state.files = sandbox.state.files.filter((one) => one !== file);
    }
    sandbox.changed();
    return success(c, 'Files removed');
  })
  .get('/files/permission', account, (c) => {
    const file = find(c.get('sandbox'), c.get('caller').token.profile, c.req.query('file'));
    if (!file) throw notFound('File');
    return success(c, { public: file.public });
  })
  .put('/files/permission', account, async (c) => {
    for (const spec of (await jsonOf(c)) as { file: string; public: boolean }[]) {
      const file = find(c.get('sandbox'), c.get('caller').token.profile, spec.file);
      if (!file) throw notFound('File');
      file.public = spec.public;
    }
    c.get('sandbox').changed();
    return success(c, 'Permissions updated');
  })
  .get('/file/:owner/:path{.+}', (c) => {
    const file = find(c.get('sandbox'), c.req.param('owner'), decodeURIComponent(c.req.param('path')));
    if (!file) throw notFound('File');
    const token = c.get('presented')?.token;
    if (!file.public && token?.profile !== file.profile) throw unauthorized();
    const bytes = bytesOf(file);
    if (c.req.query('md5')) return success(c, createHash('md5').update(bytes).digest('hex'));
    if (c.req.query('noRedirect')) return success(c, `${new URL(c.req.url).origin}${c.req.path}?signed=1`);
    const type = TYPES[file.path.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
    return c.body(new Uint8Array(bytes), 200, { 'content-type': type });
  });
