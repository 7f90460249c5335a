import { getPreferences } from '../store/settings.ts';
import { mayNotify } from './notifications.ts';

/** Fires when notifications in the outbox may be shown. */
export const ALERTS_ALARM = 'alerts';
/** Fires every hour, since limits that are no longer checked cause no event. */
export const UNCHECKED_ALARM = 'unchecked-limits';

/** Returns true when the person enabled alerts and the browser allows notifications. */
export async function alertsAreOn(): Promise<boolean> {
  return (await getPreferences()).alerts.enabled && (await mayNotify());
}
