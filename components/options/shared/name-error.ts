import { MAX_NAME_LENGTH, parseName } from '../../../lib/domain/profiles/platform-name.ts';
import { t } from '../../../lib/i18n/t.ts';

/**
 * Returns what is wrong with the name of a profile or a token; null: nothing. A name that is too long is said to be, as
 * a field with a maximum would cut it, also in the middle of an emoji.
 */
export function nameError(text: string): string | null {
  if (text.trim() === '') return t('formRequired');
  return parseName(text) === null ? t('ruleName', MAX_NAME_LENGTH) : null;
}
