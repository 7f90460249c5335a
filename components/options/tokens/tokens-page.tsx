import { useMemo } from 'preact/hooks';
import { plural, t } from '../../../lib/i18n/t.ts';
import { loaded, now, preferences } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/choices.tsx';
import { richText } from '../../ui/rich-text.ts';
import { parseSort, sortText } from '../../ui/table.tsx';
import { savePreferences } from '../settings/save-preferences.ts';
import { FilterField } from '../shared/filter-field.tsx';
import { LoadProgress } from '../shared/load-progress.tsx';
import { profileRows } from '../shared/profile-rows.ts';
import { useFreshLists } from '../shared/use-fresh-lists.ts';
import { Page } from '../shell/page.tsx';
import { pageHref, route, setParams } from '../shell/router.ts';
import { TableSkeleton } from '../shell/skeleton.tsx';
import { EXPIRING_DAYS, UNUSED_DAYS } from './review.ts';
import { inReview, matchesFilter, REVIEWS, type Review, TOKEN_SORTS, tokenRows } from './token-rows.ts';
import { TokensTable } from './tokens-table.tsx';

/** The tokens of all profiles, and the reviews that are worth making. */
export function TokensPage() {
  const { params } = route.value;
  const query = params.q ?? '';
  const review = REVIEWS.find((name) => name === params.review) ?? 'all';
  const sort = parseSort(params.sort, TOKEN_SORTS, { key: 'expires', descending: false });
  const profiles = profileRows.value;
  useFreshLists(profiles);
  const all = useMemo(() => tokenRows(profiles), [profiles]);
  const rows = useMemo(
    () => all.filter((row) => inReview(row, review, now.value) && (!query || matchesFilter(row, query))),
    [all, review, query, now.value],
  );
  const anyRead = profiles.some((row) => row.tokens?.fetchedAt);
  return (
    <Page
      title={t('navTokens')}
      soft={`${plural('tokensCount', all.length)} · ${plural('settingsProfilesCount', profiles.length)}`}
      actions={<FilterField value={query} onInput={(q) => setParams({ q })} label={t('tokensFilter')} />}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: toggle buttons, not a set of fields. */}
      <div class="segmented reviews" role="group" aria-label={t('tokensReview')}>
        {REVIEWS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === review}
            onClick={() => setParams({ review: name === 'all' ? '' : name })}
          >
            {t(`review_${name}`)}{' '}
            <span class="soft">{all.filter((row) => inReview(row, name, now.value)).length}</span>
          </button>
        ))}
      </div>
      {review !== 'all' && <p class="note">{reviewHint(review)}</p>}
      {review === 'expiring' && <Reminder />}
      <LoadProgress rows={profiles} kind="tokens" />
      {!anyRead && (loaded.value !== 'all' || profiles.length > 0) ? (
        <TableSkeleton />
      ) : rows.length === 0 ? (
        <div class="empty" role="status">
          <b>{query ? t('profilesNoneFound', query) : t('tokensNone')}</b>
          {query && <Button onClick={() => setParams({ q: '' })}>{t('profilesClearFilter')}</Button>}
        </div>
      ) : (
        <TokensTable
          rows={rows}
          sort={sort}
          onSort={(next) => setParams({ sort: sortText(next) })}
          withProfile
        />
      )}
    </Page>
  );
}

function reviewHint(review: Exclude<Review, 'all'>): string {
  switch (review) {
    case 'risky':
      return t('reviewHint_risky');
    case 'unused':
      return t('reviewHint_unused', UNUSED_DAYS);
    case 'expiring':
      return t('reviewHint_expiring', EXPIRING_DAYS);
    default:
      return t('reviewHint_expired');
  }
}

/** Opt-in: a notification before a token expires. */
function Reminder() {
  const { alerts } = preferences.value;
  return (
    <CheckField
      label={t('tokensReminder')}
      hint={
        alerts.tokenExpiry && !alerts.enabled
          ? richText(
              'tokensReminderOff',
              <a class="link" href={pageHref('alerts')}>
                {t('navAlerts')}
              </a>,
            )
          : t('tokensReminderHint')
      }
      checked={alerts.tokenExpiry}
      onChange={(tokenExpiry) => savePreferences({ alerts: { ...alerts, tokenExpiry } })}
    />
  );
}
