import { memberName } from '../../../lib/domain/team.ts';
import { displayText, isolate } from '../../../lib/domain/text/foreign.ts';
import { t } from '../../../lib/i18n/t.ts';
import { now, profilePreferences } from '../../../lib/state/app-state.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { reasonNotToSend } from '../../ui/disabled-reasons.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { textWidth } from '../../ui/head-width.ts';
import { Tags } from '../../ui/profile-name.tsx';
import type { Column } from '../../ui/table.tsx';
import { exactDate } from '../shared/dates.ts';
import { MissingValue } from '../shared/missing-value.tsx';
import { distinctName, type ProfileRow } from '../shared/profile-rows.ts';
import { profileHref } from '../shell/router.ts';
import { isSelf, type Person } from './people.ts';
import { PersonCell } from './person-cell.tsx';
import { invitationExpiresAt, isInvitationExpired, reasonNotToChooseForRemoval } from './team-rules.ts';

/** With more profiles, their names are listed in one column instead of one column each. */
const MAX_PROFILE_COLUMNS = 24;
/** The least width of a profile's column, and what it has besides the text of a tag (team.css). In px. */
const MIN_PROFILE_WIDTH = 112;
const TAG_SPACE = 60;
/** The width of the other columns, and of the whole table where names are listed. In px. */
const OTHER_COLUMNS_WIDTH = 420;
const LISTING_TABLE_WIDTH = 900;

/** Who it is, and how many profiles they can access or are invited to. */
export function personColumns(): Column<Person>[] {
  return [
    {
      key: 'person',
      label: t('teamPerson'),
      cell: (person) => <PersonCell person={person} origin={person.origin} />,
    },
    {
      key: 'count',
      label: t('navProfiles'),
      width: '84px',
      align: 'end',
      cell: (person) => person.memberships.length,
    },
  ];
}

/** Which of the profiles each person can access: a column each for a few, else one with their names. */
export function accessColumns(rows: readonly ProfileRow[]): Column<Person>[] {
  return isListed(rows) ? [listColumn()] : rows.map(profileColumn);
}

/** Returns the least width of a table with these profiles in px. */
export function minTableWidth(rows: readonly ProfileRow[]): number {
  if (isListed(rows)) return LISTING_TABLE_WIDTH;
  return OTHER_COLUMNS_WIDTH + rows.reduce((sum, row) => sum + profileColumnWidth(row), 0);
}

function isListed(rows: readonly ProfileRow[]): boolean {
  return rows.length > MAX_PROFILE_COLUMNS;
}

/** Whether each person can access one profile. */
function profileColumn(row: ProfileRow): Column<Person> {
  return {
    key: row.id,
    label: distinctName(row),
    head: (
      <a class="team-head" href={profileHref(row.profile, 'team')} title={displayText(distinctName(row))}>
        <Avatar
          profile={row.profile}
          preferences={profilePreferences.value.get(row.profile.profileKey)}
          size="s"
        />
        <span class="team-head__text">
          <span class="team-head__name">
            <ForeignText text={row.profile.name} />
          </span>
          <Tags tags={row.tags} />
        </span>
      </a>
    ),
    width: `${profileColumnWidth(row)}px`,
    cell: (person) => <AccessCell person={person} row={row} />,
  };
}

/** Returns the width of a profile's column in px: none of its tags is cut off. */
function profileColumnWidth({ tags }: ProfileRow): number {
  return Math.max(MIN_PROFILE_WIDTH, ...tags.map((tag) => Math.ceil(textWidth(tag)) + TAG_SPACE));
}

function AccessCell({ person, row }: { person: Person; row: ProfileRow }) {
  const membership = person.memberships.find((one) => one.row.profile.profileKey === row.profile.profileKey);
  if (!membership) return <MissingValue sign="–" why={t('teamNoAccess')} />;
  const { member } = membership;
  if (member.active) return <span class="reach">{t('teamMember')}</span>;
  if (isInvitationExpired(member, now.value)) {
    return <MissingValue sign="–" why={t('teamInvitationExpired')} />;
  }
  const expiresAt = invitationExpiresAt(member);
  return (
    <span
      class="reach reach--pending"
      title={expiresAt ? t('teamExpiresOn', exactDate(expiresAt, row.connection?.timezone)) : undefined}
    >
      {t('teamInvitedMark')}
    </span>
  );
}

/** Which profiles each person can access or is invited to, by name. */
function listColumn(): Column<Person> {
  return {
    key: 'list',
    label: t('teamReaches'),
    width: '60%',
    cell: (person) => {
      const names = person.memberships
        .map(({ row, member }) => {
          const name = isolate(distinctName(row));
          if (member.active) return name;
          return `${name} (${t(isInvitationExpired(member, now.value) ? 'teamInvitationExpired' : 'teamInvitedMark')})`;
        })
        .join(', ');
      return (
        <span class="two-lines" title={names}>
          {names}
        </span>
      );
    },
  };
}

/** The button that removes a person; none on oneself and where only others can. */
export function removeColumn(onRemove: (person: Person) => void): Column<Person> {
  return {
    key: 'remove',
    label: t('costActions'),
    width: '122px',
    align: 'end',
    sticky: true,
    cell: (person) => {
      if (person.memberships.every(({ row }) => row.profile.shared)) {
        if (isSelf(person.origin, person)) return null;
        return (
          <span class="soft two-lines" title={t('ruleOwnerOnly')}>
            {t('teamOwnersDecide')}
          </span>
        );
      }
      const reasons = person.memberships.map(({ row }) => reasonNotToChooseForRemoval(row));
      return (
        <Button
          kind="danger"
          disabledReason={reasons.includes(undefined) ? reasonNotToSend() : reasons[0]}
          aria-label={t('teamRemoveOf', memberName(person))}
          onClick={() => onRemove(person)}
        >
          {t('teamRemoveDots')}
        </Button>
      );
    },
  };
}
