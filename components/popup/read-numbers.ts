import { effect } from '@preact/signals';
import { send } from '../../lib/messages/client.ts';
import { activeId, reading } from './popup-model.ts';

/** What was read arrives through the store, for which its reply doesn't wait. */
const ARRIVAL_MS = 200;

let latest = 0;

/** Has the active profile's numbers read, if they are older than a minute. */
export async function readNumbers(): Promise<void> {
  reading.value = true;
  latest += 1;
  const attempt = latest;
  // A background that doesn't reply is named by what is loaded later.
  await send('pageOpened', { page: 'popup' }).catch(() => {});
  setTimeout(() => {
    if (attempt === latest) reading.value = false;
  }, ARRIVAL_MS);
}

/** Has them read now, and after each switch. */
export function followNumbers(): void {
  effect(() => {
    activeId.value;
    void readNumbers();
  });
}
