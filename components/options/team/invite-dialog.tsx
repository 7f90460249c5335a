import { useState } from 'preact/hooks';
import { isEmail } from '../../../lib/domain/text/pasted.ts';
import { t } from '../../../lib/i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { ResultsList } from '../shared/results-list.tsx';
import { InviteProfiles } from './invite-profiles.tsx';
import { invitationSummary, inviteButtonText } from './invite-text.ts';
import { addressesIn, invalidAddressesText, inviteObstacle, teamLimitText } from './team-rules.ts';
import { type Invitation, useInvitations } from './use-invitations.ts';

/** Invites to one profile: see {@link InviteDialog}. */
export function InviteToProfileDialog({ row, onClose }: { row: ProfileRow; onClose: () => void }) {
  return (
    <InviteDialog
      draftName={`invite ${row.id}`}
      title={t('teamInviteTitle', row.profile.name)}
      hint={`${t('teamInviteHint')} ${teamLimitText(row)}`}
      candidates={[row]}
      onClose={onClose}
    />
  );
}

/** Invites to several of the accounts' profiles: see {@link InviteDialog}. */
export function InviteToProfilesDialog({ rows, onClose }: { rows: ProfileRow[]; onClose: () => void }) {
  return (
    <InviteDialog
      draftName="invite"
      title={t('teamInvitePeopleTitle')}
      hint={t('teamInviteHint')}
      candidates={rows}
      onClose={onClose}
    />
  );
}

/**
 * Invites one or several people to one or several profiles, with a result for each person and profile. Failed
 * invitations stay in the form, and only they are sent again.
 */
function InviteDialog({
  draftName,
  title,
  hint,
  candidates,
  onClose,
}: {
  draftName: string;
  title: string;
  hint: string;
  candidates: ProfileRow[];
  onClose: () => void;
}) {
  const single = candidates.length === 1;
  const [draft, change, clear] = useDraft(draftName, { emails: '', profiles: [] as string[] });
  const [checked, setChecked] = useState(false);
  const { busy, results, pending, send } = useInvitations();
  const emails = addressesIn(draft.emails);
  const chosenIds = new Set(draft.profiles);
  const chosen = candidates.filter(
    (row) => single || (chosenIds.has(row.id) && inviteObstacle(row) === null),
  );
  const people = emails.filter(isEmail);
  const invitations = pending(people, chosen);
  const emailError = emails.length === 0 ? t('formRequired') : invalidAddressesText(emails);
  const profilesError = chosen.length === 0 ? t('teamInviteNoProfile') : null;
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (busy || emailError || profilesError) return;
    const failed = await send(invitations);
    if (failed.length > 0) {
      setChecked(false);
      change(draftOf(failed));
      return;
    }
    clear();
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose} busy={busy} wide={!single}>
      <form class="dialog__form" noValidate onSubmit={submit}>
        <Field label={t('teamInviteEmails')} hint={hint} error={checked ? emailError : null}>
          {(control) => (
            <textarea
              class="input"
              {...control}
              rows={Math.min(8, Math.max(2, draft.emails.split('\n').length))}
              spellcheck={false}
              disabled={busy}
              value={draft.emails}
              onInput={(event) => change({ emails: event.currentTarget.value })}
            />
          )}
        </Field>
        {!single && (
          <InviteProfiles
            rows={candidates}
            chosen={draft.profiles}
            onChange={(profiles) => change({ profiles })}
            error={checked ? profilesError : null}
            disabled={busy}
          />
        )}
        {results.length > 0 && (
          <ResultsList
            results={results.map(({ email, row, failure }) => ({
              label: single ? email : t('teamInviteResult', email, row.profile.name),
              failure,
              done: t('teamInvitedOne'),
            }))}
          />
        )}
        {!single && invitations.length > 0 && <p>{invitationSummary(invitations)}</p>}
        <Actions>
          <Button onClick={onClose} disabled={busy}>
            {t(results.length > 0 ? 'formDone' : 'formCancel')}
          </Button>
          <SubmitButton
            busy={busy}
            label={inviteButtonText({ people: people.length, invitations: invitations.length, single })}
            busyLabel={t('teamInviting')}
          />
        </Actions>
      </form>
    </Dialog>
  );
}

/** Returns the form's fields for some invitations. */
function draftOf(invitations: readonly Invitation[]): { emails: string; profiles: string[] } {
  return {
    emails: [...new Set(invitations.map(({ email }) => email))].join('\n'),
    profiles: [...new Set(invitations.map(({ row }) => row.id))],
  };
}
