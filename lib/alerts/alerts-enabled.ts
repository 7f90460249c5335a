import { getPreferences } from '../store/settings.ts';
import { mayNotify } from './notifications.ts';

/** Returns true if the person enabled alerts and the browser allows notifications. */
export async function alertsAreOn(): Promise<boolean> {
  return (await getPreferences()).alerts.enabled && (await mayNotify());
}
