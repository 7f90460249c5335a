import { MINUTE_MS } from '../domain/time.ts';
import { handleMessagesWith } from '../messages/client.ts';
import {
  deleteExampleDatabase,
  fillExampleDatabase,
  getExampleHistoryTime,
  openExampleDatabase,
  replaceExampleHistory,
} from '../store/example.ts';
import { listRows } from '../store/rows.ts';
import { handleExampleMessage } from './messages.ts';
import { exampleChoices, exampleHistory, exampleRows } from './rows.ts';

/** Prefix of drafts in `sessionStorage` (components/ui/use-draft.ts), and the one that isn't about a profile. */
const DRAFTS = 'draft:';
const CONNECT_DRAFT = 'draft:connect';
/** Older numbers are replaced when a page is opened, as nothing refreshes them. */
const MAX_AGE_MS = 10 * MINUTE_MS;

/**
 * Lets this page show the example account: from now on, it reads another database, and sends nothing. Its history,
 * which takes most of the time, is added by {@link addExampleHistory}.
 */
export async function openExample(): Promise<void> {
  handleMessagesWith(handleExampleMessage);
  await openExampleDatabase();
  const now = Date.now();
  const [connection] = await listRows('connections');
  if (now - (connection?.refreshedAt ?? 0) < MAX_AGE_MS) return;
  await fillExampleDatabase(exampleRows(now), exampleChoices());
}

/** Adds the example's history, of some thousand rows, once the page is drawn: forecasts and diagrams follow then. */
export async function addExampleHistory(): Promise<void> {
  const now = Date.now();
  if (now - (await getExampleHistoryTime()) < MAX_AGE_MS) return;
  await replaceExampleHistory(exampleHistory(now));
}

/** Deletes everything of the example account. The page has to be loaded again to show the person's own data. */
export async function deleteExample(): Promise<void> {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(DRAFTS) && name !== CONNECT_DRAFT) sessionStorage.removeItem(name);
  }
  await deleteExampleDatabase();
}
