import { useMemo, useState } from 'preact/hooks';
import { fold } from '../../../lib/domain/text/fold.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { loaded } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { reasonNotToOpenForm } from '../../ui/disabled-reasons.ts';
import { Table } from '../../ui/table.tsx';
import { ListPlaceholder } from '../shared/list-placeholder.tsx';
import { LoadProgress } from '../shared/load-progress.tsx';
import { NothingFound } from '../shared/nothing-found.tsx';
import { profileRows } from '../shared/profile-rows.ts';
import { useFreshLists } from '../shared/use-fresh-lists.ts';
import { Page } from '../shell/page.tsx';
import { PageFilter } from '../shell/page-filter.tsx';
import { route, setParams } from '../shell/router.ts';
import { InvitationsBanner } from './invitations-banner.tsx';
import { InviteToProfilesDialog } from './invite-dialog.tsx';
import { type Person, people, profilesWithTeam } from './people.ts';
import { RemovePersonDialog } from './remove-person-dialog.tsx';
import { accessColumns, minTableWidth, personColumns, removeColumn } from './team-columns.tsx';
import { reasonNotToOpenInviteForm } from './team-rules.ts';
import '../profiles/profiles.css';
import '../profile/profile.css';
import './team.css';

/** A table of who can access which profiles, over all connections. */
export function TeamPage() {
  const query = route.value.params.q ?? '';
  const rows = profileRows.value;
  useFreshLists(rows);
  const [removing, setRemoving] = useState<Person | null>(null);
  const [inviting, setInviting] = useState(false);
  const all = people.value;
  const shown = useMemo(() => all.filter((person) => matches(person, query)), [all, query]);
  const columnRows = profilesWithTeam.value;
  const columns = useMemo(
    () => [...personColumns(), ...accessColumns(columnRows), removeColumn(setRemoving)],
    [columnRows],
  );
  const owned = useMemo(() => rows.filter(({ profile }) => !profile.shared), [rows]);
  const anyRead = rows.some((row) => row.team?.fetchedAt);
  return (
    <Page
      title={t('navTeam')}
      soft={`${plural('overviewPeople', all.length)} · ${t('teamBesidesOwners')}`}
      actions={
        <>
          <PageFilter found={shown.length} label={t('teamFilter')} />
          <Button
            kind="primary"
            disabledReason={owned.length === 1 ? reasonNotToOpenInviteForm(owned[0]!) : reasonNotToOpenForm()}
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
        <NothingFound text={t('profilesNoneFound', query)}>
          <Button onClick={() => setParams({ q: '' })}>{t('profilesClearFilter')}</Button>
        </NothingFound>
      ) : (
        <Table
          caption={t('teamMatrix')}
          columns={columns}
          rows={shown}
          rowKey={({ id }) => id}
          filter={query}
          rowHeight={52}
          minWidth={minTableWidth(columnRows)}
        />
      )}
      {inviting && <InviteToProfilesDialog rows={owned} onClose={() => setInviting(false)} />}
      {removing && <RemovePersonDialog person={removing} onClose={() => setRemoving(null)} />}
    </Page>
  );
}

function matches(person: Person, query: string): boolean {
  const needle = fold(query.trim());
  if (!needle) return true;
  const words = [person.name, person.email, ...person.memberships.map(({ row }) => row.profile.name)];
  return words.some((word) => fold(word).includes(needle));
}
