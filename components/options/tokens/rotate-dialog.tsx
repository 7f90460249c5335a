import { useState } from 'preact/hooks';
import { type CopyFormat, containsToken, formatsFor } from '../../../lib/domain/copy-formats/copy-format.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { successorExpireTime } from '../../../lib/domain/tokens/rotation.ts';
import { serverTimeOf, tokenIdOf } from '../../../lib/domain/tokens/token.ts';
import { formatText } from '../../../lib/i18n/format-text.ts';
import { permissionInSentence } from '../../../lib/i18n/permission-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { obstacleToProfile } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, SelectField } from '../../ui/field.tsx';
import { ReauthFields } from '../../ui/reauth-fields.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useSend } from '../../ui/use-send.ts';
import { Remedy } from '../connect/remedy.tsx';
import { exactTime } from '../shared/dates.ts';
import { distinctName } from '../shared/profile-rows.ts';
import { useReauthForm } from '../shared/use-reauth-form.ts';
import { announceUnseenToken, type CreatedToken, CreatedTokenDialog } from './created-token-dialog.tsx';
import { RotateHint } from './rotate-hint.tsx';
import type { TokenRow } from './token-rows.ts';

/** Rotates a token: issues its successor and copies it in the chosen format. The old one is watched from then on. */
export function RotateDialog({ row: tokenRow, onClose }: { row: TokenRow; onClose: () => void }) {
  const { connection } = tokenRow.row;
  const [created, setCreated] = useState<{ token: CreatedToken; format: CopyFormat } | null>(null);
  if (!connection) return null;
  if (created)
    return (
      <CreatedTokenDialog
        created={created.token}
        format={created.format}
        row={tokenRow.row}
        onClose={onClose}
      />
    );
  return (
    <RotateForm
      tokenRow={tokenRow}
      connection={connection}
      onCreated={(token, format) => setCreated({ token, format })}
      onClose={onClose}
    />
  );
}

function RotateForm({
  tokenRow: { row, token },
  connection,
  onCreated,
  onClose,
}: {
  tokenRow: TokenRow;
  connection: Connection;
  onCreated: (created: CreatedToken, format: CopyFormat) => void;
  onClose: () => void;
}) {
  const [format, setFormat] = useState<CopyFormat>('token');
  const rotate = useSend('rotateToken');
  const reauth = useReauthForm(connection);
  const isMounted = useIsMounted();
  const { failure } = rotate;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!reauth.check()) return;
    const result = await rotate.run({
      ...refOf(row.profile),
      token: tokenIdOf(token),
      ...reauth.credentials,
    });
    if (result?.ok) {
      const created = { ...result.value, name: token.name, permission: token.permission };
      if (isMounted()) onCreated(created, format);
      else announceUnseenToken(created, row);
    } else if (result) reauth.handleFailure(result.failure);
  };
  return (
    <Dialog title={t('rotateTitle', token.name, distinctName(row))} onClose={onClose} busy={rotate.busy}>
      <form class="dialog__form" ref={reauth.form} noValidate onSubmit={submit}>
        <p>
          {t('rotateSame', permissionInSentence(token.permission))} <Lifetime row={row} token={token} />
        </p>
        <p class="soft">
          <RotateHint row={row} token={token} />
        </p>
        {token.permission === 'full' && <p class="note note--warning">{t('rotateFull')}</p>}
        <SelectField
          label={t('rotateFormat')}
          value={format}
          choices={formatsFor(connection.origin)
            .filter(containsToken)
            .map((value) => ({ value, label: formatText(value) }))}
          onChange={(value) => setFormat(value as CopyFormat)}
        />
        <ReauthFields {...reauth.fields} failure={failure} />
        <FieldError error={failure && !reauth.showsFailure(failure) ? failureText(failure) : null} />
        <Actions>
          <Button onClick={onClose} disabled={rotate.busy}>
            {t('formCancel')}
          </Button>
          <SubmitButton
            busy={rotate.busy}
            obstacle={obstacleToProfile(row.profile)}
            remedy={<Remedy connectionKey={connection.key} />}
            label={t('rotateSubmit')}
            busyLabel={t('assignTokenGenerating')}
          />
        </Actions>
      </form>
    </Dialog>
  );
}

/** The successor's expiration. */
export function Lifetime({ row, token }: Pick<TokenRow, 'row' | 'token'>) {
  const end = successorExpireTime(token, serverTimeOf(row.tokens, now.value));
  if (end === null) return null;
  return (
    <>
      {end === 'never'
        ? t('tokensMadeNever')
        : t('rotateExpires', exactTime(Date.parse(end), row.connection?.timezone))}
    </>
  );
}
