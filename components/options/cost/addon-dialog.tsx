import { useState } from 'preact/hooks';
import { addonLabel } from '../../../lib/i18n/cost-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { ProfileField } from '../shared/profile-field.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** The first step of buying an add-on: for which profile, with its price. */
export function AddonDialog({
  name,
  price,
  ownedRows,
  onChoose,
  onClose,
}: {
  name: string;
  price: string;
  /** The account's profiles that do not have the add-on yet. */
  ownedRows: readonly ProfileRow[];
  onChoose: (profileId: string) => void;
  onClose: () => void;
}) {
  const [chosen, setChosen] = useState(ownedRows[0]?.profile.id ?? '');
  return (
    <Dialog title={t('addonChoose', addonLabel(name))} onClose={onClose}>
      {ownedRows.length === 0 ? (
        <p>{t('addonEverybody')}</p>
      ) : (
        <form
          class="dialog__form"
          onSubmit={(event) => {
            event.preventDefault();
            onChoose(chosen);
          }}
        >
          <ProfileField
            label={t('profilesColumnProfile')}
            hint={t('addonPrice', price)}
            value={chosen}
            rows={ownedRows}
            idFor={({ profile }) => profile.id}
            onChange={setChosen}
          />
          <Actions>
            <Button onClick={onClose}>{t('formCancel')}</Button>
            <Button kind="primary" type="submit">
              {t('tierContinue')}
            </Button>
          </Actions>
        </form>
      )}
    </Dialog>
  );
}
