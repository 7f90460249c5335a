import type { ProfileRef } from '../domain/identity/keys.ts';
import { deliverNotifications } from './deliver-notifications.ts';
import { evaluateAlerts } from './evaluate-alerts.ts';
import type { ReadBilling } from './proposal-notification.ts';
import { checkUncheckedLimits } from './unchecked-limits.ts';

/** Evaluates these profiles (null: all) and the connections, then shows the notifications in the outbox. */
export async function runAlerts(
  refs: readonly ProfileRef[] | null,
  readBilling: ReadBilling = async () => {},
): Promise<void> {
  await evaluateAlerts(refs, readBilling);
  await checkUncheckedLimits();
  await deliverNotifications();
}
