import { refId } from '../domain/keys.ts';
import { listConnections } from '../store/connections.ts';
import { listProfiles } from '../store/profiles.ts';
import { getRefreshRows } from '../store/refresh.ts';
import { getActive, getPreferences } from '../store/settings.ts';
import { listUsage } from '../store/usage.ts';
import { vaultState } from '../vault/passphrase.ts';
import type { Situation } from './schedule.ts';

/** When this worker began: marks of refreshes under way from before it are a dead worker's. */
const ALIVE_SINCE = Date.now();

/** All that decides what is due, read from the store. A locked vault leaves nothing that could be asked. */
export async function readSituation(): Promise<Situation> {
  const [connections, profiles, usage, rows, { active }, preferences, { locked }] = await Promise.all([
    listConnections(),
    listProfiles(),
    listUsage(),
    getRefreshRows(),
    getActive(),
    getPreferences(),
    vaultState(),
  ]);
  return {
    now: Date.now(),
    active,
    connections: locked ? [] : connections,
    profiles,
    usage: new Map(usage.map((row) => [refId(row), row])),
    rows: new Map(rows.map((row) => [row.target, row])),
    preferences,
    aliveSince: ALIVE_SINCE,
  };
}
