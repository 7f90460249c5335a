import { build, type Logger } from 'wxt';

/**
 * Builds the extension for development in Firefox in the folder that each message names, and sends back what failed,
 * or null. A process of its own, because WXT draws its progress on the standard output; it stays, because the next
 * build takes half the time then.
 */
const nothing = () => {};
/** What fails is thrown; warnings are for `npm run check`. */
const quiet: Logger = {
  level: 0,
  debug: nothing,
  log: nothing,
  info: nothing,
  success: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

process.on('message', async (root: string) => {
  try {
    await build({ root, browser: 'firefox', mode: 'development', logger: quiet });
    process.send?.(null);
  } catch (error) {
    process.send?.(error instanceof Error ? error.message : String(error));
  }
});
process.on('disconnect', () => process.exit());
