import { useState } from 'preact/hooks';
import { type Failure, isFinal } from '../../../lib/domain/failure.ts';
import { INVITATION_DAYS } from '../../../lib/domain/team.ts';
import { isEmail } from '../../../lib/domain/text/pasted.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { obstacleToProfile, obstacleToSend } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SubmitButton } from '../../ui/submit-button.tsx';
import { useDialogDraft } from '../../ui/use-draft.ts';
import { Remedy } from '../connect/remedy.tsx';
import { groupByProfile } from '../shared/group-by-profile.ts';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { ResultsList } from '../shared/results-list.tsx';
import { InviteProfiles } from './invite-profiles.tsx';
import {
  type ImpossibleInvitation,
  impossibleText,
  invitationSummary,
  inviteButtonText,
} from './invite-text.ts';
import {
  addressesIn,
  invalidAddressesText,
  personObstacle,
  reasonNotToChooseForInvites,
  teamFullText,
  teamLimitText,
  tooManyText,
} from './team-rules.ts';
import { idOf, type NewInvitation, useInvitations } from './use-invitations.ts';

/** Invites to one profile: see {@link InviteDialog}. */
export function InviteToProfileDialog({ row, onClose }: { row: ProfileRow; onClose: () => void }) {
  const limit = teamLimitText(row, now.value);
  const plan = teamFullText(row, now.value) ?? (limit && `${limit}.`);
  return (
    <InviteDialog
      draftName={`invite ${row.id}`}
      title={t('teamInviteTitle', distinctName(row))}
      hint={[t('teamInviteHint', INVITATION_DAYS), plan].filter(Boolean).join(' ')}
      candidates={[row]}
      single
      onClose={onClose}
    />
  );
}

/** Invites to several of the accounts' profiles, or to the only one: see {@link InviteDialog}. */
export function InviteToProfilesDialog({ rows, onClose }: { rows: ProfileRow[]; onClose: () => void }) {
  // As it was when the dialog opened: what is chosen and typed stays when profiles come and go.
  const [only] = useState(rows.length === 1 ? rows[0]! : null);
  if (only) {
    return <InviteToProfileDialog row={rows.find(({ id }) => id === only.id) ?? only} onClose={onClose} />;
  }
  return (
    <InviteDialog
      draftName="invite"
      title={t('teamInvitePeopleTitle')}
      hint={t('teamInviteHint', INVITATION_DAYS)}
      candidates={rows}
      single={false}
      onClose={onClose}
    />
  );
}

/**
 * Invites one or several people to one or several profiles, with a result for each person and profile. An invitation
 * that can't succeed, or that TagoIO refused, isn't sent, and the form says why. Those that failed for another reason
 * stay in the form, and only they are sent again.
 */
function InviteDialog({
  draftName,
  title,
  hint,
  candidates,
  single,
  onClose,
}: {
  draftName: string;
  title: string;
  hint: string;
  candidates: ProfileRow[];
  /** There is one candidate, which the title names; otherwise some are chosen. */
  single: boolean;
  onClose: () => void;
}) {
  const {
    fields: draft,
    change,
    close,
  } = useDialogDraft(draftName, { emails: '', profiles: [] as string[] }, onClose);
  const [checked, setChecked] = useState(false);
  const { busy, results, latestResultOf, send } = useInvitations();
  // Invitations that failed stay for the next time; what was canceled doesn't.
  const cancel = results.length > 0 ? onClose : close;
  const emails = addressesIn(draft.emails);
  const chosenIds = new Set(draft.profiles);
  const chosen = candidates.filter(
    (row) => single || (chosenIds.has(row.id) && reasonNotToChooseForInvites(row) === undefined),
  );
  const people = emails.filter(isEmail);
  const all = chosen.flatMap((row) => people.map((email) => ({ email, row })));
  const impossible = all.flatMap((one): ImpossibleInvitation[] => {
    const why = personObstacle(one.row, one.email, now.value) ?? whyNotAgain(latestResultOf(one)?.failure);
    return why ? [{ ...one, why }] : [];
  });
  const left = new Set(impossible.map(idOf));
  const invitations = all.filter((one) => !left.has(idOf(one)));
  const invited = new Set(invitations.map(({ email }) => email));
  const tooMany = groupByProfile(invitations).flatMap(
    (group) => tooManyText(group[0]!.row, group.length, now.value) ?? [],
  )[0];
  const emailError =
    emails.length === 0
      ? t('formRequired')
      : (invalidAddressesText(emails) ??
        // To one of several profiles they may be invited; the other invitations are left out.
        impossibleText(
          impossible.filter(({ email }) => !invited.has(email)),
          single,
        ));
  const profilesError = chosen.length === 0 ? t('teamInviteNoProfile') : null;
  const leftOut = impossibleText(
    impossible.filter((one) => invited.has(one.email) && latestResultOf(one)?.failure !== null),
    single,
  );
  const submit = async (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (busy || emailError || profilesError) return;
    const failed = await send(invitations);
    if (failed.length > 0) {
      const repeatable = failed.filter(({ failure }) => !failure || !isFinal(failure));
      // What was refused can still be corrected, if nothing else is left to send.
      setChecked(repeatable.length === 0);
      change(draftOf(repeatable.length > 0 ? repeatable : failed));
      return;
    }
    close();
  };
  return (
    <Dialog title={title} onClose={cancel} busy={busy} wide={!single}>
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
        <ResultsList
          results={results.map(({ email, row, failure }) => ({
            label: single ? email : t('teamInviteResult', email, distinctName(row)),
            failure,
            done: t('teamInvitedOne'),
          }))}
        />
        {!single && invitations.length > 0 && <p>{invitationSummary(invitations)}</p>}
        {tooMany && <p class="note">{tooMany}</p>}
        {leftOut && <p class="soft">{leftOut}</p>}
        <Actions>
          <Button onClick={cancel} disabled={busy}>
            {t(results.length > 0 ? 'formDone' : 'formCancel')}
          </Button>
          <SubmitButton
            busy={busy}
            obstacle={single ? obstacleToProfile(candidates[0]!.profile) : obstacleToSend()}
            remedy={single && <Remedy connectionKey={candidates[0]!.profile.connectionKey} />}
            label={inviteButtonText({ people: invited.size, invitations: invitations.length, single })}
            busyLabel={t('teamInviting')}
          />
        </Actions>
      </form>
    </Dialog>
  );
}

/** Returns why an invitation with this outcome isn't sent again (null: it was sent); null if it can be. */
function whyNotAgain(outcome: Failure | null | undefined): ImpossibleInvitation['why'] | null {
  if (outcome === null) return 'invited';
  return outcome && isFinal(outcome) ? outcome : null;
}

/** Returns the form's fields for some invitations. */
function draftOf(invitations: readonly NewInvitation[]): { emails: string; profiles: string[] } {
  return {
    emails: [...new Set(invitations.map(({ email }) => email))].join('\n'),
    profiles: [...new Set(invitations.map(({ row }) => row.id))],
  };
}
