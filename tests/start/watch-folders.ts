import fs from 'node:fs';
import path from 'node:path';

/** An editor writes a file in several steps. */
const SETTLE_MS = 60;

/**
 * Reports a file of these folders, at any depth, that was changed, added or removed; of several at once, one of them.
 * Each folder has a watcher of its own: a file that an editor replaces is still followed.
 */
export function watchFolders(roots: readonly string[], onEdit: (file: string) => void): { close(): void } {
  const watchers = new Map<string, fs.FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  const edited = (file: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      update();
      onEdit(file);
    }, SETTLE_MS);
  };
  const update = () => {
    const present = new Set(roots.flatMap(foldersIn));
    for (const folder of present) {
      if (watchers.has(folder)) continue;
      const watcher = fs.watch(folder, (_event, name) => edited(path.join(folder, name ?? '')));
      // The folder is gone: its parent reports it.
      watcher.on('error', () => watcher.close());
      watchers.set(folder, watcher);
    }
    for (const [folder, watcher] of watchers) {
      if (present.has(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
  };
  update();
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

function foldersIn(root: string): string[] {
  const entries = fs.readdirSync(root, { recursive: true, withFileTypes: true });
  return [
    root,
    ...entries
      .filter((entry) => entry.isDirectory())
      .map(({ parentPath, name }) => path.join(parentPath, name)),
  ];
}
