import fs from 'node:fs';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { withSubstitutions } from '../with-substitutions.ts';
import { FakeCaches } from './fake-caches.ts';

globalThis.caches = new FakeCaches() as unknown as CacheStorage;

// As a module it has an export for each text, which took a sixth of a second in every test file.
const strings = JSON.parse(
  fs.readFileSync(new URL('../../public/_locales/en/messages.json', import.meta.url), 'utf8'),
) as Record<string, { message: string } | undefined>;

/** Gives the fake browser the extension's English messages, so that unit tests see the texts that a person sees. */
fakeBrowser.i18n.getMessage = (key: string, substitutions?: unknown) => {
  const values = Array.isArray(substitutions) ? substitutions : [substitutions];
  return withSubstitutions(strings[key]?.message ?? '', values);
};
fakeBrowser.i18n.getUILanguage = () => 'en-US';
