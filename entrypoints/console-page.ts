import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { followInput } from '../lib/console/unsaved-input.ts';

/** Runs in the console's pages, in an isolated world, if the person lets the extension follow the console. */
export default defineUnlistedScript(() => {
  const page = globalThis as { holdsUnsavedInput?: () => boolean };
  page.holdsUnsavedInput ??= followInput(document);
});
