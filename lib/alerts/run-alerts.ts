import type { ProfileRef } from '../domain/identity/keys.ts';
import { newestPerProfile } from '../domain/usage/newest-usage.ts';
import { listUsage } from '../store/usage.ts';
import { alertsAreOn } from './alerts-enabled.ts';
import { deliverNotifications } from './deliver-notifications.ts';
import { evaluateAlerts } from './evaluate-alerts.ts';
import type { ReadBilling } from './proposal-notification.ts';
import { checkUncheckedLimits } from './unchecked-limits.ts';

/** Evaluates these profiles (null: all) and the connections, then shows the notifications in the outbox. */
export async function runAlerts(
  refs: readonly ProfileRef[] | null,
  readBilling: ReadBilling = async () => {},
): Promise<void> {
  if (await alertsAreOn()) {
    const usage = newestPerProfile(await listUsage(), Date.now());
    const wanted = refs && new Set(refs.map(({ profileKey }) => profileKey));
    await evaluateAlerts(
      wanted ? usage.filter(({ profileKey }) => wanted.has(profileKey)) : usage,
      readBilling,
    );
    await checkUncheckedLimits(usage);
  }
  await deliverNotifications();
}
