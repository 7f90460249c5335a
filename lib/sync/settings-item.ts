import { areThresholds } from '../domain/alerts/thresholds.ts';
import { isBoolean, isQuietTime, PREFERENCE_RULES } from '../domain/settings/preference-rules.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../domain/settings/settings.ts';
import { type FieldRule, FieldSet } from './field-set.ts';

/** Its name in `storage.sync`. */
export const SETTINGS_ITEM = 'settings1';

/**
 * Set in each browser separately: what needs a permission that it may lack, what protects the tokens on this computer,
 * and whether it syncs at all. Connections are synced as items of their own.
 */
type LocalPreference =
  | 'clearClipboardAfter'
  | 'autoLockMinutes'
  | 'lockWithComputer'
  | 'hideWhileLocked'
  | 'sync'
  | 'connections'
  | 'updatedAt';
type SyncedPreference = Exclude<keyof Preferences, LocalPreference | 'alerts'>;

/** The names in `storage.sync` of the settings that are synced. */
const WIRE_NAMES: Record<SyncedPreference, string> = {
  theme: 'theme',
  refreshMinutes: 'refresh',
  othersRefreshMinutes: 'refreshOthers',
  badge: 'badge',
  docs: 'docs',
  nameRules: 'nameRules',
};

/** The preferences for alerts that are synced: all but whether this browser shows them. */
const ALERT_FIELDS = {
  thresholds: { wire: 'thresholds', isValid: areThresholds },
  forecast: { wire: 'forecast', isValid: isBoolean },
  reopened: { wire: 'reopened', isValid: isBoolean },
  tokenExpiry: { wire: 'tokenExpiry', isValid: isBoolean },
  quiet: { wire: 'quiet', isValid: isQuietTime },
} as const satisfies Partial<Record<keyof Preferences['alerts'], Omit<FieldRule, 'unset'>>>;

export const SETTING_FIELDS = new FieldSet({
  ...Object.fromEntries(
    Object.entries(WIRE_NAMES).map(([name, wire]) => {
      const field = name as SyncedPreference;
      return [name, { wire, unset: DEFAULT_PREFERENCES[field], isValid: PREFERENCE_RULES[field] }];
    }),
  ),
  ...Object.fromEntries(
    Object.entries(ALERT_FIELDS).map(([name, rule]) => [
      name,
      { ...rule, unset: DEFAULT_PREFERENCES.alerts[name as keyof typeof ALERT_FIELDS] },
    ]),
  ),
});

/** Returns the settings that are synced, each under its field's name. */
export function settingValues(preferences: Preferences): Record<string, unknown> {
  return { ...preferences, ...preferences.alerts };
}

/** Returns the preferences with these values of {@link settingValues}. */
export function withSettings(stored: Preferences, values: Record<string, unknown>): Preferences {
  const alerts = { ...stored.alerts };
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (name in ALERT_FIELDS) Object.assign(alerts, { [name]: value });
    else rest[name] = value;
  }
  return { ...stored, ...rest, alerts };
}
