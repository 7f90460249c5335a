import { testText } from '../alerts/alert-text.ts';
import { mayNotify, showNotification, TEST_ID } from '../alerts/notifications.ts';
import { FailureError } from '../domain/failure.ts';

/** Shows a notification that is about nothing; throws `not-allowed` while the browser does not allow notifications. */
export async function showTestNotification(): Promise<null> {
  if (!(await mayNotify())) throw new FailureError({ code: 'not-allowed' });
  await showNotification({ ...testText(), id: TEST_ID, action: null, profileKey: null });
  return null;
}
