import fs from 'node:fs';
import path from 'node:path';

/** Its id in Firefox. */
export const OTHER_ID = 'other@impostors.test';

/** Writes another extension, which has access to every page, into a folder; `more`: further keys of its manifest. */
export function writeOtherExtension(folder: string, more: Record<string, unknown>): void {
  const manifest = {
    manifest_version: 3,
    name: 'Other',
    version: '1',
    host_permissions: ['<all_urls>'],
    content_scripts: [{ matches: ['<all_urls>'], js: ['content.js'] }],
    ...more,
  };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  fs.writeFileSync(path.join(folder, 'page.html'), '<!doctype html><title>Other</title>');
  for (const file of ['content.js', 'worker.js']) fs.writeFileSync(path.join(folder, file), '');
}

/** Sends messages to this extension from the context of another, and returns those that got any reply. */
export async function sendToExtension({ id, types }: { id: string; types: string[] }): Promise<string[]> {
  const { runtime } = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
  const replies = await Promise.all(
    types.map((type) =>
      runtime.sendMessage(id, { type, data: {} }).then(
        (reply) => `${type}: ${JSON.stringify(reply)}`,
        (error) => (/Receiving end does not exist/.test(String(error)) ? '' : `${type}: ${error}`),
      ),
    ),
  );
  return replies.filter(Boolean);
}

/** Tries what else another extension could do: connect, and read one of this extension's pages. */
export async function reachFromOther({ id, page }: { id: string; page: string }): Promise<string[]> {
  const { runtime } = (globalThis as { browser?: typeof chrome }).browser ?? chrome;
  const connected = await new Promise<string>((done) => {
    const port = runtime.connect(id);
    port.onDisconnect.addListener(() => done('refused'));
    port.onMessage.addListener(() => done('connected'));
  });
  const read = await fetch(page).then(
    () => 'read',
    () => 'refused',
  );
  return [connected, read];
}
