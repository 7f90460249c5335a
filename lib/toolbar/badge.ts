import type { FailureCode } from '../domain/failure.ts';
import { type Forecast, firstFull } from '../domain/forecast/forecast.ts';
import type { Connection } from '../domain/identity/connection.ts';
import type { Profile, Usage } from '../domain/identity/profile.ts';
import type { Preferences } from '../domain/settings/settings.ts';
import { MINUTE_MS } from '../domain/time.ts';
import { cycleOf } from '../domain/usage/cycle.ts';
import { type Level, levelOf, percentOf, type WorstService, worstService } from '../domain/usage/level.ts';
import { fullInBadgeText } from '../i18n/forecast-text.ts';

/** What the icon says. The first that holds, from the top. */
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

/** All that the icon depends on; everything from the store. */
export interface BadgeInput {
  /** Epoch ms. */
  now: number;
  connected: boolean;
  locked: boolean;
  /** Of the active profile; undefined when none is active. */
  connection: Pick<Connection, 'state'> | undefined;
  profile: Pick<Profile, 'name' | 'access'> | undefined;
  usage: Pick<Usage, 'services' | 'fetchedAt' | 'failure'> | undefined;
  preferences: Pick<Preferences, 'badge' | 'refreshMinutes'>;
  /** Profiles near or at a limit: how many and how bad. */
  atRisk: AtRisk;
  /** Of the active profile's services, the one that is full first at the front. */
  forecasts: readonly Forecast[];
}

export interface AtRisk {
  count: number;
  level: Exclude<Level, 'ok'> | null;
}

export interface Badge {
  state: BadgeState;
  text: string;
  colour: string;
  icon: 'plain' | 'grey' | 'locked';
  /** The service that is shown, when there are numbers. */
  service: WorstService | null;
  level: Level | null;
  /** The numbers are older than three refresh intervals, or of last month. */
  old: boolean;
}

/** White text on each has a contrast of 4.5:1 or more. */
export const BADGE_COLOURS = {
  ok: '#4d5766',
  warning: '#8a5a00',
  high: '#b34700',
  blocked: '#c01f37',
  quiet: '#6b7280',
  accent: '#1f5fd6',
} as const;

const OFFLINE: readonly FailureCode[] = ['offline', 'timeout'];
const INTERVALS_UNTIL_OLD = 3;

/** Text, colour and icon for a situation. Numbers that are old end in a question mark. */
export function badgeFor(input: BadgeInput): Badge {
  const state = stateOf(input);
  const old = isOld(input);
  const hasNumbers = ['offline', 'stale', 'not-allocated', 'known'].includes(state);
  const service = hasNumbers ? shownService(input) : null;
  const level = service?.level ?? null;
  const badge: Badge = {
    state,
    text: '',
    colour: BADGE_COLOURS.quiet,
    icon: iconOf(state),
    service,
    level,
    old,
  };
  if (!hasNumbers) return { ...badge, ...FIXED_BADGES[state as keyof typeof FIXED_BADGES] };
  const text = valueText(input, service, old);
  return { ...badge, text, colour: colourOf(input, state, level) };
}

/** Epoch ms at which {@link badgeFor} would say something else with the same store; null: never. */
export function badgeChangesAt(input: BadgeInput): number | null {
  const fetchedAt = input.usage?.fetchedAt ?? null;
  if (fetchedAt === null || isOld(input)) return null;
  return Math.min(oldAt(fetchedAt, input), cycleOf(input.now).end);
}

/** States without a number. */
const FIXED_BADGES = {
  'not-connected': { text: '', colour: BADGE_COLOURS.quiet },
  'no-profile': { text: '', colour: BADGE_COLOURS.quiet },
  'needs-sign-in': { text: '!', colour: BADGE_COLOURS.blocked },
  'host-permission': { text: '!', colour: BADGE_COLOURS.warning },
  'account-blocked': { text: '×', colour: BADGE_COLOURS.blocked },
  locked: { text: '', colour: BADGE_COLOURS.quiet },
  denied: { text: '–', colour: BADGE_COLOURS.warning },
  unread: { text: '?', colour: BADGE_COLOURS.quiet },
  loading: { text: '…', colour: BADGE_COLOURS.quiet },
} satisfies Partial<Record<BadgeState, { text: string; colour: string }>>;

function stateOf(input: BadgeInput): BadgeState {
  const { connection, profile, usage } = input;
  if (!input.connected) return 'not-connected';
  if (!connection || !profile) return 'no-profile';
  if (connection.state === 'needs-sign-in') return 'needs-sign-in';
  if (connection.state === 'host-permission') return 'host-permission';
  if (connection.state === 'blocked') return 'account-blocked';
  if (input.locked) return 'locked';
  if (profile.access === 'denied') return 'denied';
  if (!usage || usage.fetchedAt === null) return unreadState(usage);
  if (usage.failure && OFFLINE.includes(usage.failure.failure.code)) return 'offline';
  if (isOld(input)) return 'stale';
  return worstService(usage) ? 'known' : 'not-allocated';
}

function unreadState(usage: BadgeInput['usage']): BadgeState {
  return usage?.failure ? 'unread' : 'loading';
}

function isOld(input: BadgeInput): boolean {
  const fetchedAt = input.usage?.fetchedAt ?? null;
  if (fetchedAt === null) return false;
  // Monthly services began anew since: last month's percentages say nothing.
  return input.now > oldAt(fetchedAt, input) || fetchedAt < cycleOf(input.now).start;
}

function oldAt(fetchedAt: number, { preferences }: BadgeInput): number {
  return fetchedAt + INTERVALS_UNTIL_OLD * preferences.refreshMinutes * MINUTE_MS;
}

function shownService({ usage, preferences }: BadgeInput): WorstService | null {
  const { value, service } = preferences.badge;
  const chosen = value === 'service' && service !== null ? usage?.services[service] : undefined;
  if (!chosen) return worstService(usage);
  const percent = percentOf(chosen);
  const level = levelOf(chosen);
  return percent === null || level === null ? null : { ...chosen, service: service ?? '', percent, level };
}

function valueText(input: BadgeInput, service: WorstService | null, old: boolean): string {
  switch (input.preferences.badge.value) {
    case 'none':
      return '';
    case 'trouble':
      return input.atRisk.count > 0 ? short(input.atRisk.count) : '';
    case 'forecast':
      return forecastText(input, service, old);
    default:
      // Four characters fit the badge.
      return service ? `${short(service.percent)}${old ? '?' : '%'}` : '';
  }
}

/** What is full already is shown by its percentage: there is nothing left to foresee. */
function forecastText({ forecasts, now }: BadgeInput, service: WorstService | null, old: boolean): string {
  if (service?.level === 'blocked') return `${short(service.percent)}${old ? '?' : '%'}`;
  const first = firstFull(forecasts);
  return first ? `${fullInBadgeText(first.fullAt, now)}${old ? '?' : ''}` : '';
}

function short(count: number): string {
  return count > 999 ? '999' : String(count);
}

function colourOf(input: BadgeInput, state: BadgeState, level: Level | null): string {
  if (input.preferences.badge.value === 'trouble') return BADGE_COLOURS[input.atRisk.level ?? 'quiet'];
  if (state === 'offline' || state === 'stale') return BADGE_COLOURS.quiet;
  return BADGE_COLOURS[level ?? 'quiet'];
}

function iconOf(state: BadgeState): Badge['icon'] {
  if (state === 'locked') return 'locked';
  return ['not-connected', 'no-profile', 'needs-sign-in', 'host-permission', 'offline', 'stale'].includes(
    state,
  )
    ? 'grey'
    : 'plain';
}
