import { computed, effect, signal } from '@preact/signals';
import { type Connection, renewalDueAt } from '../../lib/domain/identity/connection.ts';
import { refId, sameRef } from '../../lib/domain/identity/keys.ts';
import { disambiguate } from '../../lib/domain/profiles/disambiguate.ts';
import { hasCustomOrder } from '../../lib/domain/profiles/position.ts';
import type { Profile } from '../../lib/domain/profiles/profile.ts';
import type { ProfilePreferences } from '../../lib/domain/settings/profile-preferences.ts';
import { fold } from '../../lib/domain/text/fold.ts';
import { plainHits, prepareSearch } from '../../lib/domain/text/plain-search.ts';
import type { searchProfiles } from '../../lib/domain/text/search.ts';
import { countAtRisk, riskGroupOf } from '../../lib/domain/usage/at-risk.ts';
import type { Usage } from '../../lib/domain/usage/usage.ts';
import { usageStatus } from '../../lib/domain/usage/usage-status.ts';
import {
  active,
  connections,
  firstScreen,
  loaded,
  month,
  now,
  preferences,
  profilePreferences,
  profiles,
  usage,
} from '../../lib/state/app-state.ts';
import { logError } from '../../lib/state/log-error.ts';
import { obstacleToProfile } from '../../lib/state/obstacle.ts';
import { orderedProfiles } from '../ui/ordered-profiles.ts';
import { searchEntries } from '../ui/search-entries.ts';
import { cardState } from './card-state.ts';
import type { forecastsOfProfile } from './profile-forecasts.ts';
import type { Row } from './rows.ts';

/** The filter that the person typed. */
export const query = signal('');
/** Whether there is anything to filter by: spaces alone find every profile. */
export const isFiltering = computed(() => query.value.trim() !== '');
/** What the list is limited to: the profiles that are blocked, or those near a limit. */
export const riskFilter = signal<'blocked' | 'near' | null>(null);
/** The refId of the row that the person moved to; null: none yet. */
export const highlightedId = signal<string | null>(null);
/** Whether all services are shown instead of the first few. */
export const expanded = signal(false);
/** Whether the pointer is over the list. */
export const pointing = signal(false);
/** Whether the pointer has moved over the list since it came there: someone may be about to press. */
export const aiming = signal(false);

const byId = computed(() => new Map(profiles.value.map((profile) => [refId(profile), profile])));
const byConnection = computed(() => new Map(connections.value.map((row) => [row.key, row])));

export const activeId = computed(() => active.value.active && refId(active.value.active));
export const activeProfile = computed((): Profile | null => byId.value.get(activeId.value ?? '') ?? null);
export const activeConnection = computed(() => {
  const profile = activeProfile.value;
  return profile ? byConnection.value.get(profile.connectionKey) : undefined;
});

/** The list is painted: what only adds to it may begin. */
export const listPainted = signal(false);

/** Loaded once the list is painted. Until then the card shows no forecast. */
const forecaster = signal<typeof forecastsOfProfile | null>(null);
const activeForecasts = computed(() =>
  activeProfile.value && forecaster.value ? forecaster.value(activeProfile.value) : [],
);

/** Whether the active profile's numbers are being read: from the start on, and after each switch. */
export const reading = signal(true);

export const activeCard = computed(() => {
  const profile = activeProfile.value;
  return profile
    ? cardState({
        obstacle: obstacleToProfile(profile),
        connection: activeConnection.value,
        usage: usage.value.get(refId(profile)),
        now: now.value,
        reading: reading.value,
        refreshMinutes: preferences.value.refreshMinutes,
        forecasts: activeForecasts.value,
      })
    : null;
});

/** What distinguishes profiles with the same name, by refId. */
export const disambiguators = computed(() =>
  firstScreen.value
    ? new Map(firstScreen.value.disambiguators)
    : disambiguate(ordered.value, connections.value),
);

/**
 * The usage that rows are sorted by. It does not change while the person points at the list or moves in it, so
 * that fresh numbers never move a row away from under a click.
 */
export const orderUsage = signal<ReadonlyMap<string, Usage>>(new Map());
const inUse = computed(
  () => pointing.value || highlightedId.value !== null || query.value !== '' || riskFilter.value !== null,
);
let ordersAll = false;
effect(() => {
  const latest = usage.value;
  if (inUse.value && ordersAll) return;
  orderUsage.value = latest;
  ordersAll = loaded.value === 'all';
});

const ordered = computed(() => orderedProfiles(orderUsage.value));

/** Rows are moved in the person's order, if there is one, among all rows of the list. */
export const movable = computed(
  () =>
    !isFiltering.value &&
    !riskFilter.value &&
    (firstScreen.value?.customOrder ?? hasCustomOrder(profilePreferences.value.values())),
);

/** All profiles but the active one, in the order of the list. */
const others = computed(() =>
  firstScreen.value
    ? firstScreen.value.order.flatMap((id) => byId.value.get(id) ?? [])
    : ordered.value.filter((profile) => !sameRef(profile, active.value.active)),
);
export const othersAtRisk = computed(() => {
  const known = firstScreen.value?.atRisk;
  return known
    ? { blocked: known.blocked.count, near: known.near.count }
    : countAtRisk(others.value, usage.value, month.value);
});

/** All of the others, or those at risk that the person asked for, once every profile is read. */
const listed = computed(() => {
  const wanted = firstScreen.value ? null : riskFilter.value;
  const found = others.value.filter((profile) => wanted && riskOf(profile) === wanted);
  return found.length > 0 ? found : others.value;
});

/** By the usage that orders the list: a row stays where it is under the pointer. */
const riskOf = (profile: Profile) =>
  riskGroupOf(usageStatus(orderUsage.value.get(refId(profile)), month.value));

const searchIndex = computed(() =>
  prepareSearch(searchEntries(ordered.value, connections.value, profilePreferences.value)),
);

/**
 * Tolerates typing errors and finds scattered letters; loaded after the first paint. Until then the filter is literal.
 */
const fuzzySearch = signal<typeof searchProfiles | null>(null);

const hits = () =>
  fuzzySearch.value?.(searchIndex.value, query.value) ??
  plainHits(searchIndex.value, fold(query.value).trim()).map((i) => ({
    id: searchIndex.value.ids[i]!,
    ranges: [],
  }));

/** The rows of the list: the other profiles, or what the filter finds among all. */
export const rows = computed((): Row[] => {
  if (!isFiltering.value) {
    return listed.value.map((profile) => ({ id: refId(profile), profile, ranges: [] }));
  }
  // What the filter finds is known once every profile is.
  if (firstScreen.value) return [];
  return hits().flatMap(({ id, ranges }) => {
    const profile = byId.value.get(id);
    return profile ? [{ id, profile, ranges }] : [];
  });
});

/** How many rows the list has, those included that aren't read yet. */
export const rowCount = computed(() =>
  firstScreen.value && !isFiltering.value ? firstScreen.value.count : rows.value.length,
);

/** Whether the list can be drawn: what a filter finds among the first rows alone isn't all that it finds. */
export const isListKnown = computed(
  () => loaded.value === 'all' || (loaded.value === 'first' && !isFiltering.value),
);

/** The index of the row that keys act on; -1 until the person has moved or typed. */
export const highlightedIndex = computed(() => {
  const id = highlightedId.value;
  const moved = id === null ? -1 : rows.value.findIndex((row) => row.id === id);
  return moved < 0 && isFiltering.value ? 0 : moved;
});
export const highlightedRow = computed((): Row | null => rows.value[highlightedIndex.value] ?? null);

/**
 * Connections that have a banner: the active one first if its token expires soon, as that is the token in use, then
 * those with a problem (the active one's is on its card), then the others whose token expires soon.
 */
export const connectionsWithBanner = computed(() => {
  const activeKey = activeConnection.value?.key;
  const all = connections.value;
  const rest = all.filter(({ key }) => key !== activeKey);
  const isDue = (row: Connection) => renewalDueAt(row, now.value) !== null;
  return [
    ...all.filter((row) => row.key === activeKey && isDue(row)),
    ...rest.filter(({ state }) => state !== 'ok'),
    ...rest.filter(isDue),
  ];
});

/**
 * Once the list is painted: begins what adds to it, and builds and loads what the first keystroke needs ahead of it.
 */
export function afterList(): void {
  listPainted.value = true;
  searchIndex.value;
  void loadRest();
}

async function loadRest(): Promise<void> {
  try {
    fuzzySearch.value = (await import('../../lib/domain/text/search.ts')).searchProfiles;
    forecaster.value = (await import('./profile-forecasts.ts')).forecastsOfProfile;
  } catch (error) {
    // An update may have removed the files while the page is open: the filter stays literal, and there is no forecast.
    logError('load search and forecasts', error);
  }
}

/** Filters the list by a text, or else by a risk; no row is highlighted by hand then. */
export function setFilter(text: string, risk: typeof riskFilter.value = null): void {
  // Counts are of the latest usage, and what they count is listed.
  if (risk) orderUsage.value = usage.value;
  query.value = text;
  riskFilter.value = risk;
  highlightedId.value = null;
}

/** What the person set for a profile, if anything. */
export function preferencesOf(profile: Profile): ProfilePreferences | undefined {
  return profilePreferences.value.get(profile.profileKey);
}

/** Resets the list to how the popup opened: no filter, no row highlighted. */
export function resetList(): void {
  setFilter('');
}
