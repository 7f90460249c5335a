import { browser } from '../browser.ts';
import { type ConnectionKey, type ProfileKey, type ProfileRef, refId } from '../domain/identity/keys.ts';
import { onStoreChange } from '../store/changes.ts';
import { ALERTS_ALARM, alertsAreOn } from './alerts-enabled.ts';
import { watchNotices } from './notifications.ts';
import type { ReadBilling } from './proposal-notification.ts';
import { giveAlerts, giveAllAlerts } from './send-alerts.ts';

/** Numbers that come in together are told together. */
const TOGETHER_MS = 4_000;
const AT_MOST_MS = 30_000;

const changed = new Map<string, ProfileRef>();
let since = 0;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Registers what leads to alerts: numbers that were read, and the end of quiet hours. In the first turn. */
export function watchAlerts({ readBilling }: { readBilling: ReadBilling }): void {
  watchNotices();
  onStoreChange(({ store, keys }) => {
    if (store !== 'usage') return;
    for (const [connectionKey, profileKey] of keys as [ConnectionKey, ProfileKey][]) {
      changed.set(refId({ connectionKey, profileKey }), { connectionKey, profileKey });
    }
    soon(readBilling);
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALERTS_ALARM) void give(null, readBilling).catch(() => {});
  });
}

function soon(readBilling: ReadBilling): void {
  if (timer === null) since = Date.now();
  else if (Date.now() - since > AT_MOST_MS - TOGETHER_MS) return;
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => {
    timer = null;
    const refs = [...changed.values()];
    changed.clear();
    void give(refs, readBilling).catch(() => {});
  }, TOGETHER_MS);
}

/** About these profiles; null: about all. */
async function give(refs: readonly ProfileRef[] | null, readBilling: ReadBilling): Promise<void> {
  if (!(await alertsAreOn())) return;
  await (refs ? giveAlerts(refs, readBilling) : giveAllAlerts(readBilling));
}
