import { useMemo, useState } from 'preact/hooks';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import type { TeamMember } from '../../../lib/domain/team.ts';
import { displayText } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { announce, announceFailure } from '../../ui/toast.tsx';
import { useSend } from '../../ui/use-send.ts';
import { exactDate, fromNow } from '../shared/dates.ts';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { invitationExpiresAt } from '../team/team-rules.ts';

/** As tall as the rows of the Team page: a name and an address below it. */
const ROW_HEIGHT = 52;
/** The least width of a name and an address, in px. */
const PERSON_WIDTH = 140;
/** The widths of status and buttons in px: of members, and where somebody is only invited. */
const WIDTHS = { members: [170, 122], invited: [260, 214] } as const;

/** A profile's members and pending invitations, to send invitations again and to remove people. */
export function Members({ row }: { row: ProfileRow }) {
  const { team } = row;
  const [removing, setRemoving] = useState<string | null>(null);
  const isInviting = team?.members.some(({ active }) => !active);
  const [statusWidth, actionsWidth] = WIDTHS[isInviting ? 'invited' : 'members'];
  const columns = useMemo(
    () => memberColumns(row, { statusWidth, actionsWidth, onRemove: setRemoving }),
    [row, isInviting],
  );
  if (!team?.fetchedAt) return team?.failure ? null : <TableSkeleton rows={3} />;
  if (team.members.length === 0) {
    return (
      <div class="empty">
        <b>{t('teamEmpty')}</b>
        <span>{t('teamEmptyHint')}</span>
      </div>
    );
  }
  const member = team.members.find(({ accountId }) => accountId === removing);
  return (
    <>
      <Table
        caption={t('navTeam')}
        columns={columns}
        rows={team.members}
        rowKey={({ accountId }) => accountId}
        rowHeight={ROW_HEIGHT}
        minWidth={PERSON_WIDTH + statusWidth + actionsWidth}
      />
      {member && <RemoveDialog row={row} member={member} onClose={() => setRemoving(null)} />}
    </>
  );
}

function memberColumns(
  row: ProfileRow,
  {
    statusWidth,
    actionsWidth,
    onRemove,
  }: { statusWidth: number; actionsWidth: number; onRemove: (accountId: string) => void },
): Column<TeamMember>[] {
  const zone = row.connection?.timezone;
  return [
    {
      key: 'person',
      label: t('teamPerson'),
      cell: ({ name, email }) => (
        <span class="cell-stack">
          <b title={displayText(name)}>
            <ForeignText text={name || email} />
          </b>
          <span class="soft" title={displayText(email)}>
            <ForeignText text={email} />
          </span>
        </span>
      ),
    },
    {
      key: 'state',
      label: t('teamMembership'),
      width: `${statusWidth}px`,
      cell: (member) => <Membership member={member} zone={zone} />,
    },
    // Only the owner invites and removes.
    ...(row.profile.shared
      ? []
      : [
          {
            key: 'actions',
            label: t('costActions'),
            head: <span class="visually-hidden">{t('costActions')}</span>,
            width: `${actionsWidth}px`,
            align: 'end' as const,
            sticky: true,
            cell: (member: TeamMember) => (
              <MemberActions profile={row.profile} member={member} onRemove={onRemove} />
            ),
          },
        ]),
  ];
}

/** Since when a person is a member, or when their invitation expires. */
function Membership({ member, zone }: { member: TeamMember; zone: string | undefined }) {
  if (member.active) {
    return <span class="soft">{member.since && t('teamSince', exactDate(member.since, zone))}</span>;
  }
  const expiresAt = invitationExpiresAt(member);
  return (
    <span class="tag tag--pending">
      {expiresAt
        ? t('teamLapses', exactDate(expiresAt, zone), fromNow(expiresAt, now.value))
        : t('teamPending')}
    </span>
  );
}

function MemberActions({
  profile,
  member: { accountId, active, name, email },
  onRemove,
}: {
  profile: ProfileRow['profile'];
  member: TeamMember;
  onRemove: (accountId: string) => void;
}) {
  const resend = useSend('resendInvitation');
  const sendAgain = async () => {
    const result = await resend.run({ ...refOf(profile), accountId, email });
    if (result?.ok) announce(t('teamResent', email));
    else if (result) announceFailure(result.failure);
  };
  return (
    <span class="row row--end">
      {!active && (
        <Button disabled={resend.busy} aria-label={t('teamResendTo', email)} onClick={sendAgain}>
          {t(resend.busy ? 'formSendingCode' : 'teamResend')}
        </Button>
      )}
      <Button kind="danger" aria-label={t('teamRemoveOf', name || email)} onClick={() => onRemove(accountId)}>
        {t('teamRemove')}
      </Button>
    </span>
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
