import { useState } from 'preact/hooks';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { refId, refOf } from '../../../lib/domain/identity/keys.ts';
import { serverTimeOf, type TokenPermission } from '../../../lib/domain/tokens/token.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { obstacleToProfile } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { RadioField } from '../../ui/choices.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, SelectField, TextField } from '../../ui/field.tsx';
import { ReauthFields } from '../../ui/reauth-fields.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useDialogDraft } from '../../ui/use-draft.ts';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useSend } from '../../ui/use-send.ts';
import { Remedy } from '../connect/remedy.tsx';
import { nameError } from '../shared/name-error.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { useReauthForm } from '../shared/use-reauth-form.ts';
import { dayOf, endOfDay, zoneText } from '../shared/zoned-day.ts';
import { reasonNotToUseToken } from './copy-token-button.tsx';
import { announceUnseenToken, type CreatedToken, CreatedTokenDialog } from './created-token-dialog.tsx';
import { EXPIRATIONS, type Expiration, expireTimeOf } from './expiration.ts';

interface Draft extends Record<string, string> {
  name: string;
  permission: TokenPermission;
  expiration: Expiration;
  day: string;
}

/** Generates a token for a profile, with read permission by default; its value is shown once. */
export function GenerateDialog({ row, onClose }: { row: ProfileRow; onClose: () => void }) {
  const { connection } = row;
  const [created, setCreated] = useState<CreatedToken | null>(null);
  if (!connection) return null;
  if (created) return <CreatedTokenDialog created={created} row={row} onClose={onClose} />;
  return <GenerateForm row={row} connection={connection} onCreated={setCreated} onClose={onClose} />;
}

function GenerateForm({
  row,
  connection,
  onCreated,
  onClose,
}: {
  row: ProfileRow;
  connection: Connection;
  onCreated: (created: CreatedToken) => void;
  onClose: () => void;
}) {
  const { profile } = row;
  const {
    fields: draft,
    change,
    clear,
    close,
  } = useDialogDraft<Draft>(
    `token ${refId(profile)}`,
    { name: '', permission: 'read', expiration: 'months3', day: '' },
    onClose,
  );
  const reasonNotToBeFull = reasonNotToUseToken({ permission: 'full' });
  const create = useSend('createToken');
  const reauth = useReauthForm(connection);
  const isMounted = useIsMounted();
  const { failure } = create;
  const nameProblem = nameError(draft.name);
  const end = draft.expiration === 'date' ? endOfDay(draft.day, connection.timezone) : null;
  const serverTime = serverTimeOf(row.tokens, now.value);
  const dayError =
    draft.expiration !== 'date' || (end !== null && end > serverTime) ? null : t('tokensDayError');
  const submit = async (event: Event) => {
    event.preventDefault();
    const from = { timeZone: connection.timezone, list: row.tokens };
    const expireTime = expireTimeOf(draft.expiration, draft.day, from, Date.now());
    if (!reauth.check(!nameProblem && !dayError && expireTime !== null) || !expireTime) return;
    const name = draft.name.trim();
    const result = await create.run({
      ...refOf(profile),
      name,
      permission: draft.permission,
      expireTime,
      ...reauth.credentials,
    });
    if (result?.ok) {
      clear();
      const created = { ...result.value, name, permission: draft.permission };
      if (isMounted()) onCreated(created);
      else announceUnseenToken(created, row);
    } else if (result) reauth.handleFailure(result.failure);
  };
  const isNameFailure = failure?.field === 'name';
  const shownAtField = isNameFailure || reauth.showsFailure(failure);
  return (
    <Dialog title={t('tokensGenerateTitle', distinctName(row))} onClose={close} busy={create.busy}>
      <form class="dialog__form" ref={reauth.form} noValidate onSubmit={submit}>
        <TextField
          label={t('profilesName')}
          hint={t('tokensNameHint')}
          value={draft.name}
          onInput={(name) => change({ name })}
          autocomplete="off"
          error={isNameFailure ? failureText(failure) : reauth.checked ? nameProblem : null}
        />
        <RadioField
          label={t('tokensPermission')}
          value={draft.permission}
          choices={[
            { value: 'read', label: t('permissionRead'), hint: t('permissionReadHint') },
            { value: 'write', label: t('permissionWrite'), hint: t('permissionWriteHint') },
            {
              value: 'full',
              label: t('permissionFull'),
              hint: reasonNotToBeFull ?? t('permissionFullHint'),
              disabled: reasonNotToBeFull !== undefined,
            },
          ]}
          onChange={(permission) => change({ permission: permission as TokenPermission })}
        />
        <SelectField
          label={t('tokensExpiration')}
          value={draft.expiration}
          choices={EXPIRATIONS.map((value) => ({ value, label: expirationText(value) }))}
          onChange={(expiration) => change({ expiration: expiration as Expiration })}
          hint={
            draft.expiration === 'never' && draft.permission === 'full' ? t('tokensNeverFullHint') : undefined
          }
        />
        {draft.expiration === 'date' && (
          <TextField
            label={t('tokensDay')}
            hint={t('tokensDayHint', zoneText(connection.timezone))}
            type="date"
            min={dayOf(serverTime, connection.timezone)}
            value={draft.day}
            onInput={(day) => change({ day })}
            error={reauth.checked ? dayError : null}
          />
        )}
        <ReauthFields {...reauth.fields} failure={failure} />
        <FieldError error={failure && !shownAtField ? failureText(failure) : null} />
        <Actions>
          <Button onClick={close} disabled={create.busy}>
            {t('formCancel')}
          </Button>
          <SubmitButton
            busy={create.busy}
            obstacle={obstacleToProfile(profile)}
            remedy={<Remedy connectionKey={connection.key} />}
            label={t('assignTokenGenerateButton')}
            busyLabel={t('assignTokenGenerating')}
          />
        </Actions>
      </form>
    </Dialog>
  );
}

function expirationText(choice: Expiration): string {
  return choice === 'never' ? t('tokensNever') : t(`expiration_${choice}`);
}
