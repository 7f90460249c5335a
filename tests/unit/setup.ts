import { fakeBrowser } from 'wxt/testing/fake-browser';
import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import { withSubstitutions } from '../with-substitutions.ts';
import { FakeCaches } from './fake-caches.ts';

globalThis.caches = new FakeCaches() as unknown as CacheStorage;

const strings: Record<string, { message: string } | undefined> = english;

/** Gives the fake browser the extension's English messages, so that unit tests see the texts that a person sees. */
fakeBrowser.i18n.getMessage = (key: string, substitutions?: unknown) => {
  const values = Array.isArray(substitutions) ? substitutions : [substitutions];
  return withSubstitutions(strings[key]?.message ?? '', values);
};
fakeBrowser.i18n.getUILanguage = () => 'en-US';
