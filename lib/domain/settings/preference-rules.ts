import { isMarkup } from '../billing/money.ts';
import { isObject } from '../json.ts';
import { isProfilePosition } from '../profiles/position.ts';
import { isTag } from '../profiles/tag.ts';
import { graphemesOf } from '../text/graphemes.ts';
import { MINUTES_PER_DAY } from '../time.ts';
import { areThresholds } from '../usage/thresholds.ts';
import { isColour } from './colour-value.ts';
import { areNameRules } from './name-rules.ts';
import type { ProfilePreferences } from './profile-preferences.ts';
import { type Preferences, THEMES } from './settings.ts';

/**
 * What may be stored of each preference, whether a person sets it, another of their browsers sends it or a backup
 * holds it.
 */

/** UTF-16 units: families and flags are long, and a character can have any number of combining marks. */
const MAX_EMOJI_LENGTH = 40;
/** Of a token's name on the platform, generously. */
const MAX_NAME_LENGTH = 300;
const MAX_SERVICES = 50;

const CLEAR_AFTER: readonly unknown[] = [0, 10, 20, 30, 60, 120, 300];
const BADGE_VALUES: readonly unknown[] = ['worst', 'service', 'forecast', 'trouble', 'none'];
const PROPOSAL_LEVELS: readonly unknown[] = ['warning', 'high', 'blocked'];

/** Returns true for one visible character. */
function isEmoji(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_EMOJI_LENGTH && graphemesOf(value).length === 1;
}

/** Returns true for percentages by service. */
function areServiceThresholds(value: unknown): value is Record<string, number[]> {
  return isByService(value, areThresholds);
}

/** The rule of each preference that goes by profile. */
export const PROFILE_PREFERENCE_RULES: {
  readonly [Name in Exclude<keyof ProfilePreferences, 'profileKey' | 'updatedAt'>]: (
    value: unknown,
  ) => boolean;
} = {
  favourite: isBoolean,
  position: (value) => value === null || isProfilePosition(value),
  tag: (value) => value === null || isTag(value),
  colour: (value) => value === null || isColour(value),
  emoji: (value) => value === null || isEmoji(value),
  muted: isBoolean,
  thresholds: areServiceThresholds,
  readToken: (value) => value === null || isTokenId(value),
  writeToken: (value) => value === null || isTokenId(value),
  markUp: (value) => value === null || isMarkup(value),
  proposals: (value) => isByService(value, (level) => PROPOSAL_LEVELS.includes(level)),
};

/** The rule of each preference of the person's that holds for all profiles; connections have rules of their own. */
export const PREFERENCE_RULES: {
  readonly [Name in Exclude<keyof Preferences, 'connections' | 'updatedAt'>]: (value: unknown) => boolean;
} = {
  theme: (value) => (THEMES as readonly unknown[]).includes(value),
  refreshMinutes: (value) => isWithin(value, 1, 60),
  othersRefreshMinutes: (value) => isWithin(value, 5, 240),
  badge: (value) =>
    isObject(value) &&
    BADGE_VALUES.includes(value.value) &&
    (value.service === null || isName(value.service)) &&
    isBoolean(value.ring),
  clearClipboardAfter: (value) => CLEAR_AFTER.includes(value),
  docs: (value) => isObject(value) && isBoolean(value.dock) && isBoolean(value.buttons),
  alerts: (value) =>
    isObject(value) &&
    areThresholds(value.thresholds) &&
    [value.enabled, value.forecast, value.reopened, value.tokenExpiry].every(isBoolean) &&
    isQuietTime(value.quiet),
  autoLockMinutes: (value) => isWithin(value, 0, MINUTES_PER_DAY),
  lockWithComputer: isBoolean,
  hideWhileLocked: isBoolean,
  nameRules: areNameRules,
  sync: isBoolean,
};

/** Returns true for a span of minutes after midnight. */
export function isQuietTime(value: unknown): boolean {
  return (
    isObject(value) && isWithin(value.from, 0, MINUTES_PER_DAY) && isWithin(value.to, 0, MINUTES_PER_DAY)
  );
}

function isTokenId(value: unknown): boolean {
  return isObject(value) && isName(value.name) && isName(value.createdAt);
}

function isByService(value: unknown, isValid: (value: unknown) => boolean): boolean {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= MAX_SERVICES && entries.every(([name, one]) => isName(name) && isValid(one));
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME_LENGTH;
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
}
