import path from 'node:path';
import { createServer } from 'wxt';
import type { Ending } from './ending.ts';

/**
 * Builds the extension for development and serves its pages: an edited component is replaced in place, any other edit
 * reloads the extension. Returns the folder to load.
 */
export async function startDevBuild(ending: Ending, root = '.'): Promise<string> {
  // The caller starts the browser, with the sandbox.
  const server = await createServer({ root, webExt: { disabled: true } });
  ending.add('the development server', () => server.stop());
  await server.start();
  return path.resolve(root, '.output/chrome-mv3-dev');
}
