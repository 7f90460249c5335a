import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { profiles } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { announce } from '../../ui/toast.tsx';
import { unableForAccount } from '../../ui/unable.ts';
import { useSend } from '../../ui/use-send.ts';
import { Remedy } from '../connect/remedy.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';

/** Advanced: moves the extension token to this profile. Not offered for a pasted token. */
export function MoveTokenSection({ row }: { row: ProfileRow }) {
  const [confirming, setConfirming] = useState(false);
  const move = useSend('moveExtensionToken');
  const { profile, connection } = row;
  if (connection?.credential.kind !== 'issued' || profile.shared) return null;
  const unable = unableForAccount(connection.key);
  const isHere = connection.credential.profileId === profile.id;
  const from = profiles.value.find(
    (one) => one.connectionKey === connection.key && one.id === connection.credential.profileId,
  );
  const confirm = async () => {
    const result = await move.run({ connectionKey: connection.key, profileId: profile.id });
    if (!result?.ok) return;
    announce(t('moveTokenDone', profile.name));
    setConfirming(false);
  };
  return (
    <Section title={t('moveTokenTitle')} soft={t('moveTokenSoft')}>
      {isHere ? (
        <p class="soft">{t('moveTokenHere')}</p>
      ) : (
        <Button unable={unable} onClick={() => setConfirming(true)}>
          {t('moveTokenDots')}
        </Button>
      )}
      {confirming && (
        <ConfirmDialog
          title={t('moveTokenAsk', profile.name)}
          confirm={t('moveTokenConfirm')}
          confirming={t('moveTokenMoving')}
          danger={false}
          busy={move.busy}
          unable={unable}
          remedy={<Remedy connectionKey={connection.key} />}
          failure={move.failure}
          onConfirm={confirm}
          onClose={() => setConfirming(false)}
        >
          <p>{t('moveTokenExplain', from?.name ?? '…', profile.name)}</p>
          <p class="soft">{t('moveTokenOnlyOurs')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
