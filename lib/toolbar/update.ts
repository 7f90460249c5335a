import { coalesceRead } from '../async/coalesce-read.ts';
import { browser } from '../browser.ts';
import { logError } from '../diagnostics/error-log.ts';
import { writeDocsMirror } from '../docs/write-docs-mirror.ts';
import { isNewerDataError } from '../domain/failure.ts';
import type { ProfileRef } from '../domain/identity/keys.ts';
import { t } from '../i18n/t.ts';
import { type Badge, badgeChangesAt, badgeFor } from './badge.ts';
import { BADGE_COLORS } from './badge-colors.ts';
import { iconFor, iconName } from './icon.ts';
import { readSnapshot } from './snapshot.ts';
import { titleFor } from './title.ts';

/** Alarm for when the badge changes without a change of the store: its usage becomes stale. */
export const BADGE_ALARM = 'badge';

/** Values last written by this worker, to skip unchanged ones. */
const written = new Map<string, string>();

let shown: ProfileRef | null = null;

/**
 * Updates badge, tooltip, icon and the docs' mirror. When it resolves, they show everything that was stored before the
 * call. Calls during an update share the next one.
 */
export function updateToolbar(): Promise<void> {
  return coalesceRead(['toolbar'], 'restart', apply);
}

/** Returns true for the store key of the profile that is shown. */
export function isActiveKey(key: IDBValidKey): boolean {
  return Array.isArray(key) && shown?.connectionKey === key[0] && shown?.profileKey === key[1];
}

/** Writes everything again, after something else was shown temporarily. */
export function restoreToolbar(): Promise<void> {
  written.clear();
  return updateToolbar();
}

async function apply(): Promise<void> {
  const snapshot = await readSnapshot().catch((error: unknown) => {
    if (isNewerDataError(error)) return null;
    throw error;
  });
  if (!snapshot) {
    // A newer version wrote the store; the tooltip says what to do.
    await showBadge({ text: '!', color: BADGE_COLORS.quiet }, t('storeNewerHint'));
    return;
  }
  const { active, input, mirror } = snapshot;
  shown = active;
  const badge = badgeFor(input);
  const { ring } = input.preferences.badge;
  await Promise.all([
    showBadge(badge, titleFor(input, badge)),
    setIfChanged('icon', iconName(badge, ring), async () =>
      browser.action.setIcon(await iconFor(badge, ring)),
    ),
    writeDocsMirror(mirror),
    setAlarm(badgeChangesAt(input)),
  ]);
}

async function showBadge(badge: Pick<Badge, 'text' | 'color'>, tooltip: string): Promise<void> {
  await Promise.all([
    setIfChanged('text', badge.text, (text) => browser.action.setBadgeText({ text })),
    setIfChanged('color', badge.color, (color) => browser.action.setBadgeBackgroundColor({ color })),
    // By default, browsers choose black or white.
    setIfChanged('textColor', '#ffffff', (color) => browser.action.setBadgeTextColor({ color })),
    setIfChanged('title', tooltip, (title) => browser.action.setTitle({ title })),
  ]);
}

async function setAlarm(when: number | null): Promise<void> {
  await setIfChanged('alarm', String(when), async () => {
    // A second later, so that it doesn't fire too early.
    if (when !== null) browser.alarms.create(BADGE_ALARM, { when: when + 1_000 });
    else await browser.alarms.clear(BADGE_ALARM);
  });
}

async function setIfChanged(
  what: string,
  value: string,
  write: (value: string) => Promise<unknown>,
): Promise<void> {
  if (written.get(what) === value) return;
  written.set(what, value);
  try {
    await write(value);
  } catch (error) {
    // Forget the value, so that the next update writes it again.
    written.delete(what);
    logError('write the toolbar', error);
  }
}
