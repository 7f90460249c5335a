import { useState } from 'preact/hooks';
import { plural, t } from '../../../lib/i18n/t.ts';
import { resultOf, send } from '../../../lib/messages/client.ts';
import { Button } from '../../ui/button.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { announce } from '../../ui/toast.tsx';
import { useSubmit } from '../../ui/use-submit.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { MarkupControls, type MarkupKind, parseMarkup } from './markup-field.tsx';

/** One markup for all profiles of the table. */
export function ApplyMarkupToAll({ ownedRows }: { ownedRows: readonly ProfileRow[] }) {
  const [kind, setKind] = useState<MarkupKind>('percent');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const all = useSubmit(async (_: null) => {
    const markUp = parseMarkup(kind, text);
    if (markUp === undefined) return { ok: true, value: null };
    for (const { profile } of ownedRows) {
      const result = await resultOf(() =>
        send('setProfilePreferences', { profileKey: profile.profileKey, change: { markUp } }),
      );
      if (!result.ok) return result;
    }
    return { ok: true, value: null };
  });
  const apply = async () => {
    const invalid = parseMarkup(kind, text) === undefined;
    setWrong(invalid);
    if (invalid) return;
    const result = await all.run(null);
    if (result?.ok) announce(plural('markUpSet', ownedRows.length));
    else if (result) announce(failureText(result.failure), 'error');
  };
  if (ownedRows.length < 2) return null;
  return (
    <form
      class="markup"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <span class="soft">{t('markUpSame')}</span>
      <MarkupControls
        name={t('markUpAllProfiles')}
        kind={kind}
        text={text}
        wrong={wrong}
        onKind={setKind}
        onText={(typed) => {
          setText(typed);
          setWrong(false);
        }}
      />
      <Button type="submit" disabled={all.busy}>
        {t('markUpApply')}
      </Button>
    </form>
  );
}
