import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/t.ts';
import { profiles } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';

/** Advanced: the extension's own issued token moves to this profile. Never offered for a pasted one. */
export function MoveTokenSection({ row }: { row: ProfileRow }) {
  const [asking, setAsking] = useState(false);
  const move = useSend('moveExtensionToken');
  const { profile, connection } = row;
  if (connection?.credential.kind !== 'issued' || profile.shared) return null;
  const here = connection.credential.profileId === profile.id;
  const from = profiles.value.find(
    (one) => one.connectionKey === connection.key && one.id === connection.credential.profileId,
  );
  const confirm = async () => {
    const result = await move.run({ connectionKey: connection.key, profileId: profile.id });
    if (!result?.ok) return;
    announce(t('moveTokenDone', profile.name));
    setAsking(false);
  };
  return (
    <Section title={t('moveTokenTitle')} soft={t('moveTokenSoft')}>
      {here ? (
        <p class="soft">{t('moveTokenHere')}</p>
      ) : (
        <Button onClick={() => setAsking(true)}>{t('moveTokenDots')}</Button>
      )}
      {asking && (
        <ConfirmDialog
          title={t('moveTokenAsk', profile.name)}
          confirm={t('moveTokenConfirm')}
          confirming={t('moveTokenMoving')}
          danger={false}
          busy={move.busy}
          failure={move.failure}
          onConfirm={confirm}
          onClose={() => setAsking(false)}
        >
          <p>{t('moveTokenExplain', from?.name ?? '…', profile.name)}</p>
          <p class="soft">{t('moveTokenOnlyOurs')}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}
