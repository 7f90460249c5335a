import { useEffect, useState } from 'preact/hooks';
import { type CopyFormat, formatsFor, needsToken } from '../../../lib/domain/copy-formats/copy-format.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { successorExpireTime } from '../../../lib/domain/tokens/rotation.ts';
import { formatText } from '../../../lib/i18n/format-text.ts';
import { permissionInSentence } from '../../../lib/i18n/permission-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now, vaultLocked } from '../../../lib/state/app-state.ts';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, SelectField } from '../../ui/field.tsx';
import { ReauthFields } from '../../ui/reauth-fields.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useSend } from '../../ui/use-send.ts';
import { exactTime } from '../shared/dates.ts';
import { useReauthForm } from '../shared/use-reauth-form.ts';
import { type MadeToken, TokenOnce } from './token-once.tsx';
import type { TokenRow } from './token-rows.ts';

/** Makes a token's successor and copies it in the format that is chosen; from then on the old one is watched. */
export function RotateDialog({ row: tokenRow, onClose }: { row: TokenRow; onClose: () => void }) {
  const { connection } = tokenRow.row;
  const [made, setMade] = useState<{ token: MadeToken; format: CopyFormat } | null>(null);
  const locked = vaultLocked.value;
  useEffect(() => {
    // A value that is shown is nowhere else: from here on it is gone, as the lock promises.
    if (locked) onClose();
  }, [locked]);
  if (!connection) return null;
  if (made) return <TokenOnce made={made.token} format={made.format} row={tokenRow.row} onClose={onClose} />;
  return (
    <RotateForm
      tokenRow={tokenRow}
      connection={connection}
      onMade={(token, format) => setMade({ token, format })}
      onClose={onClose}
    />
  );
}

function RotateForm({
  tokenRow: { row, token },
  connection,
  onMade,
  onClose,
}: {
  tokenRow: TokenRow;
  connection: Connection;
  onMade: (made: MadeToken, format: CopyFormat) => void;
  onClose: () => void;
}) {
  const [format, setFormat] = useState<CopyFormat>('token');
  const rotate = useSend('rotateToken');
  const reauth = useReauthForm(connection);
  const { failure } = rotate;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!reauth.check()) return;
    const { connectionKey, profileKey } = row.profile;
    const result = await rotate.run({
      connectionKey,
      profileKey,
      token: { name: token.name, createdAt: token.createdAt },
      ...reauth.credentials,
    });
    if (result?.ok) onMade({ ...result.value, name: token.name, permission: token.permission }, format);
    else if (result) reauth.handleFailure(result.failure);
  };
  return (
    <Dialog title={t('rotateTitle', token.name, row.profile.name)} onClose={onClose} busy={rotate.busy}>
      <form class="dialog__form" ref={reauth.form} noValidate onSubmit={submit}>
        <p>
          {t('rotateSame', permissionInSentence(token.permission))} <Lifetime row={row} token={token} />
        </p>
        <p class="soft">{t('rotateHint')}</p>
        {token.permission === 'full' && <p class="note note--warning">{t('rotateFull')}</p>}
        <SelectField
          label={t('rotateFormat')}
          value={format}
          choices={formatsFor(connection.origin)
            .filter(needsToken)
            .map((value) => ({ value, label: formatText(value) }))}
          onChange={(value) => setFormat(value as CopyFormat)}
        />
        <ReauthFields {...reauth.fields} failure={failure} />
        <FieldError error={failure && !reauth.showsFailure(failure) ? failureText(failure) : null} />
        <Actions>
          <button type="button" class="button" onClick={onClose} disabled={rotate.busy}>
            {t('formCancel')}
          </button>
          <SubmitButton busy={rotate.busy} label={t('rotateSubmit')} busyLabel={t('assignTokenGenerating')} />
        </Actions>
      </form>
    </Dialog>
  );
}

function Lifetime({ row, token }: Pick<TokenRow, 'row' | 'token'>) {
  const end = successorExpireTime(token, now.value);
  if (end === null) return null;
  return (
    <>
      {end === 'never'
        ? t('tokensMadeNever')
        : t('rotateExpires', exactTime(Date.parse(end), row.connection?.timezone))}
    </>
  );
}
