import english from '../../public/_locales/en/messages.json' with { type: 'json' };
import { withSubstitutions } from '../with-substitutions.ts';

type Key = keyof typeof english;

/**
 * The extension's own words, so that a spec looks for a control by what a person reads on it without repeating
 * the sentence. What a spec *asserts* it writes out.
 */
export function words(key: Key, ...substitutions: (string | number)[]): string {
  return withSubstitutions(english[key].message, substitutions);
}
