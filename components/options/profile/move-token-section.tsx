import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { obstacleToAccount } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { reasonNotToAskAccount } from '../../ui/disabled-reasons.ts';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { Remedy } from '../connect/remedy.tsx';
import { profileNameOf } from '../shared/account-profiles.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';

/** Advanced: moves the extension token to this profile. Not offered for a pasted token. */
export function MoveTokenSection({ row }: { row: ProfileRow }) {
  const [confirming, setConfirming] = useState(false);
  const move = useSend('moveExtensionToken');
  const { profile, connection } = row;
  if (connection?.credential.kind !== 'issued' || profile.shared) return null;
  const disabledReason = reasonNotToAskAccount(connection.key);
  const { profileId: home } = connection.credential;
  const isHere = home === profile.id;
  const confirm = async () => {
    const result = await move.run({ connectionKey: connection.key, profileId: profile.id });
    if (!result?.ok) return;
    announce(t('moveTokenDone', distinctName(row)));
    setConfirming(false);
  };
  return (
    <Section title={t('moveTokenTitle')} soft={t('moveTokenSoft')}>
      {isHere ? (
        <p class="soft">{t('moveTokenHere')}</p>
      ) : (
        <Button
          disabledReason={disabledReason}
          onClick={() => {
            move.clear();
            setConfirming(true);
          }}
        >
          {t('moveTokenDots')}
        </Button>
      )}
      {confirming && (
        <ConfirmDialog
          title={t('moveTokenAsk', distinctName(row))}
          label={t('moveTokenConfirm')}
          busyLabel={t('moveTokenMoving')}
          danger={false}
          busy={move.busy}
          obstacle={obstacleToAccount(connection.key)}
          remedy={<Remedy connectionKey={connection.key} />}
          failure={move.failure}
          onConfirm={confirm}
          onClose={() => setConfirming(false)}
        >
          <p>
            {t('moveTokenExplain', home === null ? '…' : profileNameOf(connection, home), distinctName(row))}
          </p>
          <p class="soft">{t('moveTokenOnlyOurs')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
