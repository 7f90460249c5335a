import type { ConsolePlace, ConsoleSession } from '../domain/console-session.ts';
import { t } from './t.ts';

/** Says where the console is. */
export function consoleText(
  place: ConsolePlace,
  { profileName, email }: Pick<ConsoleSession, 'profileName' | 'email'>,
): string {
  switch (place) {
    case 'here':
      return t('popupConsoleHere');
    case 'other-profile':
      return t('popupConsoleOther', profileName);
    case 'other-account':
      return t('popupConsoleOtherAccount', email);
    case 'unknown':
      return t('popupConsoleUnknown');
  }
}
