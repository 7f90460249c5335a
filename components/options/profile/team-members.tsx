import { useMemo, useRef, useState } from 'preact/hooks';
import { originOf } from '../../../lib/domain/identity/keys.ts';
import type { TeamMember } from '../../../lib/domain/team.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now } from '../../../lib/state/app-state.ts';
import { type Column, Table } from '../../ui/table.tsx';
import { useNarrower } from '../../ui/use-narrower.ts';
import { exactDate, fromNow } from '../shared/dates.ts';
import { ListPlaceholder } from '../shared/list-placeholder.tsx';
import type { ProfileRow } from '../shared/profile-rows.ts';
import { PersonCell } from '../team/person-cell.tsx';
import { invitationExpiresAt, isInvitationExpired } from '../team/team-rules.ts';
import { MemberActions, RemoveMemberDialog } from './member-actions.tsx';

/** As tall as the rows of the Team page: a name and an address below it. In px, like the widths. */
const ROW_HEIGHT = 52;
/** With a person's status below the address. */
const STACKED_ROW_HEIGHT = 84;
/** The least width of a name and an address. */
const PERSON_WIDTH = 140;
/** The widths of status and buttons: of members, and where somebody is only invited. */
const WIDTHS = { members: [184, 122], invited: [310, 214] } as const;
/** The width of the buttons one below the other. */
const STACKED_ACTIONS_WIDTH = 122;

interface Layout {
  /** The status below the address, and the buttons below each other: where there is too little space. */
  isStacked: boolean;
  statusWidth: number;
  actionsWidth: number;
}

/** A profile's members and pending invitations, to send invitations again and to remove people. */
export function Members({ row }: { row: ProfileRow }) {
  const { team } = row;
  const [removing, setRemoving] = useState<TeamMember | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const hasInvitations = team?.members.some(({ active }) => !active);
  const [statusWidth, actionsWidth] = WIDTHS[hasInvitations ? 'invited' : 'members'];
  const width = PERSON_WIDTH + statusWidth + actionsWidth;
  const isStacked = useNarrower(frame, width);
  const columns = useMemo(
    () => memberColumns(row, { isStacked, statusWidth, actionsWidth }, setRemoving),
    [row, isStacked, hasInvitations],
  );
  return (
    <div ref={frame}>
      {!team?.fetchedAt ? (
        <ListPlaceholder rows={[row]} kind="team" />
      ) : team.members.length === 0 ? (
        <div class="empty">
          <b>{t('teamEmpty')}</b>
          <span>{t('teamEmptyHint')}</span>
        </div>
      ) : (
        <Table
          caption={t('navTeam')}
          columns={columns}
          rows={team.members}
          rowKey={({ accountId }) => accountId}
          rowHeight={isStacked ? STACKED_ROW_HEIGHT : ROW_HEIGHT}
          minWidth={isStacked ? PERSON_WIDTH + STACKED_ACTIONS_WIDTH : width}
        />
      )}
      {removing && <RemoveMemberDialog row={row} member={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}

function memberColumns(
  row: ProfileRow,
  { isStacked, statusWidth, actionsWidth }: Layout,
  onRemove: (member: TeamMember) => void,
): Column<TeamMember>[] {
  const zone = row.connection?.timezone;
  return [
    {
      key: 'person',
      label: t('teamPerson'),
      cell: (member) => (
        <PersonCell person={member} origin={originOf(row.profile.profileKey)}>
          {isStacked && (
            <span>
              <Membership member={member} zone={zone} />
            </span>
          )}
        </PersonCell>
      ),
    },
    ...(isStacked
      ? []
      : [
          {
            key: 'state',
            label: t('teamMembership'),
            width: `${statusWidth}px`,
            cell: (member: TeamMember) => <Membership member={member} zone={zone} />,
          },
        ]),
    // Only the owner invites and removes.
    ...(row.profile.shared
      ? []
      : [
          {
            key: 'actions',
            label: t('costActions'),
            head: <span class="visually-hidden">{t('costActions')}</span>,
            width: `${isStacked ? STACKED_ACTIONS_WIDTH : actionsWidth}px`,
            align: 'end' as const,
            sticky: true,
            cell: (member: TeamMember) => (
              <MemberActions
                profile={row.profile}
                member={member}
                isStacked={isStacked}
                onRemove={onRemove}
              />
            ),
          },
        ]),
  ];
}

/** Since when a person is a member, or when their invitation expires, or that it did. */
export function Membership({ member, zone }: { member: TeamMember; zone: string | undefined }) {
  if (member.active) {
    return <span class="soft">{member.since && t('teamSince', exactDate(member.since, zone))}</span>;
  }
  if (isInvitationExpired(member, now.value)) return <span class="soft">{t('teamInvitationExpired')}</span>;
  const expiresAt = invitationExpiresAt(member);
  return (
    <span class="tag tag--pending">
      {expiresAt
        ? t('teamExpires', exactDate(expiresAt, zone), fromNow(expiresAt, now.value))
        : t('teamPending')}
    </span>
  );
}
