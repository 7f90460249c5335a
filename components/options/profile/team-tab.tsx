import { useState } from 'preact/hooks';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { needsToken } from '../../../lib/domain/profiles/profile.ts';
import type { TeamMember } from '../../../lib/domain/team.ts';
import { ageText } from '../../../lib/i18n/age-text.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { failureText } from '../../ui/failure-text.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { announce } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { exactDate, fromNow } from '../shared/dates.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { Section } from '../shell/page.tsx';
import { profileHref } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { InviteToProfileDialog } from '../team/invite-dialog.tsx';
import { invitationExpiresAt, inviteObstacle, teamLimitText } from '../team/team-rules.ts';

/** A profile's team members and pending invitations. */
export function TeamTab({ row }: { row: ProfileRow }) {
  const { team, profile } = row;
  const [inviting, setInviting] = useState(false);
  const obstacle = inviteObstacle(row);
  return (
    <Section
      title={t('navTeam')}
      soft={
        <>
          {team?.fetchedAt ? t('ageUpdated', ageText(team.fetchedAt, now.value)) : t('usageNotRead')}
          {teamLimitText(row) && ` · ${teamLimitText(row)}`}
        </>
      }
      actions={
        <Button kind="primary" disabled={obstacle !== null} onClick={() => setInviting(true)}>
          {t('teamInvite')}
        </Button>
      }
    >
      {/* What a missing token means stands above the tabs. */}
      {obstacle && !needsToken(profile) && (
        <p class="note">
          {obstacle}{' '}
          {profile.shared && (
            <a class="link" href={profileHref(profile, 'more')}>
              {t('profileLeave')}
            </a>
          )}
        </p>
      )}
      {team?.failure && (
        <p class="error" role="alert">
          {failureText(team.failure.failure)}
        </p>
      )}
      <Members row={row} />
      {inviting && <InviteToProfileDialog row={row} onClose={() => setInviting(false)} />}
    </Section>
  );
}

function Members({ row }: { row: ProfileRow }) {
  const { team } = row;
  if (!team?.fetchedAt) return team?.failure ? null : <TableSkeleton rows={3} />;
  if (team.members.length === 0) {
    return (
      <div class="empty">
        <b>{t('teamEmpty')}</b>
        <span>{t('teamEmptyHint')}</span>
      </div>
    );
  }
  return (
    <ul class="list">
      {team.members.map((member) => (
        <li key={member.accountId}>
          <Member row={row} member={member} />
        </li>
      ))}
    </ul>
  );
}

function Member({ row, member }: { row: ProfileRow; member: TeamMember }) {
  const { profile, connection } = row;
  const [removing, setRemoving] = useState(false);
  const resend = useSend('resendInvitation');
  const expiresAt = invitationExpiresAt(member);
  const sendAgain = async () => {
    const { accountId, email } = member;
    const result = await resend.run({ ...refOf(profile), accountId, email });
    if (result?.ok) announce(t('teamResent', member.email));
  };
  return (
    <>
      <div class="list__main">
        <b>
          <ForeignText text={member.name || member.email} />
        </b>
        <span class="soft">
          <ForeignText text={member.email} />
        </span>
        {resend.failure && (
          <span class="error" role="alert">
            {failureText(resend.failure)}
          </span>
        )}
      </div>
      <span class="soft">
        {member.active ? (
          member.since && t('teamSince', exactDate(member.since, connection?.timezone))
        ) : (
          <span class="tag tag--pending">
            {expiresAt
              ? t('teamLapses', exactDate(expiresAt, connection?.timezone), fromNow(expiresAt, now.value))
              : t('teamPending')}
          </span>
        )}
      </span>
      {!profile.shared && (
        <div class="row">
          {!member.active && (
            <Button disabled={resend.busy} aria-label={t('teamResendTo', member.email)} onClick={sendAgain}>
              {t(resend.busy ? 'formSendingCode' : 'teamResend')}
            </Button>
          )}
          <Button
            kind="danger"
            aria-label={t('teamRemoveOf', member.name || member.email)}
            onClick={() => setRemoving(true)}
          >
            {t('teamRemove')}
          </Button>
        </div>
      )}
      {removing && <RemoveDialog row={row} member={member} onClose={() => setRemoving(false)} />}
    </>
  );
}

function RemoveDialog({
  row: { profile },
  member,
  onClose,
}: {
  row: ProfileRow;
  member: TeamMember;
  onClose: () => void;
}) {
  const remove = useSend('removeMember');
  const who = member.name || member.email;
  const [failed, setFailed] = useState(remove.failure);
  const confirm = async () => {
    setFailed(null);
    const result = await remove.run({ accountId: member.accountId, refs: [refOf(profile)] });
    if (!result?.ok) return;
    const failure = result.value[0]?.failure ?? null;
    setFailed(failure);
    if (failure) return;
    announce(t('teamRemoved', who, profile.name));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('teamRemoveTitle', who, profile.name)}
      confirm={t('teamRemove')}
      confirming={t('teamRemoving')}
      busy={remove.busy}
      failure={remove.failure ?? failed}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(member.active ? 'teamRemoveHint' : 'teamRemovePendingHint', member.email)}</p>
    </ConfirmDialog>
  );
}
