import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where Chromium on Linux looks for `policies/managed/*.json`. */
const POLICY_ROOT = '/etc/chromium';

/** A Chromium with policies of its own, which no other browser on this computer has. */
export interface ManagedChromium {
  /** Starts it; takes Chromium's arguments. */
  executable: string;
  /** Sets the policy of an extension, even while the browser runs; null: no policy. */
  setPolicy(extensionId: string, policy: object | null): void;
  remove(): void;
}

/**
 * Returns a program that starts a Chromium in a mount namespace of its own, where {@link POLICY_ROOT} is a temporary
 * folder; or why that isn't possible here.
 */
export function managedChromium(chromium: string): ManagedChromium | { reason: string } {
  if (process.platform !== 'linux') return { reason: 'managed policies are only tried on Linux' };
  if (!fs.existsSync(POLICY_ROOT)) return { reason: `there is no ${POLICY_ROOT} to mount policies on` };
  const unshare = process.getuid?.() === 0 ? 'unshare --mount' : 'unshare --mount --map-root-user';
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'profiles-policies-'));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  const root = path.join(folder, 'etc');
  const managed = path.join(root, 'policies', 'managed');
  const executable = path.join(folder, 'chromium');
  fs.cpSync(POLICY_ROOT, root, { recursive: true });
  fs.mkdirSync(managed, { recursive: true });
  fs.writeFileSync(
    executable,
    `#!/bin/sh\nexec ${unshare} sh -c 'mount --bind "${root}" ${POLICY_ROOT} && exec "${chromium}" "$@"' sh "$@"\n`,
    { mode: 0o755 },
  );
  const trial = spawnSync(executable, ['--version'], { encoding: 'utf8' });
  if (trial.status !== 0) {
    remove();
    return { reason: `no mount namespace of its own is allowed here: ${trial.stderr.trim()}` };
  }
  return {
    executable,
    remove,
    setPolicy: (extensionId, policy) => {
      const extensions = policy === null ? {} : { [extensionId]: policy };
      // Renamed into place: Chromium must not read half a file.
      const written = path.join(root, 'policy.json');
      fs.writeFileSync(written, JSON.stringify({ '3rdparty': { extensions } }));
      fs.renameSync(written, path.join(managed, 'policy.json'));
    },
  };
}
