import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { followInput } from '../lib/console/unsaved-input.ts';

/** Run in the console's pages, in a world of its own, once the person lets the extension follow the console. */
export default defineUnlistedScript(() => {
  const page = globalThis as { holdsUnsavedInput?: () => boolean };
  page.holdsUnsavedInput ??= followInput(document);
});
