import path from 'node:path';
import { createServer, type Logger } from 'wxt';
import type { Ending } from './ending.ts';

/**
 * Builds the extension for development and serves its pages: an edited component is replaced in place, any other edit
 * reloads the extension. Returns the folder to load.
 */
export async function startDevBuild(ending: Ending, root = '.'): Promise<string> {
  const output = new ServerOutput();
  // The caller starts the browser, with the sandbox. The extension's own shortcuts leave none for WXT's reload command.
  const server = await createServer({
    root,
    webExt: { disabled: true },
    dev: { reloadCommand: false },
    logger: output,
  });
  ending.add('the development server', () => server.stop());
  await server.start();
  output.started = true;
  return path.resolve(root, '.output/chrome-mv3-dev');
}

/**
 * Shows what WXT reports, but not how it starts: it would ask the developer to load the extension by hand, and name
 * the address of a server that has nothing to open. What an edit reloaded is shown, and every warning and error.
 */
class ServerOutput implements Logger {
  level = 0;
  started = false;
  debug = () => {};
  log = (...args: unknown[]) => {
    if (this.started) console.log(...args);
  };
  info = this.log;
  success = this.log;
  warn = console.warn;
  error = console.error;
  fatal = console.error;
}
