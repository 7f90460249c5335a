import { getPreferences } from '../store/settings.ts';
import { mayNotify } from './notifications.ts';

/** Fires when what waits in the outbox may be shown. */
export const ALERTS_ALARM = 'alerts';
/** Fires every hour: limits that are not checked any more cause no other event. */
export const UNCHECKED_ALARM = 'unchecked-limits';

/** True when the person wants alerts and the browser lets us give them. */
export async function alertsAreOn(): Promise<boolean> {
  return (await getPreferences()).alerts.enabled && (await mayNotify());
}
