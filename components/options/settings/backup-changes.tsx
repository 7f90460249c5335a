import type { BackupPreview, ImportMode } from '../../../lib/domain/backup/backup.ts';
import type { Protection } from '../../../lib/domain/settings/protection.ts';
import type { SettingName } from '../../../lib/domain/settings/settings.ts';
import { type MessageKey, plural, t } from '../../../lib/i18n/t.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';

/** The names that the pages of the settings have for them. */
const SETTING_LABELS = {
  theme: 'settingsTheme',
  refreshMinutes: 'settingsRefresh',
  othersRefreshMinutes: 'settingsRefresh',
  'badge.value': 'settingsBadge',
  'badge.service': 'settingsBadge',
  'badge.ring': 'settingsBadgeRing',
  clearClipboardAfter: 'settingsClipboard',
  'docs.dock': 'settingsDocsDock',
  'docs.buttons': 'settingsDocsButtons',
  'alerts.enabled': 'alertsOn',
  'alerts.thresholds': 'alertsThresholds',
  'alerts.forecast': 'alertsForecast',
  'alerts.reopened': 'alertsReopened',
  'alerts.tokenExpiry': 'alertsTokens',
  'alerts.quiet': 'alertsQuiet',
  autoLockMinutes: 'securityAutoLock',
  lockWithComputer: 'securityWithComputer',
  hideWhileLocked: 'securityHide',
  nameRules: 'nameRulesTitle',
} as const satisfies Record<SettingName, MessageKey>;

const PROTECTION_LABELS = {
  ...SETTING_LABELS,
  clearClipboardAfter: 'backupClearing',
  nameRules: 'backupNameRules',
} as const satisfies Record<Protection, MessageKey>;

const MAX_VISIBLE_NAMES = 10;

/** What an import would do in a mode: everything that it changes is named, and what it adds counted. */
export function BackupChanges({ preview, mode }: { preview: BackupPreview; mode: ImportMode }) {
  const { added, connections, forbidden, active, history, journal } = preview;
  const replaced = preview.replaced[mode];
  const reset = mode === 'replace' ? preview.reset : [];
  const changedAccounts = preview.changedAccounts[mode];
  const resetAccounts = preview.resetAccounts[mode];
  // Several have one name, as they are in one section.
  const settings = [...new Set(preview.settings[mode].map((name) => t(SETTING_LABELS[name])))];
  const lists: [text: string, names: string[]][] = [
    [plural('backupSettings', settings.length), settings],
    [t('backupWeakened'), preview.weakened[mode].map((name) => t(PROTECTION_LABELS[name]))],
    [plural('backupAdded', added.length), added],
    [plural('backupReplaced', replaced.length), replaced],
    [plural('backupReset', reset.length), reset],
    [plural('backupChangedAccounts', changedAccounts.length), changedAccounts],
    [plural('backupResetAccounts', resetAccounts.length), resetAccounts],
    [plural('backupConnections', connections.length), connections.map(withHost)],
    [plural('backupForbidden', forbidden.length), forbidden.map(withHost)],
    [t('popupActiveProfile'), active === null ? [] : [active]],
  ];
  if (history + journal === 0 && lists.every(([, names]) => names.length === 0)) {
    return <p>{t('backupNothingNew')}</p>;
  }
  return (
    <ul>
      {lists.map(([text, names]) => (
        <Names key={text} text={text} names={names} />
      ))}
      {history > 0 && <li>{plural('backupHistory', history)}</li>}
      {journal > 0 && <li>{plural('backupJournal', journal)}</li>}
    </ul>
  );
}

function withHost({ name, host }: BackupPreview['connections'][number]): string {
  return `${name} (${host})`;
}

function Names({ text, names }: { text: string; names: string[] }) {
  if (names.length === 0) return null;
  const more = names.length - MAX_VISIBLE_NAMES;
  return (
    <li>
      {text}:{' '}
      <span class="soft">
        <ForeignText text={names.slice(0, MAX_VISIBLE_NAMES).join(', ')} />
        {more > 0 && ` ${plural('overviewMore', more)}`}
      </span>
    </li>
  );
}
