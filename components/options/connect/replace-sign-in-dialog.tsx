import { useEffect, useState } from 'preact/hooks';
import type { Failure, Result } from '../../../lib/domain/failure.ts';
import type { ApiOrigin } from '../../../lib/domain/identity/keys.ts';
import { own } from '../../../lib/domain/own.ts';
import { type MessageKey, t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import type { TokenOwner } from '../../../lib/messages/protocol/connect.ts';
import { obstacleToSend } from '../../../lib/state/obstacle.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { exactDate } from '../shared/dates.ts';

/** What stops working with a token of this permission. */
const LOSS_BY_PERMISSION: Record<string, MessageKey> = {
  full: 'replaceSignInFull',
  write: 'replaceSignInWrite',
  read: 'replaceSignInRead',
};

/** Confirms that a pasted token replaces a sign-in that works: says what it replaces and what is lost. */
export function ReplaceSignInDialog({
  origin,
  token,
  known,
  busy,
  failure,
  onConfirm,
  onClose,
}: {
  origin: ApiOrigin;
  token: string;
  /** Whose token it is, if the form knows already. */
  known: TokenOwner | null;
  busy: boolean;
  failure: Failure | null;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const [check, setCheck] = useState<Result<TokenOwner> | null>(known && { ok: true, value: known });
  const owner = check?.ok ? check.value : null;
  useEffect(() => {
    if (!check) void resultOf(() => send('checkToken', { origin, token })).then(setCheck);
  }, [origin, token]);
  return (
    <ConfirmDialog
      title={t('replaceSignInTitle', owner?.email || new URL(origin).host)}
      label={t('replaceSignInConfirm')}
      busyLabel={t('connectBusy')}
      busy={busy}
      disabled={!check}
      obstacle={obstacleToSend()}
      failure={failure}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{t('replaceSignInReplaces')}</p>
      {check && <p>{t(own(LOSS_BY_PERMISSION, owner?.permission ?? '') ?? 'replaceSignInUnknown')}</p>}
      {owner && (
        <>
          <p>{t('replaceSignInProfile', owner.profileName)}</p>
          {owner.expiresAt !== null && <p>{t('replaceSignInExpires', exactDate(owner.expiresAt))}</p>}
        </>
      )}
    </ConfirmDialog>
  );
}
