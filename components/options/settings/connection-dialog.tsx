import { useState } from 'preact/hooks';
import { type Connection, connectionName } from '../../../lib/domain/identity/connection.ts';
import { MAX_LABEL_LENGTH } from '../../../lib/domain/identity/connection-preferences.ts';
import { oneLine } from '../../../lib/domain/text/one-line.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError, TextField } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { ColourChoice } from '../shared/colour-choice.tsx';

/** Sets a connection's label and colour, in the extension only: the account keeps its name. */
export function ConnectionDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const save = useSend('setConnectionPreferences');
  const [label, setLabel] = useState(connection.label ?? '');
  const [colour, setColour] = useState(connection.colour ?? null);
  const isTooLong = oneLine(label).length > MAX_LABEL_LENGTH;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isTooLong) return;
    const change = { label: oneLine(label) || null, colour };
    const result = await save.run({ connectionKey: connection.key, change });
    if (!result?.ok) return;
    onClose();
    announce(t('connectionSaved', connectionName({ ...connection, ...change })), 'done');
  };
  return (
    <Dialog
      title={t('connectionEditTitle', connectionName({ ...connection, label: null }))}
      onClose={onClose}
      busy={save.busy}
    >
      <form class="dialog__form" noValidate onSubmit={submit}>
        <TextField
          label={t('connectionLabel')}
          hint={t('connectionLabelHint')}
          value={label}
          error={isTooLong ? t('ruleName', MAX_LABEL_LENGTH) : null}
          autocomplete="off"
          onInput={setLabel}
        />
        <ColourChoice value={colour} onChange={setColour} onNone={() => setColour(null)} />
        <FieldError error={save.failure ? failureText(save.failure) : null} />
        <Actions>
          <Button onClick={onClose} disabled={save.busy}>
            {t('formCancel')}
          </Button>
          <SubmitButton busy={save.busy} label={t('connectionSave')} busyLabel={t('optionsSaving')} />
        </Actions>
      </form>
    </Dialog>
  );
}
