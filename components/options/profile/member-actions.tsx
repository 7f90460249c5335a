import { useState } from 'preact/hooks';
import type { Failure } from '../../../lib/domain/failure.ts';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { INVITATION_DAYS, memberName, type TeamMember } from '../../../lib/domain/team.ts';
import { t } from '../../../lib/i18n/t.ts';
import { obstacleToProfile } from '../../../lib/state/obstacle.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { reasonNotToAskProfile } from '../../ui/disabled-reasons.ts';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useIsMounted } from '../../ui/use-is-mounted.ts';
import { useSend } from '../../ui/use-send.ts';
import { Remedy } from '../connect/remedy.tsx';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';

/** Sends an invitation again, and removes somebody from a profile's team. */
export function MemberActions({
  profile,
  member,
  isStacked,
  onRemove,
}: {
  profile: ProfileRow['profile'];
  member: TeamMember;
  isStacked: boolean;
  onRemove: (member: TeamMember) => void;
}) {
  const { accountId, active, email } = member;
  const resend = useSend('resendInvitation');
  const disabledReason = reasonNotToAskProfile(profile);
  const sendAgain = async () => {
    const result = await resend.run({ ...refOf(profile), accountId, email });
    if (result?.ok) announce(t('teamResent', email, INVITATION_DAYS));
    else if (result) announceFailure(result.failure);
  };
  return (
    <span class={isStacked ? 'member-actions' : 'row row--end'}>
      {!active && (
        <Button
          disabledReason={disabledReason}
          busy={resend.busy}
          aria-label={t('teamResendTo', email)}
          onClick={sendAgain}
        >
          {t(resend.busy ? 'formSendingCode' : 'teamResend')}
        </Button>
      )}
      <Button
        kind="danger"
        disabledReason={disabledReason}
        aria-label={t('teamRemoveOf', memberName(member))}
        onClick={() => onRemove(member)}
      >
        {t('teamRemoveDots')}
      </Button>
    </span>
  );
}

/** Confirms that somebody is removed from a profile's team. */
export function RemoveMemberDialog({
  row,
  member,
  onClose,
}: {
  row: ProfileRow;
  member: TeamMember;
  onClose: () => void;
}) {
  const remove = useSend('removeMember');
  const { profile } = row;
  const who = memberName(member);
  const isMounted = useIsMounted();
  const [failed, setFailed] = useState<Failure | null>(null);
  const confirm = async () => {
    setFailed(null);
    const result = await remove.run({
      accountId: member.accountId,
      from: [{ ...refOf(profile), active: member.active }],
    });
    if (!result?.ok) return;
    const failure = result.value[0]?.failure ?? null;
    if (failure) return isMounted() ? setFailed(failure) : announceFailure(failure);
    announce(
      member.active ? t('teamRemoved', who, distinctName(row)) : t('teamInvitationCanceled', member.email),
    );
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('teamRemoveTitle', who, distinctName(row))}
      label={t('teamRemove')}
      busyLabel={t('teamRemoving')}
      busy={remove.busy}
      obstacle={obstacleToProfile(profile)}
      remedy={<Remedy connectionKey={profile.connectionKey} />}
      failure={remove.failure ?? failed}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>{t(member.active ? 'teamRemoveHint' : 'teamRemovePendingHint', member.email)}</p>
    </ConfirmDialog>
  );
}
