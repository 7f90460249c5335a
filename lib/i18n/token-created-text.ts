import { parseTime } from '../domain/time.ts';
import type { TokenId } from '../domain/tokens/token.ts';
import { language, t } from './t.ts';

/** Returns when a token was created, if another one of `all` has its name; else nothing, since its name is enough. */
export function createdText({ name, createdAt }: TokenId, all: readonly TokenId[]): string[] {
  const at = parseTime(createdAt);
  if (Number.isNaN(at) || all.filter((other) => other.name === name).length < 2) return [];
  const time = new Intl.DateTimeFormat(language(), { dateStyle: 'medium', timeStyle: 'short' });
  return [t('tokensCreatedOn', time.format(at))];
}
