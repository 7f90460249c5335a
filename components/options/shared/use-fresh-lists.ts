import { useEffect, useRef } from 'preact/hooks';
import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { DAY_MS, MINUTE_MS, msSince } from '../../../lib/domain/time.ts';
import { send } from '../../../lib/messages/client.ts';
import { online, vaultLocked } from '../../../lib/state/app-state.ts';
import type { ProfileRow } from './profile-rows.ts';

const MAX_LIST_AGE_MS = 10 * MINUTE_MS;
/** A profile's plan, add-ons and day of creation hardly change. */
const MAX_INFO_AGE_MS = DAY_MS;
/** Profiles asked about at a time; the background spreads the requests further. */
const MAX_PARALLEL_READS = 4;
/** Above this many profiles the table does not request every profile's lists automatically. */
const MAX_AUTOMATIC_PROFILES = 200;

/**
 * Has the background read team and tokens (and at times the info) of the profiles in a table that are missing or
 * old, a few at a time, while the table is looked at. Failures are stored with their profile.
 */
export function useFreshLists(rows: readonly ProfileRow[]): void {
  const latest = useRef(rows);
  latest.current = rows;
  const ready = rows.length > 0 && online.value && !vaultLocked.value;
  useEffect(() => {
    if (!ready) return;
    let current = true;
    const now = Date.now();
    const due = latest.current
      .filter(({ profile }) => profile.access === 'ok')
      .slice(0, MAX_AUTOMATIC_PROFILES)
      .flatMap((row) => {
        const ask = whatIsDue(row, now);
        return ask ? [ask] : [];
      });
    const work = async () => {
      for (let ask = due.shift(); ask && current; ask = due.shift()) await ask().catch(() => undefined);
    };
    for (let worker = 0; worker < MAX_PARALLEL_READS; worker++) void work();
    return () => {
      current = false;
    };
  }, [ready]);
}

function whatIsDue(row: ProfileRow, now: number): (() => Promise<unknown>) | null {
  const { connectionKey, profileKey, infoAt } = row.profile;
  const ref: ProfileRef = { connectionKey, profileKey };
  const [team, tokens] = [isOld(row.team, now), isOld(row.tokens, now)];
  if ((team || tokens) && msSince(infoAt ?? 0, now) > MAX_INFO_AGE_MS) return () => send('openProfile', ref);
  if (team && tokens)
    return () => Promise.all([send('readTeam', { refs: [ref] }), send('readTokens', { refs: [ref] })]);
  if (team) return () => send('readTeam', { refs: [ref] });
  return tokens ? () => send('readTokens', { refs: [ref] }) : null;
}

function isOld(
  row: { fetchedAt: number | null; failure: { at: number } | null } | undefined,
  now: number,
): boolean {
  const last = Math.max(row?.fetchedAt ?? 0, row?.failure?.at ?? 0);
  return msSince(last, now) > MAX_LIST_AGE_MS;
}
