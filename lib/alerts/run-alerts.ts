import { atMost } from '../async/at-most.ts';
import { logErrorsOf } from '../diagnostics/error-log.ts';
import type { ConnectionKey, ProfileRef } from '../domain/identity/keys.ts';
import { SECOND_MS } from '../domain/time.ts';
import { newestPerProfile } from '../domain/usage/newest-usage.ts';
import { listUsage } from '../store/usage.ts';
import { alertsAreOn } from './alerts-enabled.ts';
import { deliverNotifications } from './deliver-notifications.ts';
import { evaluateAlerts } from './evaluate-alerts.ts';
import { storeMarks } from './shown-marks.ts';
import { checkUncheckedLimits } from './unchecked-limits.ts';

/**
 * Reads an account's billing into the store. Passed in by the background, since this layer may not call the platform.
 */
export type ReadBilling = (request: { connectionKey: ConnectionKey }) => Promise<unknown>;

/**
 * How long a profile's alerts wait for the prices of a proposal among them; well before an idle worker is terminated.
 */
const MAX_PRICE_WAIT_MS = 10 * SECOND_MS;

/**
 * Evaluates these profiles (null: all) and the connections, then shows the notifications in the outbox. Those that need
 * prices follow, each account by itself: one that doesn't respond delays no other.
 */
export async function runAlerts(
  refs: readonly ProfileRef[] | null,
  readBilling: ReadBilling = async () => {},
): Promise<void> {
  let left: Awaited<ReturnType<typeof evaluateAlerts>> = [];
  if (await alertsAreOn()) {
    // First: what was shown isn't waiting anymore.
    await storeMarks();
    const usage = newestPerProfile(await listUsage(), Date.now());
    const wanted = refs && new Set(refs.map(({ profileKey }) => profileKey));
    left = await evaluateAlerts(wanted ? usage.filter(({ profileKey }) => wanted.has(profileKey)) : usage, {
      waitForPrices: true,
    });
    await checkUncheckedLimits(usage).catch(logErrorsOf('checkUncheckedLimits'));
  }
  await deliverNotifications();
  const accounts = new Set(left.map(({ account }) => account));
  await Promise.all(
    [...accounts].map(async (connectionKey) => {
      await atMost(MAX_PRICE_WAIT_MS, readBilling({ connectionKey }).catch(logErrorsOf('readBilling')));
      const refs = left.filter(({ account }) => account === connectionKey).map(({ ref }) => ref);
      await evaluateAlerts(refs, { waitForPrices: false });
      await deliverNotifications();
    }),
  );
}
