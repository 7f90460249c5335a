import { fakeBrowser } from 'wxt/testing/fake-browser';
import english from '../../public/_locales/en/messages.json' with { type: 'json' };

/**
 * The fake browser has no strings of its own: give it the extension's English ones, so that unit tests see
 * what a person would. `$1`…`$9` are replaced and `$$` is a dollar, as browsers do.
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
