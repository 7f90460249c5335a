import { useMemo, useState } from 'preact/hooks';
import { fold } from '../../../lib/domain/text/fold.ts';
import { displayText, isolate } from '../../../lib/domain/text/foreign.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { loaded, profilePreferences } from '../../../lib/state/app-state.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { unableToFill, unableToSend } from '../../ui/unable.ts';
import { exactDate } from '../shared/dates.ts';
import { FilterField } from '../shared/filter-field.tsx';
import { ListPlaceholder } from '../shared/list-placeholder.tsx';
import { LoadProgress } from '../shared/load-progress.tsx';
import { distinctName, type ProfileRow, profileRows } from '../shared/profile-rows.ts';
import { useFreshLists } from '../shared/use-fresh-lists.ts';
import { Page } from '../shell/page.tsx';
import { profileHref, route, setParams } from '../shell/router.ts';
import { InvitationsBanner } from './invitations-banner.tsx';
import { InviteToProfilesDialog } from './invite-dialog.tsx';
import { type Person, people, profilesWithTeam } from './people.ts';
import { RemovePersonDialog } from './remove-person-dialog.tsx';
import { invitationExpiresAt, whyNotRemovable } from './team-rules.ts';
import '../profiles/profiles.css';
import '../profile/profile.css';
import './team.css';

/** With more profiles, their names are listed in one column instead of one column each. */
const MAX_PROFILE_COLUMNS = 24;

/** A table of who can access which profiles, over all connections. */
export function TeamPage() {
  const query = route.value.params.q ?? '';
  const rows = profileRows.value;
  useFreshLists(rows);
  const [removing, setRemoving] = useState<string | null>(null);
  const [inviting, setInviting] = useState(false);
  const all = people.value;
  const shown = useMemo(() => all.filter((person) => matches(person, query)), [all, query]);
  const columnRows = profilesWithTeam.value;
  const columns = useMemo(
    () => [
      ...personColumns(),
      ...(columnRows.length > MAX_PROFILE_COLUMNS ? [listColumn()] : columnRows.map(profileColumn)),
      removeColumn(setRemoving),
    ],
    [columnRows],
  );
  const person = all.find(({ id }) => id === removing);
  const owned = useMemo(() => rows.filter(({ profile }) => !profile.shared), [rows]);
  const anyRead = rows.some((row) => row.team?.fetchedAt);
  return (
    <Page
      title={t('navTeam')}
      soft={`${plural('overviewPeople', all.length)} · ${t('teamBesidesOwners')}`}
      actions={
        <>
          <FilterField value={query} onInput={(q) => setParams({ q })} label={t('teamFilter')} />
          <Button
            kind="primary"
            unable={unableToFill()}
            disabled={owned.length === 0}
            onClick={() => setInviting(true)}
          >
            {t('teamInviteDots')}
          </Button>
        </>
      }
    >
      <InvitationsBanner />
      <LoadProgress rows={rows} kind="team" />
      {all.length === 0 ? (
        loaded.value !== 'all' || !anyRead ? (
          <ListPlaceholder rows={rows} kind="team" />
        ) : (
          <div class="empty">
            <b>{t('teamNobody')}</b>
            <span>{t('teamEmptyHint')}</span>
          </div>
        )
      ) : shown.length === 0 ? (
        <div class="empty" role="status">
          <b>{t('profilesNoneFound', query)}</b>
          <Button onClick={() => setParams({ q: '' })}>{t('profilesClearFilter')}</Button>
        </div>
      ) : (
        <Table
          caption={t('teamMatrix')}
          columns={columns}
          rows={shown}
          rowKey={({ id }) => id}
          rowHeight={52}
          minWidth={420 + Math.min(columnRows.length, MAX_PROFILE_COLUMNS) * 112}
        />
      )}
      {inviting && <InviteToProfilesDialog rows={owned} onClose={() => setInviting(false)} />}
      {person && <RemovePersonDialog person={person} onClose={() => setRemoving(null)} />}
    </Page>
  );
}

function matches(person: Person, query: string): boolean {
  const needle = fold(query.trim());
  if (!needle) return true;
  const words = [person.name, person.email, ...person.memberships.map(({ row }) => row.profile.name)];
  return words.some((word) => fold(word).includes(needle));
}

function personColumns(): Column<Person>[] {
  return [
    {
      key: 'person',
      label: t('teamPerson'),
      cell: (person) => (
        <span class="cell-stack">
          <b title={displayText(person.name)}>
            <ForeignText text={person.name || person.email} />
          </b>
          <span class="soft" title={displayText(person.email)}>
            <ForeignText text={person.email} />
          </span>
        </span>
      ),
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
        <span>
          <ForeignText text={row.profile.name} />
          {row.disambiguationTags.length > 0 && (
            <span class="team-head__tag"> {row.disambiguationTags.join(', ')}</span>
          )}
        </span>
      </a>
    ),
    width: '112px',
    cell: (person) => <AccessCell person={person} row={row} />,
  };
}

function AccessCell({ person, row }: { person: Person; row: ProfileRow }) {
  const membership = person.memberships.find((one) => one.row.profile.profileKey === row.profile.profileKey);
  if (!membership) {
    return (
      <span class="soft">
        <span aria-hidden="true">–</span>
        <span class="visually-hidden">{t('teamNoAccess')}</span>
      </span>
    );
  }
  if (membership.member.active) return <span class="reach">{t('teamMember')}</span>;
  const expiresAt = invitationExpiresAt(membership.member);
  return (
    <span
      class="reach reach--pending"
      title={expiresAt ? t('teamLapsesOn', exactDate(expiresAt, row.connection?.timezone)) : undefined}
    >
      {t('teamInvitedMark')}
    </span>
  );
}

function listColumn(): Column<Person> {
  return {
    key: 'list',
    label: t('teamReaches'),
    width: '60%',
    cell: (person) => person.memberships.map(({ row }) => isolate(distinctName(row))).join(', '),
  };
}

function removeColumn(onRemove: (id: string) => void): Column<Person> {
  return {
    key: 'remove',
    label: t('teamRemoveColumn'),
    width: '122px',
    align: 'end',
    sticky: true,
    cell: (person) => {
      const reasons = person.memberships.map(({ row }) => whyNotRemovable(row));
      return (
        <Button
          kind="danger"
          unable={reasons.includes(undefined) ? unableToSend() : reasons[0]}
          aria-label={t('teamRemoveOf', person.name || person.email)}
          onClick={() => onRemove(person.id)}
        >
          {t('teamRemoveDots')}
        </Button>
      );
    },
  };
}
