import { fakeBrowser } from 'wxt/testing/fake-browser';
import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import { FakeCaches } from './fake-caches.ts';

globalThis.caches = new FakeCaches() as unknown as CacheStorage;

/**
 * Gives the fake browser the extension's English messages, so that unit tests see the texts that a person sees.
 * Replaces `$1` to `$9`, and `$$` by a dollar sign, as browsers do.
 */
const strings: Record<string, { message: string } | undefined> = english;

fakeBrowser.i18n.getMessage = (key: string, substitutions?: unknown) => {
  const values = Array.isArray(substitutions) ? substitutions : [substitutions];
  const message = strings[key]?.message ?? '';
  return message.replace(/\$(\$|[1-9])/g, (_, what: string) =>
    what === '$' ? '$' : String(values[Number(what) - 1] ?? ''),
  );
};
fakeBrowser.i18n.getUILanguage = () => 'en-US';
