import { useEffect, useRef } from 'preact/hooks';
import type { ProfileRef } from '../../../lib/domain/keys.ts';
import { send } from '../../../lib/messages/client.ts';
import { online, vaultLocked } from '../../../lib/state/app-state.ts';
import type { ProfileLine } from './lines.ts';

const OLD_MS = 10 * 60_000;
/** So many profiles are asked about at once; the background spreads the requests. */
const BATCH = 25;
/** Above this many the table does not ask for every profile's lists by itself. */
const MOST = 200;

/**
 * Has the background read team and tokens of the profiles in a table that are missing or old, a few at a time,
 * while the table is looked at. Failures are stored with their profile.
 */
export function useFreshLists(lines: readonly ProfileLine[]): void {
  const latest = useRef(lines);
  latest.current = lines;
  const ready = lines.length > 0 && online.value && !vaultLocked.value;
  useEffect(() => {
    if (!ready) return;
    let current = true;
    void (async () => {
      const now = Date.now();
      const due = latest.current.filter(({ profile }) => profile.access === 'ok').slice(0, MOST);
      const team = due.filter((line) => isOld(line.team, now)).map(refOf);
      const tokens = due.filter((line) => isOld(line.tokens, now)).map(refOf);
      for (let at = 0; current && at < Math.max(team.length, tokens.length); at += BATCH) {
        const part = { team: team.slice(at, at + BATCH), tokens: tokens.slice(at, at + BATCH) };
        await Promise.allSettled([
          part.team.length > 0 && send('readTeam', { refs: part.team }),
          part.tokens.length > 0 && send('readTokens', { refs: part.tokens }),
        ]);
      }
    })();
    return () => {
      current = false;
    };
  }, [ready]);
}

function isOld(
  row: { fetchedAt: number | null; failure: { at: number } | null } | undefined,
  now: number,
): boolean {
  const last = Math.max(row?.fetchedAt ?? 0, row?.failure?.at ?? 0);
  return now - last > OLD_MS;
}

function refOf({ profile }: ProfileLine): ProfileRef {
  return { connectionKey: profile.connectionKey, profileKey: profile.profileKey };
}
