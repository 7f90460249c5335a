import { testText } from '../alerts/alert-text.ts';
import { mayNotify, showNotification, TEST_ID } from '../alerts/notifications.ts';
import { FailureError } from '../domain/failure.ts';

/** Shows a test notification. Throws `not-allowed` while the browser doesn't allow notifications. */
export async function showTestNotification(): Promise<null> {
  if (!(await mayNotify())) throw new FailureError({ code: 'not-allowed' });
  await showNotification({ ...testText(), id: TEST_ID, action: null, profileKey: null });
  return null;
}
