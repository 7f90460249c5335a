import { useState } from 'preact/hooks';
import { MIN_PASSPHRASE_LENGTH } from '../../../lib/domain/passphrase-length.ts';
import { t } from '../../../lib/i18n/t.ts';
import { send } from '../../../lib/messages/client.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { FieldError } from '../../ui/field.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useSubmit } from '../../ui/use-submit.ts';
import { focusErrorSoon } from '../shared/focus-first-error.ts';
import { passphraseError, StrengthMeter, strengthOf, useStrength } from './passphrase-strength.tsx';

export type PassphraseTask = 'set' | 'change' | 'remove';

const TEXTS = {
  set: { title: 'securitySet', done: 'securitySetDone' },
  change: { title: 'securityChange', done: 'securityChangeDone' },
  remove: { title: 'securityRemove', done: 'securityRemoveDone' },
} as const;

/** Sets, changes or removes the passphrase. It is not stored: the key is derived from it. */
export function PassphraseDialog({ task, onClose }: { task: PassphraseTask; onClose: () => void }) {
  const [current, setCurrent] = useState('');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [checked, setChecked] = useState(false);
  const strength = useStrength(first);
  const isMounted = useIsMounted();
  const save = useSubmit((passphrase: string) =>
    task === 'remove'
      ? send('removePassphrase', { current })
      : send('setPassphrase', { passphrase, current: task === 'change' ? current : null }),
  );
  const errors = {
    current: task !== 'set' && !current ? t('formRequired') : null,
    first: task === 'remove' ? null : passphraseError(first, strength),
    second: task !== 'remove' && first !== second ? t('securityNotTheSame') : null,
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const { currentTarget } = event;
    setChecked(true);
    if (errors.current || errors.second) return;
    // What a password manager fills in and submits at once has no score yet.
    const isRefused = task !== 'remove' && passphraseError(first, await strengthOf(first)) !== null;
    // Canceled until then.
    if (!isMounted()) return;
    const result = isRefused ? null : await save.run(first);
    if (!result?.ok) return focusErrorSoon(currentTarget);
    announce(t(TEXTS[task].done));
    onClose();
  };
  const isWrong = save.failure?.code === 'wrong-passphrase';
  return (
    <Dialog title={t(TEXTS[task].title)} onClose={onClose} busy={save.busy}>
      <form class="dialog__form" noValidate onSubmit={submit}>
        <p class="soft">{t(task === 'remove' ? 'securityRemoveHint' : 'securitySetHint')}</p>
        {task !== 'set' && (
          <PasswordField
            label={t('securityCurrent')}
            value={current}
            onInput={setCurrent}
            autocomplete="off"
            error={isWrong && save.failure ? failureText(save.failure) : checked ? errors.current : null}
          />
        )}
        {task !== 'remove' && (
          <>
            <PasswordField
              label={t('securityNew')}
              hint={t('securityNewHint', MIN_PASSPHRASE_LENGTH)}
              value={first}
              onInput={setFirst}
              autocomplete="new-password"
              error={checked ? errors.first : null}
            />
            <StrengthMeter score={strength} />
            <PasswordField
              label={t('securityRepeat')}
              value={second}
              onInput={setSecond}
              autocomplete="new-password"
              error={checked ? errors.second : null}
            />
          </>
        )}
        <FieldError error={save.failure && !isWrong ? failureText(save.failure) : null} />
        <Actions>
          <Button onClick={onClose} disabled={save.busy}>
            {t('formCancel')}
          </Button>
          <SubmitButton
            busy={save.busy}
            danger={task === 'remove'}
            label={t(TEXTS[task].title)}
            busyLabel={t('optionsSaving')}
          />
        </Actions>
      </form>
    </Dialog>
  );
}
