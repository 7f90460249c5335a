import { areProfileThresholds, areThresholds } from '../alerts/thresholds.ts';
import { isMarkup } from '../billing/money.ts';
import { hasOnly, isObject } from '../json.ts';
import { isProfilePosition } from '../profiles/position.ts';
import { isTag } from '../profiles/tag.ts';
import { isBlank } from '../text/fold.ts';
import { graphemesOf } from '../text/graphemes.ts';
import { MINUTES_PER_DAY } from '../time.ts';
import { SERVICE_KEYS } from '../usage/service.ts';
import { isColour } from './colour-value.ts';
import { areNameRules } from './name-rules.ts';
import { PROPOSAL_LEVELS, type ProfilePreferences } from './profile-preferences.ts';
import {
  BADGE_VALUES,
  CLEAR_CLIPBOARD_SECONDS,
  OTHERS_REFRESH_MINUTES,
  type Preferences,
  REFRESH_MINUTES,
  THEMES,
} from './settings.ts';

/*
 * Which values of each preference are valid, whether a person sets it, sync brings it from another browser or a backup
 * contains it.
 */

/** UTF-16 units: families and flags are long, and a character can have any number of combining marks. */
const MAX_EMOJI_LENGTH = 40;
/** UTF-16 units: longer than any name of a token or service on the platform. */
const MAX_TEXT_LENGTH = 300;
const MAX_SERVICES = 50;

/** Returns true if a value is one visible character. */
function isEmoji(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= MAX_EMOJI_LENGTH &&
    value === value.trim() &&
    graphemesOf(value).length === 1 &&
    !isBlank(value)
  );
}

/** Returns true for percentages by service. */
function areServiceThresholds(value: unknown): value is Record<string, number[]> {
  return isByService(value, areProfileThresholds);
}

/** The rule of each preference for one profile. */
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
  proposals: (value) => isByService(value, (level) => isOneOf(PROPOSAL_LEVELS, level)),
};

/** The rule of each preference for all profiles; connections have separate rules. */
export const PREFERENCE_RULES: {
  readonly [Name in Exclude<keyof Preferences, 'connections' | 'updatedAt'>]: (value: unknown) => boolean;
} = {
  theme: (value) => isOneOf(THEMES, value),
  refreshMinutes: (value) => isIntegerBetween(value, REFRESH_MINUTES.min, REFRESH_MINUTES.max),
  othersRefreshMinutes: (value) =>
    isIntegerBetween(value, OTHERS_REFRESH_MINUTES.min, OTHERS_REFRESH_MINUTES.max),
  badge: (value) =>
    hasOnly(['value', 'service', 'ring'], value) &&
    isOneOf(BADGE_VALUES, value.value) &&
    (value.service === null ? value.value !== 'service' : isOneOf(SERVICE_KEYS, value.service)) &&
    isBoolean(value.ring),
  clearClipboardAfter: (value) => isOneOf(CLEAR_CLIPBOARD_SECONDS, value),
  docs: (value) => hasOnly(['dock', 'buttons'], value) && isBoolean(value.dock) && isBoolean(value.buttons),
  alerts: (value) =>
    hasOnly(['enabled', 'thresholds', 'forecast', 'reopened', 'tokenExpiry', 'quiet'], value) &&
    areThresholds(value.thresholds) &&
    [value.enabled, value.forecast, value.reopened, value.tokenExpiry].every(isBoolean) &&
    isQuietTime(value.quiet),
  autoLockMinutes: (value) => isIntegerBetween(value, 0, MINUTES_PER_DAY),
  lockWithComputer: isBoolean,
  hideWhileLocked: isBoolean,
  nameRules: areNameRules,
  sync: isBoolean,
};

/** Returns true for quiet hours: two times in minutes after midnight. */
export function isQuietTime(value: unknown): boolean {
  return (
    hasOnly(['from', 'to'], value) &&
    [value.from, value.to].every((minutes) => isIntegerBetween(minutes, 0, MINUTES_PER_DAY - 1))
  );
}

function isTokenId(value: unknown): boolean {
  return hasOnly(['name', 'createdAt'], value) && isText(value.name) && isText(value.createdAt);
}

function isByService(value: unknown, isValid: (value: unknown) => boolean): boolean {
  if (!isObject(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= MAX_SERVICES && entries.every(([name, one]) => isText(name) && isValid(one));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= MAX_TEXT_LENGTH;
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isOneOf(values: readonly unknown[], value: unknown): boolean {
  return values.includes(value);
}

function isIntegerBetween(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}
