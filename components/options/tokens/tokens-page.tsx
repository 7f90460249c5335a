import { useMemo } from 'preact/hooks';
import { DAY_MS } from '../../../lib/domain/time.ts';
import { TOKEN_REMINDER_MS } from '../../../lib/domain/tokens/expiring.ts';
import { plural, t } from '../../../lib/i18n/t.ts';
import { loaded, now, preferences } from '../../../lib/state/app-state.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/choices.tsx';
import { richText } from '../../ui/rich-text.ts';
import { parseSort, sortText } from '../../ui/table.tsx';
import { ListPlaceholder } from '../shared/list-placeholder.tsx';
import { LoadProgress } from '../shared/load-progress.tsx';
import { NothingFound } from '../shared/nothing-found.tsx';
import { profileRows } from '../shared/profile-rows.ts';
import { savePreferences } from '../shared/save-preferences.ts';
import { useFreshLists } from '../shared/use-fresh-lists.ts';
import { Page } from '../shell/page.tsx';
import { PageFilter } from '../shell/page-filter.tsx';
import { pageHref, route, setParams } from '../shell/router.ts';
import { UNUSED_DAYS } from './review.ts';
import { Rotations } from './rotations.tsx';
import {
  inReview,
  matchesFilter,
  REVIEWS,
  type Review,
  TOKEN_SORTS,
  type TokenRow,
  tokenRows,
} from './token-rows.ts';
import { TokensTable } from './tokens-table.tsx';

/** The tokens of all profiles, with filters for review. */
export function TokensPage() {
  const { params } = route.value;
  const query = params.q ?? '';
  const reviews = reviewsOf(params.review);
  const sort = parseSort(params.sort, TOKEN_SORTS, { key: 'expires', descending: false });
  const profiles = profileRows.value;
  useFreshLists(profiles);
  const all = useMemo(() => tokenRows(profiles), [profiles]);
  const rows = useMemo(
    () =>
      all.filter(
        (row) =>
          reviews.every((review) => inReview(row, review, now.value)) &&
          (!query || matchesFilter(row, query)),
      ),
    [all, params.review, query, now.value],
  );
  const anyRead = profiles.some((row) => row.tokens?.fetchedAt);
  return (
    <Page
      title={t('navTokens')}
      soft={`${plural('tokensCount', all.length)} · ${plural('settingsProfilesCount', profiles.length)}`}
      actions={<PageFilter found={rows.length} label={t('tokensFilter')} />}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: toggle buttons, not a set of fields. */}
      <div class="segmented reviews" role="group" aria-label={t('tokensReview')}>
        <button type="button" aria-pressed={reviews.length === 0} onClick={() => setParams({ review: '' })}>
          {t('review_all')} <span class="soft">{all.length}</span>
        </button>
        {REVIEWS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={reviews.includes(name)}
            onClick={() => setParams({ review: toggleReview(reviews, name).join(' ') })}
          >
            {t(`review_${name}`)} <span class="soft">{countIn(all, [...reviews, name])}</span>
          </button>
        ))}
      </div>
      {reviews.map((review) => (
        <p key={review} class="note">
          {reviewHint(review)}
        </p>
      ))}
      {reviews.includes('expiring') && <Reminder />}
      <Rotations rows={all} withProfile />
      <LoadProgress rows={profiles} kind="tokens" />
      {!anyRead && (loaded.value !== 'all' || profiles.length > 0) ? (
        <ListPlaceholder rows={profiles} kind="tokens" />
      ) : (
        <TokensTable
          rows={rows}
          total={all.length}
          filter={`${params.review} ${query}`}
          sort={sort}
          onSort={(next) => setParams({ sort: sortText(next) })}
          withProfile
          empty={
            <NothingFound
              text={
                query
                  ? t('profilesNoneFound', query)
                  : t(reviews.length > 0 && all.length > 0 ? 'tokensNoneInReview' : 'tokensNone')
              }
            >
              {query && <Button onClick={() => setParams({ q: '' })}>{t('profilesClearFilter')}</Button>}
              {!query && reviews.length > 0 && all.length > 0 && (
                <Button onClick={() => setParams({ review: '' })}>{t('usageShowAll')}</Button>
              )}
            </NothingFound>
          }
        />
      )}
    </Page>
  );
}

function countIn(rows: readonly TokenRow[], reviews: readonly Review[]): number {
  return rows.filter((row) => reviews.every((review) => inReview(row, review, now.value))).length;
}

/** Returns the reviews in an address; tokens are shown that are in all of them. */
function reviewsOf(text = ''): Review[] {
  const named = text.split(' ');
  return REVIEWS.filter((name) => named.includes(name));
}

/** Returns the reviews after one was toggled. */
function toggleReview(reviews: readonly Review[], pressed: Review): Review[] {
  return reviews.includes(pressed) ? reviews.filter((name) => name !== pressed) : [...reviews, pressed];
}

function reviewHint(review: Review): string {
  switch (review) {
    case 'risky':
      return t('reviewHint_risky');
    case 'unused':
      return t('reviewHint_unused', UNUSED_DAYS);
    case 'expiring':
      return t('reviewHint_expiring', TOKEN_REMINDER_MS / DAY_MS);
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
      onChange={(tokenExpiry) => savePreferences({ alerts: { tokenExpiry } })}
    />
  );
}
