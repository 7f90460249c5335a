import { getPreferences } from '../store/settings.ts';
import { mayNotify } from './notifications.ts';

/** Fires when the quiet hours are over. */
export const ALERTS_ALARM = 'alerts';

/** True when the person wants alerts and the browser lets us give them. */
export async function alertsAreOn(): Promise<boolean> {
  return (await getPreferences()).alerts.enabled && (await mayNotify());
}
