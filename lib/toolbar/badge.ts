import { type Forecast, firstFull, urgencyOf } from '../domain/forecast/forecast.ts';
import { type Connection, unusableStateOf } from '../domain/identity/connection.ts';
import { needsToken, type Profile } from '../domain/profiles/profile.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import { type Level, levelRank } from '../domain/usage/level.ts';
import { monthOf } from '../domain/usage/month.ts';
import type { Usage } from '../domain/usage/usage.ts';
import {
  freshnessOf,
  isStale,
  serviceStatus,
  staleFrom,
  usageStatus,
  type WorstService,
} from '../domain/usage/usage-status.ts';
import { fullInBadgeText } from '../i18n/forecast-text.ts';
import { BADGE_COLORS } from './badge-colors.ts';

/** The icon's state: the first that applies, in this order. */
export type BadgeState =
  | 'not-connected'
  | 'no-profile'
  | 'needs-sign-in'
  | 'host-permission'
  | 'account-blocked'
  | 'locked'
  | 'denied'
  | 'offline'
  | 'stale'
  | 'unread'
  | 'loading'
  | 'not-allocated'
  | 'known';

/** Everything that the icon depends on, read from the store. */
export interface BadgeInput {
  /** Epoch ms. */
  now: number;
  connected: boolean;
  locked: boolean;
  /** The active profile's; undefined when none is active. */
  connection: Pick<Connection, 'state'> | undefined;
  profile: Pick<Profile, 'name' | 'access' | 'ownCredential'> | undefined;
  usage: Pick<Usage, 'services' | 'unreadable' | 'fetchedAt' | 'failure'> | undefined;
  preferences: Pick<Preferences, 'badge' | 'refreshMinutes'>;
  /** Number of profiles at risk, and the worst level. */
  atRisk: AtRisk;
  /** Forecasts of the active profile's services, the first to be full first. */
  forecasts: readonly Forecast[];
}

export interface AtRisk {
  count: number;
  level: Exclude<Level, 'ok'> | null;
  /** From when on one of their numbers is stale, epoch ms; null: there is none. */
  staleAt: number | null;
}

export interface Badge {
  state: BadgeState;
  text: string;
  color: string;
  icon: 'plain' | 'gray' | 'locked';
  /** The service that is shown, when there are numbers. */
  service: WorstService | null;
  level: Level | null;
  /** Of the first service to be full, when there are numbers and the shown one isn't full already. */
  forecast: ReturnType<typeof firstFull>;
  /** True if usage is stale, or last month's. */
  old: boolean;
}

/** Returns the badge for an input. Stale numbers end in a question mark. */
export function badgeFor(input: BadgeInput): Badge {
  const state = stateOf(input);
  const old = isOld(input);
  const hasNumbers = ['offline', 'stale', 'not-allocated', 'known'].includes(state);
  const service = hasNumbers ? shownService(input) : null;
  const level = service?.level ?? null;
  const badge: Badge = {
    state,
    text: '',
    color: BADGE_COLORS.quiet,
    icon: iconOf(state),
    service,
    level,
    forecast: hasNumbers && level !== 'blocked' ? firstFull(input.forecasts) : null,
    old,
  };
  // Whatever is wrong with the active profile, others may be at risk.
  if (countsOthers(input, state)) return { ...badge, ...countBadge(input) };
  if (!hasNumbers) return { ...badge, ...FIXED_BADGES[state as keyof typeof FIXED_BADGES] };
  return { ...badge, text: valueText(input, badge), color: colorOf(state, shownLevel(input, badge)) };
}

/**
 * Returns when {@link badgeFor} changes without a change of the store, since numbers become stale or another month's;
 * epoch ms, null: never. The days until a service is full are counted again with the next change.
 */
export function badgeChangesAt(input: BadgeInput): number | null {
  const known = [usageChangesAt(input), countChangesAt(input)].filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
}

function usageChangesAt({ usage, now, preferences }: BadgeInput): number | null {
  const fetchedAt = usage?.fetchedAt ?? null;
  if (fetchedAt === null || usageStatus(usage, now).lastMonth) return null;
  if (isStale(fetchedAt, now, preferences.refreshMinutes)) return monthOf(now).end;
  return staleFrom(fetchedAt, preferences.refreshMinutes);
}

function countChangesAt({ atRisk: { staleAt }, now }: BadgeInput): number | null {
  if (staleAt === null) return null;
  return staleAt > now ? staleAt : monthOf(now).end;
}

/** States without a number. */
const FIXED_BADGES = {
  'not-connected': { text: '', color: BADGE_COLORS.quiet },
  'no-profile': { text: '', color: BADGE_COLORS.quiet },
  'needs-sign-in': { text: '!', color: BADGE_COLORS.blocked },
  'host-permission': { text: '!', color: BADGE_COLORS.warning },
  'account-blocked': { text: '×', color: BADGE_COLORS.blocked },
  locked: { text: '', color: BADGE_COLORS.quiet },
  denied: { text: '–', color: BADGE_COLORS.warning },
  unread: { text: '?', color: BADGE_COLORS.quiet },
  loading: { text: '…', color: BADGE_COLORS.quiet },
} satisfies Partial<Record<BadgeState, { text: string; color: string }>>;

function stateOf(input: BadgeInput): BadgeState {
  const { connection, profile, usage } = input;
  if (!input.connected) return 'not-connected';
  if (!connection || !profile) return 'no-profile';
  const unusable = unusableStateOf(connection);
  if (unusable) return unusable;
  if (connection.state === 'blocked') return 'account-blocked';
  if (input.locked) return 'locked';
  if (needsToken(profile)) return 'denied';
  if (!usage || usage.fetchedAt === null) return unreadState(usage);
  if (freshnessOf(usage, input.now, input.preferences.refreshMinutes) === 'offline') return 'offline';
  // Whatever else is wrong, e.g. that the profile's own token doesn't reach it.
  if (isOld(input)) return 'stale';
  return usageStatus(usage, input.now).worst ? 'known' : 'not-allocated';
}

function unreadState(usage: BadgeInput['usage']): BadgeState {
  return usage?.failure ? 'unread' : 'loading';
}

function isOld({ usage, now, preferences }: BadgeInput): boolean {
  const fetchedAt = usage?.fetchedAt ?? null;
  return fetchedAt !== null && isStale(fetchedAt, now, preferences.refreshMinutes);
}

function shownService({ usage, preferences, now }: BadgeInput): WorstService | null {
  const { value, service } = preferences.badge;
  const status = usageStatus(usage, now);
  const chosen = value === 'service' && service !== null ? serviceStatus(status, service) : undefined;
  if (!chosen) return status.worst;
  const { level, percent } = chosen;
  return level === null || percent === null ? null : { ...chosen, level, percent };
}

function valueText({ preferences, now }: BadgeInput, { service, forecast, old }: Badge): string {
  switch (preferences.badge.value) {
    case 'none':
    case 'trouble':
      return '';
    case 'forecast':
      if (service?.level === 'blocked') return badgePercent(service, old);
      return forecast ? `${fullInBadgeText(forecast.fullAt, now)}${old ? '?' : ''}` : '';
    default:
      return service ? badgePercent(service, old) : old ? '?' : '';
  }
}

/** States of the active profile in which others are counted. */
const COUNTING_STATES: readonly BadgeState[] = [
  'known',
  'not-allocated',
  'denied',
  'unread',
  'loading',
  'offline',
  'stale',
];

function countsOthers({ preferences, atRisk }: BadgeInput, state: BadgeState): boolean {
  return preferences.badge.value === 'trouble' && atRisk.count > 0 && COUNTING_STATES.includes(state);
}

/** Returns how many profiles are near or at a limit; gray and with a question mark once a number of theirs is stale. */
function countBadge({ atRisk: { count, level, staleAt }, now }: BadgeInput): Pick<Badge, 'text' | 'color'> {
  const hasStale = staleAt !== null && now >= staleAt;
  return {
    text: `${badgeNumber(count)}${hasStale ? '?' : ''}`,
    color: BADGE_COLORS[hasStale || !level ? 'quiet' : level],
  };
}

function badgePercent({ percent }: WorstService, old: boolean): string {
  return `${badgeNumber(percent)}${old ? '?' : '%'}`;
}

/** Returns the level that the color shows: where the text is the days until full, also how soon that is. */
function shownLevel({ preferences, now }: BadgeInput, { level, forecast }: Badge): Level | null {
  const urgency = preferences.badge.value === 'forecast' && forecast ? urgencyOf(forecast.fullAt, now) : null;
  return levelRank(urgency) > levelRank(level) ? urgency : level;
}

/** Returns a count of at most three digits: with its sign, four characters fit the badge. */
function badgeNumber(count: number): string {
  return count > 999 ? '999' : String(count);
}

function colorOf(state: BadgeState, level: Level | null): string {
  if (state === 'offline' || state === 'stale') return BADGE_COLORS.quiet;
  return BADGE_COLORS[level ?? 'quiet'];
}

function iconOf(state: BadgeState): Badge['icon'] {
  if (state === 'locked') return 'locked';
  return ['not-connected', 'no-profile', 'needs-sign-in', 'host-permission', 'offline', 'stale'].includes(
    state,
  )
    ? 'gray'
    : 'plain';
}
