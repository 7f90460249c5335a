import fs from 'node:fs';
import path from 'node:path';

/** Kills the Chromium of a profile folder (SIGKILL) and waits until it is gone. Its own lock names the process. */
export async function killBrowser(profile: string): Promise<void> {
  const pid = Number(fs.readlinkSync(path.join(profile, 'SingletonLock')).split('-').at(-1));
  process.kill(pid, 'SIGKILL');
  while (isAlive(pid)) await new Promise((done) => setTimeout(done, 20));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
