import { useEffect, useRef, useState } from 'preact/hooks';
import { refId, refOf } from '../../../lib/domain/identity/keys.ts';
import { t } from '../../../lib/i18n/t.ts';
import { obstacleToProfile } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { TextField } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import { Remedy } from '../connect/remedy.tsx';
import { focusErrorSoon } from '../shared/focus-first-error.ts';
import { nameError } from '../shared/name-error.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** Renames a profile. What was typed stays after an error. */
export function RenameForm({ row, onDone }: { row: ProfileRow; onDone?: () => void }) {
  const { profile } = row;
  const [draft, change, clear] = useDraft<{ name: string | null }>(`rename ${refId(profile)}`, {
    name: null,
  });
  const [checked, setChecked] = useState(false);
  const rename = useSend('renameProfile');
  // Until something is typed, the field shows the name, which may change meanwhile.
  const typed = draft.name ?? profile.name;
  const name = typed.trim();
  const isUnchanged = name === profile.name;
  const form = useRef<HTMLFormElement>(null);
  const cancel = () => {
    clear();
    onDone?.();
  };
  useEffect(() => {
    if (!onDone) return;
    const before = document.activeElement;
    form.current?.querySelector('input')?.select();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (nameError(typed)) return;
    if (isUnchanged) return cancel();
    const result = await rename.run({ ...refOf(profile), name });
    if (!result?.ok) return focusErrorSoon(form.current);
    clear();
    announce(t('profileRenamed', name));
    onDone?.();
  };
  return (
    <form
      ref={form}
      class="inline-form"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing || !onDone || rename.busy) return;
        event.preventDefault();
        cancel();
      }}
    >
      <TextField
        label={t('profilesName')}
        value={typed}
        onInput={(text) => change({ name: text })}
        readOnly={profile.shared}
        autocomplete="off"
        error={rename.failure ? failureText(rename.failure) : checked ? nameError(typed) : null}
      />
      <SubmitButton
        busy={rename.busy}
        disabled={profile.shared || (isUnchanged && !onDone)}
        obstacle={profile.shared || isUnchanged ? null : obstacleToProfile(profile)}
        remedy={<Remedy connectionKey={profile.connectionKey} />}
        label={t('profileRenameSave')}
        busyLabel={t('optionsSaving')}
      />
      {onDone && (
        <Button disabled={rename.busy} onClick={cancel}>
          {t('formCancel')}
        </Button>
      )}
    </form>
  );
}
