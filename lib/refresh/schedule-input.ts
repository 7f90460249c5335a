import { type ProfileRef, refId } from '../domain/identity/keys.ts';
import { listConnections } from '../store/connections.ts';
import { getProfile, listProfiles } from '../store/profiles.ts';
import { byTarget, listRefreshRows, listRefreshRowsOf } from '../store/refresh.ts';
import { getActive, getPreferences } from '../store/settings.ts';
import { getUsage, listUsage } from '../store/usage.ts';
import { getVaultStatus } from '../store/vault-status.ts';
import { type ScheduleInput, targetId } from './schedule.ts';

/** Refreshes that were started before this worker belong to a terminated one. */
const WORKER_STARTED_AT = Date.now();

/**
 * Reads everything that decides what is due from the store. With a locked vault, there are no connections. `only`:
 * reads one profile and the accounts, so that a switch doesn't wait for the rows of thousands of others.
 */
export async function readScheduleInput(only?: ProfileRef): Promise<ScheduleInput> {
  const [connections, { active }, preferences, { locked }] = await Promise.all([
    listConnections(),
    getActive(),
    getPreferences(),
    getVaultStatus(),
  ]);
  const accounts = connections.map(({ key }) => targetId({ kind: 'account', connectionKey: key }));
  const [profiles, usage, rows] = only
    ? await Promise.all([
        oneOrNone(getProfile(only)),
        oneOrNone(getUsage(only)),
        listRefreshRowsOf([refId(only), ...accounts]),
      ])
    : await Promise.all([listProfiles(), listUsage(), listRefreshRows()]);
  return {
    now: Date.now(),
    active,
    connections: locked ? [] : connections,
    profiles,
    usage: new Map(usage.map((row) => [refId(row), row])),
    rows: byTarget(rows),
    preferences,
    aliveSince: WORKER_STARTED_AT,
  };
}

async function oneOrNone<T>(row: Promise<T | undefined>): Promise<T[]> {
  const found = await row;
  return found === undefined ? [] : [found];
}
