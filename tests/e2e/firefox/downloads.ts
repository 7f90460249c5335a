import fs from 'node:fs';
import path from 'node:path';
import type { Firefox } from '../../browsers/firefox.ts';
import type { SavedFile } from '../extension.ts';

const TIMEOUT_MS = 10_000;
const INTERVAL_MS = 50;

interface Download {
  path: string;
  succeeded: boolean;
  /** Why it failed; null while it hasn't. */
  error: string | null;
}

/** Returns the browser's downloads, oldest first. */
export function downloads(firefox: Firefox): Promise<Download[]> {
  return firefox.runInChrome<Download[]>(`
    const { Downloads } = ChromeUtils.importESModule('resource://gre/modules/Downloads.sys.mjs');
    const all = await (await Downloads.getList(Downloads.ALL)).getAll();
    return all.map(({ target, succeeded, error }) => ({ path: target.path, succeeded, error: error ? String(error) : null }));
  `);
}

/** Waits (10 s) until the download after the first `before` is done, and returns its file. */
export async function newDownload(firefox: Firefox, before: number): Promise<SavedFile> {
  const deadline = Date.now() + TIMEOUT_MS;
  while (Date.now() < deadline) {
    const download = (await downloads(firefox))[before];
    if (download?.error) throw new Error(`the download failed: ${download.error}`);
    if (download?.succeeded)
      return { name: path.basename(download.path), text: fs.readFileSync(download.path, 'utf8') };
    await new Promise((done) => setTimeout(done, INTERVAL_MS));
  }
  throw new Error('no download was completed');
}
