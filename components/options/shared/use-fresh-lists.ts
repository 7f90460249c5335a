import { computed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Result } from '../../../lib/domain/failure.ts';
import { refOf } from '../../../lib/domain/identity/keys.ts';
import { lastRequestedAt, type Requested } from '../../../lib/domain/last-requested.ts';
import { DAY_MS, MINUTE_MS, msSince } from '../../../lib/domain/time.ts';
import { send } from '../../../lib/messages/client.ts';
import { loaded } from '../../../lib/state/app-state.ts';
import { isReadyToRead } from '../../../lib/state/obstacle.ts';
import { isReadable } from './is-readable.ts';
import { type ProfileRow, profileRows } from './profile-rows.ts';
import { readLists, unreadLists } from './unread-lists.ts';

const MAX_LIST_AGE_MS = 10 * MINUTE_MS;
/** A profile's plan, add-ons and creation date hardly change. */
const MAX_INFO_AGE_MS = DAY_MS;
/** Profiles that are read at a time; the background limits the requests further. */
const MAX_PARALLEL_READS = 4;
/** Above this many profiles the table does not request every profile's lists automatically. */
const MAX_AUTOMATIC_PROFILES = 200;

/** Returns the rows of profiles whose lists are read without being asked for. Reads signals. */
export const rowsReadAutomatically = (rows: readonly ProfileRow[]): ProfileRow[] =>
  rows.filter(isReadable).slice(0, MAX_AUTOMATIC_PROFILES);

const idsReadAutomatically = computed(
  () => new Set(rowsReadAutomatically(profileRows.value).map(({ id }) => id)),
);

/** Returns true if what isn't known of a profile yet is read without being asked for. Reads signals. */
export function isAwaited(row: ProfileRow, what: 'info' | 'team' | 'tokens'): boolean {
  if (loaded.value !== 'all') return true;
  if (!isReadyToRead.value || !idsReadAutomatically.value.has(row.id)) return false;
  if (unreadLists.value.has(row.id)) return false;
  return what === 'info' ? row.profile.infoAt === null : !row[what]?.failure;
}

/**
 * Has the background read missing or old teams and tokens (and now and then the info) of a table's profiles, a few at a
 * time, as long as the table is shown; again when an account can be asked that couldn't be.
 */
export function useFreshLists(rows: readonly ProfileRow[]): void {
  const latest = useRef(rows);
  latest.current = rows;
  const readable = isReadyToRead.value ? rowsReadAutomatically(rows) : [];
  /** The accounts that can be asked: a profile that turns out to be denied must not begin the reading again. */
  const accounts = [...new Set(readable.map(({ profile }) => profile.connectionKey))].join();
  useEffect(() => {
    if (accounts === '') return;
    let current = true;
    const now = Date.now();
    const due = rowsReadAutomatically(latest.current).flatMap((row) => {
      const read = readerOf(row, now);
      return read ? [{ id: row.id, read }] : [];
    });
    const work = async () => {
      for (let next = due.shift(); next && current; next = due.shift()) await readLists(next.id, next.read);
    };
    for (let worker = 0; worker < MAX_PARALLEL_READS; worker++) void work();
    return () => {
      current = false;
    };
  }, [accounts]);
}

/** Returns a function that reads what is missing or old of a profile; null if nothing is. */
function readerOf(row: ProfileRow, now: number): (() => Promise<Result<unknown>>) | null {
  const ref = refOf(row.profile);
  const [team, tokens] = [isOld(row.team, now), isOld(row.tokens, now)];
  if ((team || tokens) && msSince(row.profile.infoAt ?? 0, now) > MAX_INFO_AGE_MS)
    return () => send('openProfile', ref);
  if (team && tokens)
    return async () => {
      const results = await Promise.all([
        send('readTeam', { refs: [ref] }),
        send('readTokens', { refs: [ref] }),
      ]);
      return results.find(({ ok }) => !ok) ?? results[0];
    };
  if (team) return () => send('readTeam', { refs: [ref] });
  return tokens ? () => send('readTokens', { refs: [ref] }) : null;
}

function isOld(row: Requested | undefined, now: number): boolean {
  return msSince(lastRequestedAt(row), now) > MAX_LIST_AGE_MS;
}
