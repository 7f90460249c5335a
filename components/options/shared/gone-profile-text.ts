import { t } from '../../../lib/i18n/t.ts';

/** Returns the text for a profile that is gone: its name isn't known anymore, so the end of its id. */
export function goneProfileText(profileId: string): string {
  return t('costProfileGone', profileId.slice(-6));
}
