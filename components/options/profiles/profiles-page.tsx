import { useMemo, useState } from 'preact/hooks';
import { hasCustomOrder } from '../../../lib/domain/profiles/position.ts';
import { countTags, sameTag } from '../../../lib/domain/profiles/tag.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { connections, firstScreen, loaded } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/choices.tsx';
import { SelectField } from '../../ui/field.tsx';
import { parseSort, type Sort } from '../../ui/table.tsx';
import { firstRows, needsAllRows } from '../shared/first-table-rows.ts';
import {
  filterRows,
  type ProfileRow,
  profileRows,
  ROW_SORTS,
  type RowSort,
  sortRows,
} from '../shared/profile-rows.ts';
import { profileCount } from '../shared/profiles-once.ts';
import { useFreshLists } from '../shared/use-fresh-lists.ts';
import { Page } from '../shell/page.tsx';
import { PageFilter } from '../shell/page-filter.tsx';
import { route, setParams } from '../shell/router.ts';
import { AddProfile } from './add-profile.tsx';
import { ClearOrderDialog } from './clear-order-dialog.tsx';
import { ProfilesTable } from './profiles-table.tsx';
import './profiles.css';

/** Stands for "no tag" in an address; no tag begins with it. */
const UNTAGGED = '#';

/** One table of all profiles of all connections. The address holds filters, sort and grouping. */
export function ProfilesPage() {
  const { params } = route.value;
  const query = params.q ?? '';
  const tag = params.tag ?? '';
  const all = profileRows.value;
  useFreshLists(all);

  const count = profileCount.value;
  const first = firstRows.value;
  const isOrdered =
    firstScreen.value?.customOrder ?? hasCustomOrder(all.map(({ preferences }) => preferences));
  const defaultSort: Sort = { key: isOrdered ? 'custom' : 'name', descending: false };
  const sort = parseSort(params.sort, ROW_SORTS, defaultSort);
  const isCustom = sort.key === 'custom';
  const sorted = useMemo(
    () => first ?? sortRows(all, { key: sort.key as RowSort, descending: sort.descending }),
    [all, first, sort.key, sort.descending],
  );
  const rows = useMemo(
    () => filterRows(sorted, query).filter(({ row }) => hasTag(row, tag)),
    [sorted, query, tag],
  );

  return (
    <Page
      title={t('navProfiles')}
      soft={
        first || rows.length === all.length
          ? plural('settingsProfilesCount', count)
          : plural('profilesFound', all.length, rows.length)
      }
      actions={
        <>
          <PageFilter found={rows.length} />
          {count > 1 && (
            <Button aria-pressed={isCustom} onClick={() => setParams({ sort: isCustom ? 'name' : 'custom' })}>
              {t('profilesCustomOrder')}
            </Button>
          )}
          <Button
            kind="primary"
            disabled={connections.value.length === 0}
            onClick={() => setParams({ add: '1' })}
          >
            {t('profilesAddDots')}
          </Button>
        </>
      }
    >
      {count > 1 && <TagToolbar all={all} tag={tag} />}
      {count > 1 && isCustom && <CustomOrderNote isOrdered={isOrdered} />}
      <ProfilesTable
        rows={rows}
        count={first ? count : undefined}
        sorted={sorted}
        sort={sort}
        grouped={params.group === 'tag'}
        query={query || (tag === UNTAGGED ? t('profilesTagNone') : tag)}
        filter={`${tag} ${query}`}
        loading={needsAllRows.value || (loaded.value !== 'all' && all.length === 0)}
      />
      {params.add && <AddProfile onClose={() => setParams({ add: '' })} />}
    </Page>
  );
}

function hasTag({ preferences }: ProfileRow, tag: string): boolean {
  return tag === '' || sameTag(preferences?.tag, tag === UNTAGGED ? null : tag);
}

/** Filter and grouping by tag, once there are tags. */
function TagToolbar({ all, tag }: { all: readonly ProfileRow[]; tag: string }) {
  const tags = firstScreen.value?.tags ?? countTags(all.map(({ preferences }) => preferences));
  const tagged = tags.reduce((sum, { count }) => sum + count, 0);
  // The address, or a row, may spell it differently.
  const chosen = tags.find((one) => sameTag(one.tag, tag))?.tag ?? tag;
  if (tags.length === 0 && tag === '') return null;
  return (
    <div class="toolbar">
      <SelectField
        label={t('profilesTag')}
        value={chosen}
        choices={[
          { value: '', label: t('profilesTagAll') },
          ...tags.map((one) => ({
            value: one.tag,
            label: t('profilesTagCount', `#${one.tag}`, one.count),
          })),
          {
            value: UNTAGGED,
            label: t('profilesTagCount', t('profilesTagNone'), profileCount.value - tagged),
          },
        ]}
        onChange={(wanted) => setParams({ tag: wanted })}
      />
      <CheckField
        label={t('profilesGroup')}
        checked={route.value.params.group === 'tag'}
        onChange={(grouped) => setParams({ group: grouped ? 'tag' : '' })}
      />
    </div>
  );
}

/** How the person's own order is changed, and the way back to the automatic one. */
function CustomOrderNote({ isOrdered }: { isOrdered: boolean }) {
  const [clearing, setClearing] = useState(false);
  return (
    <>
      <div class="note row order-hint">
        <p>{t('profilesCustomOrderHint')}</p>
        {isOrdered && <Button onClick={() => setClearing(true)}>{t('profilesOrderClear')}</Button>}
      </div>
      {clearing && <ClearOrderDialog onClose={() => setClearing(false)} />}
    </>
  );
}
