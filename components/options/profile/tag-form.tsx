import { useEffect, useId, useState } from 'preact/hooks';
import { refId } from '../../../lib/domain/identity/keys.ts';
import { countTags, MAX_TAG_LENGTH, parseTag } from '../../../lib/domain/profiles/tag.ts';
import { t } from '../../../lib/i18n/t.ts';
import { profilePreferences } from '../../../lib/state/app-state.ts';
import { failureText } from '../../ui/failure-text.ts';
import { TextField } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { announce } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';

/** A profile's tag; the ones in use are offered. What was typed stays until it is saved. */
export function TagForm({ row: { profile, preferences } }: { row: ProfileRow }) {
  const [saved, setSaved] = useState<string | null>(null);
  // What was saved may be in the store later than it is confirmed.
  useEffect(() => setSaved(null), [preferences]);
  const stored = saved ?? preferences?.tag ?? '';
  const [draft, change, clear] = useDraft<{ tag: string | null }>(`tag ${refId(profile)}`, { tag: null });
  const [checked, setChecked] = useState(false);
  const save = useSend('setProfilePreferences');
  const list = useId();
  // Until something is typed, the field shows the tag, which may change meanwhile.
  const text = draft.tag ?? stored;
  const parsed = parseTag(text);
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (!parsed.ok) return;
    const { tag } = parsed;
    const result = await save.run({ profileKeys: [profile.profileKey], change: { tag } });
    if (!result?.ok) return;
    setSaved(tag ?? '');
    clear();
    setChecked(false);
    announce(tag ? t('profileTagSaved', profile.name, tag) : t('profileTagRemoved', profile.name));
  };
  const failure = save.failure && failureText(save.failure);
  return (
    <form class="inline-form" noValidate onSubmit={submit}>
      <TextField
        label={t('profilesTag')}
        hint={t('profileTagHint')}
        value={text}
        list={list}
        autocomplete="off"
        error={checked && !parsed.ok ? t(parsed.rule, MAX_TAG_LENGTH) : failure}
        onInput={(typed) => change({ tag: typed })}
      />
      <datalist id={list}>
        {countTags(profilePreferences.value.values()).map(({ tag }) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      <SubmitButton
        busy={save.busy}
        disabled={text === stored}
        label={t('profileTagSave')}
        busyLabel={t('optionsSaving')}
      />
    </form>
  );
}
