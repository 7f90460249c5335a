import { serializer } from '../../async/serialize.ts';
import { browser } from '../../browser.ts';
import { FailureError } from '../../domain/failure.ts';
import { isWithin, MINUTE_MS } from '../../domain/time.ts';
import type { TokenUse } from '../../domain/tokens/token-choice.ts';
import type { DocsSample, PendingCopy } from '../../messages/protocol/docs.ts';
import { readSessionItem, removeSessionItems, writeSessionItems } from '../../store/session-area.ts';
import { openWindow } from '../../toolbar/open-popup.ts';

/** Key in `storage.session` of the copy that the window is open for. It contains no secret. */
const PENDING = 'pendingCopy';
/** After this the request is forgotten, even if the window is still open. */
const PENDING_TTL_MS = 10 * MINUTE_MS;

interface StoredCopy extends PendingCopy {
  sample: DocsSample | null;
  use: TokenUse;
  windowId?: number | undefined;
}

/** Changes of the request, each of which reads it first. */
const serialize = serializer();

/** Stores a request and opens the copy window for it. */
export function openPending(request: Omit<StoredCopy, 'at' | 'windowId'>): Promise<null> {
  return serialize(async () => {
    const before = await readStored();
    const now = Date.now();
    const pending = { ...request, at: now === before?.at ? now + 1 : now };
    await writeSessionItems({ [PENDING]: pending });
    // Only one window at a time: an older one would copy something other than it shows.
    // The person may have closed it.
    if (before?.windowId !== undefined) await browser.windows.remove(before.windowId).catch(() => {});
    const windowId = await openWindow('pick.html');
    await writeSessionItems({ [PENDING]: { ...pending, windowId } });
    return null;
  });
}

/** Returns the request that the window is open for. Throws `copy-gone` when it has expired. */
export async function readPending(): Promise<StoredCopy> {
  const pending = await readStored();
  if (!pending || !isWithin(PENDING_TTL_MS, pending.at, Date.now()))
    throw new FailureError({ code: 'copy-gone' });
  return pending;
}

/** Returns this request. Throws `copy-gone` when the window is no longer open for it. */
export async function requirePending({ at }: Pick<StoredCopy, 'at'>): Promise<StoredCopy> {
  const pending = await readPending();
  if (pending.at !== at) throw new FailureError({ code: 'copy-gone' });
  return pending;
}

/** Forgets a request, unless the window was opened for another one meanwhile. */
export async function forgetPending({ at }: StoredCopy): Promise<void> {
  await serialize(async () => {
    if ((await readStored())?.at === at) await removeSessionItems(PENDING);
  });
}

async function readStored(): Promise<StoredCopy | undefined> {
  return (await readSessionItem(PENDING)) as StoredCopy | undefined;
}
