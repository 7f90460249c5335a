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
import { useDialogDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import { ColourChoice } from '../shared/colour-choice.tsx';

/** Sets a connection's label and colour, in the extension only: the account keeps its name. */
export function ConnectionDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const save = useSend('setConnectionPreferences');
  // Only what was changed here: the rest may be changed elsewhere meanwhile.
  const {
    fields: draft,
    change,
    close,
  } = useDialogDraft<Partial<{ label: string; colour: string | null }>>(
    `connection ${connection.key}`,
    {},
    onClose,
  );
  const typed = draft.label ?? connection.label ?? '';
  const colour = draft.colour === undefined ? (connection.colour ?? null) : draft.colour;
  const label = oneLine(typed);
  const isTooLong = label.length > MAX_LABEL_LENGTH;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isTooLong) return;
    const saved = {
      ...(draft.label !== undefined && { label: label || null }),
      ...(draft.colour !== undefined && { colour }),
    };
    const result = await save.run({ connectionKey: connection.key, change: saved });
    if (!result?.ok) return;
    close();
    announce(t('connectionSaved', connectionName({ ...connection, ...saved })));
  };
  return (
    <Dialog
      title={t('connectionEditTitle', connectionName({ ...connection, label: null }))}
      onClose={close}
      busy={save.busy}
    >
      <form class="dialog__form" noValidate onSubmit={submit}>
        <TextField
          label={t('connectionLabel')}
          hint={t('connectionLabelHint')}
          value={typed}
          error={isTooLong ? t('ruleName', MAX_LABEL_LENGTH) : null}
          autocomplete="off"
          onInput={(text) => change({ label: text })}
        />
        <ColourChoice
          value={colour}
          onChange={(chosen) => change({ colour: chosen })}
          onNone={() => change({ colour: null })}
        />
        <FieldError error={save.failure ? failureText(save.failure) : null} />
        <Actions>
          <Button onClick={close} disabled={save.busy}>
            {t('formCancel')}
          </Button>
          <SubmitButton busy={save.busy} label={t('connectionSave')} busyLabel={t('optionsSaving')} />
        </Actions>
      </form>
    </Dialog>
  );
}
