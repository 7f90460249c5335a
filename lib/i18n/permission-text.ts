import { own } from '../domain/own.ts';
import { type MessageKey, t } from './t.ts';

const IN_SENTENCE: Record<string, MessageKey> = {
  full: 'docsPermissionFull',
  write: 'docsPermissionWrite',
  read: 'docsPermissionRead',
};

/** Returns a token's permission for use in a sentence (`read-only`); an unknown one as the platform writes it. */
export function permissionInSentence(permission: string): string {
  const key = own(IN_SENTENCE, permission);
  return key ? t(key) : permission;
}
