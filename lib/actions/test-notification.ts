import { testText } from '../alerts/alert-text.ts';
import { mayNotify, showNotice } from '../alerts/notifications.ts';
import { FailureError } from '../domain/failure.ts';
import { optionsRoutes } from '../domain/settings/options-route.ts';

/** Shows a notice that is about nothing; throws `not-allowed` while the browser does not allow notices. */
export async function showTestNotice(): Promise<null> {
  if (!(await mayNotify())) throw new FailureError({ code: 'not-allowed' });
  await showNotice(testText(), { route: optionsRoutes.alerts, profileKey: null, name: 'test' });
  return null;
}
