import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { reasonNotToSend } from '../../ui/disabled-reasons.ts';
import { VanishingButton } from '../../ui/vanishing-button.tsx';
import type { ProfileRow } from './profile-rows.ts';
import { readProfile } from './unread-lists.ts';

/** Reads a profile's lists again after one couldn't be read. */
export function ReadListsAgain({ row }: { row: ProfileRow }) {
  const [busy, setBusy] = useState(false);
  return (
    <VanishingButton
      disabledReason={reasonNotToSend()}
      busy={busy}
      onClick={async () => {
        setBusy(true);
        await readProfile(row);
        setBusy(false);
      }}
    >
      {t('optionsTryAgain')}
    </VanishingButton>
  );
}
