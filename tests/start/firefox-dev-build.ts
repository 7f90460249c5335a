import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { Firefox } from '../browsers/firefox.ts';
import { reloadAddon } from '../browsers/reload-addon.ts';
import type { Ending } from './ending.ts';
import { watchFolders } from './watch-folders.ts';

/** What the extension is built from, besides packages. */
const SOURCES = ['components', 'entrypoints', 'lib', 'modules', 'public'];
const WORKER = path.resolve('tests/start/build-worker.ts');
const BUILT = '.output/firefox-mv3-dev';
const LOADED = '.output/firefox-mv3-dev-loaded';

/** A development build for Firefox that follows every edit. */
interface FirefoxDevBuild {
  /** The folder to load. */
  folder: string;
  /** Builds after each edit, and reloads the extension in this browser. */
  follow(firefox: Firefox): void;
}

/**
 * Builds the extension for development in Firefox, whose extensions can't load code from a server: an edit builds it
 * again and reloads it. Edits that come before there is a browser are not lost.
 */
export async function startFirefoxDevBuild(
  ending: Ending,
  log: (line: string) => void,
  root = '.',
): Promise<FirefoxDevBuild> {
  const worker = fork(WORKER, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  ending.add('the build', () => worker.kill());
  let edited = '';
  let follow: (() => void) | null = null;
  const watcher = watchFolders(
    SOURCES.map((folder) => path.join(root, folder)),
    (file) => {
      edited = path.relative(root, file);
      follow?.();
    },
  );
  ending.add('watching the sources', () => watcher.close());
  const folder = await buildOnce(worker, root);
  return {
    folder,
    follow: (firefox) => {
      let busy = false;
      follow = async () => {
        if (busy) return;
        busy = true;
        // An edit during a build is built after it.
        while (edited && !ending.begun) {
          log(`Edited: ${edited}`);
          edited = '';
          const started = Date.now();
          try {
            await buildOnce(worker, root);
            await reloadAddon(firefox);
            log(`Reloaded after ${((Date.now() - started) / 1000).toFixed(1)} s.`);
          } catch (error) {
            if (!ending.begun) log(`Not reloaded: ${error instanceof Error ? error.message : error}`);
          }
        }
        busy = false;
      };
      follow();
    },
  };
}

/** Builds, and returns the folder for the browser, which a build that fails leaves as it is. */
async function buildOnce(worker: ChildProcess, root: string): Promise<string> {
  if (!worker.connected) throw new Error('The build has ended.');
  const ended = new AbortController();
  const exit = once(worker, 'exit', { signal: ended.signal }).then(() => ['The build has ended.']);
  worker.send(path.resolve(root));
  const [failure] = await Promise.race([once(worker, 'message'), exit]);
  ended.abort();
  exit.catch(() => {});
  if (failure) throw new Error(`The build failed:\n${failure}`);
  const loaded = path.resolve(root, LOADED);
  fs.rmSync(loaded, { recursive: true, force: true });
  fs.renameSync(path.resolve(root, BUILT), loaded);
  return loaded;
}
