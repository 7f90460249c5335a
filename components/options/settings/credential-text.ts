import { type Connection, credentialLossOf } from '../../../lib/domain/identity/connection.ts';
import { t } from '../../../lib/i18n/t.ts';
import { exactDate } from '../shared/dates.ts';

const KIND_TEXT = {
  issued: 'settingsTokenIssued',
  pasted: 'settingsTokenPasted',
  console: 'settingsTokenConsole',
} as const;

/**
 * Returns which credential a connection has, and until when. Of one that was lost, no date: the banner says what became
 * of it, and it may still be valid.
 */
export function credentialText(connection: Connection): string {
  const { kind, name, expiresAt } = connection.credential;
  const isRefused = connection.state === 'needs-sign-in' && !credentialLossOf(connection);
  const expiry =
    connection.state !== 'needs-sign-in' && expiresAt && t('settingsTokenExpires', exactDate(expiresAt));
  return [t(KIND_TEXT[kind]), name, isRefused ? t('settingsTokenInvalid') : expiry]
    .filter(Boolean)
    .join(' · ');
}
