import { useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import { refId } from '../../../lib/domain/identity/keys.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { SubmitButton } from '../../ui/confirm-dialog.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { Field, FieldError } from '../../ui/field.tsx';
import { announce } from '../../ui/toast.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useSend } from '../../ui/use-send.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { ResultsList } from '../shared/results-list.tsx';
import { addressesIn, teamLimitText } from './team-rules.ts';

/** Invites one person or a pasted list; what failed stays in the field, to be mended. */
export function InviteDialog({ row, onClose }: { row: ProfileRow; onClose: () => void }) {
  const { profile } = row;
  const { connectionKey, profileKey } = profile;
  const [draft, change, clear] = useDraft(`invite ${refId(profile)}`, { emails: '' });
  const [checked, setChecked] = useState(false);
  const [results, setResults] = useState<{ email: string; failure: Failure | null }[]>([]);
  const invite = useSend('inviteMembers');
  const emails = addressesIn(draft.emails);
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (emails.length === 0) return;
    const result = await invite.run({ connectionKey, profileKey, emails });
    if (!result?.ok) return;
    setChecked(false);
    setResults(result.value);
    const failed = result.value.filter(({ failure }) => failure !== null);
    if (failed.length > 0) {
      change({ emails: failed.map(({ email }) => email).join('\n') });
      return;
    }
    clear();
    announce(plural('teamInvited', result.value.length, profile.name));
    onClose();
  };
  return (
    <Dialog title={t('teamInviteTitle', profile.name)} onClose={onClose} busy={invite.busy}>
      <form class="dialog__form" noValidate onSubmit={submit}>
        <Field
          label={t('teamInviteEmails')}
          hint={`${t('teamInviteHint')} ${teamLimitText(row)}`}
          error={checked && emails.length === 0 ? t('formRequired') : null}
        >
          {(control) => (
            <textarea
              class="input"
              {...control}
              rows={Math.min(8, Math.max(2, draft.emails.split('\n').length))}
              spellcheck={false}
              value={draft.emails}
              onInput={(event) => change({ emails: event.currentTarget.value })}
            />
          )}
        </Field>
        {results.length > 0 && (
          <ResultsList
            results={results.map(({ email, failure }) => ({
              label: email,
              failure,
              done: t('teamInvitedOne'),
            }))}
          />
        )}
        <FieldError error={invite.failure ? failureText(invite.failure) : null} />
        <Actions>
          <button type="button" class="button" onClick={onClose} disabled={invite.busy}>
            {t(results.length > 0 ? 'formClose' : 'formCancel')}
          </button>
          <SubmitButton
            busy={invite.busy}
            label={emails.length > 1 ? plural('teamInviteMany', emails.length) : t('teamInvite')}
            busyLabel={t('teamInviting')}
          />
        </Actions>
      </form>
    </Dialog>
  );
}
