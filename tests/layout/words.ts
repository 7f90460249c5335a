import fs from 'node:fs';
import type { MessageKey } from '../../lib/i18n/t.ts';
import { withSubstitutions } from '../with-substitutions.ts';

const FOLDERS = { 'en-US': 'en', 'pt-BR': 'pt_BR', es: 'es' } as const;
export type Language = keyof typeof FOLDERS;
export const ALL_LANGUAGES = Object.keys(FOLDERS) as Language[];

export type Words = (key: MessageKey, ...substitutions: (string | number)[]) => string;

/** Returns the extension's own words in the language of a browser. */
export function wordsIn(language: Language): Words {
  const messages: Record<MessageKey, { message: string }> = JSON.parse(
    fs.readFileSync(`public/_locales/${FOLDERS[language]}/messages.json`, 'utf8'),
  );
  return (key, ...substitutions) => withSubstitutions(messages[key].message, substitutions);
}
