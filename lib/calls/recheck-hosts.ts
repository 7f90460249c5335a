import { unusableStateOf } from '../domain/identity/connection.ts';
import { listConnections } from '../store/connections.ts';
import { setState } from './connection-state.ts';
import { hasHostAccess } from './host-access.ts';

/** Brings the connections' states in line with the hosts to which access is granted now. */
export async function recheckHosts(): Promise<void> {
  for (const connection of await listConnections()) {
    const { key, origin, state } = connection;
    const isGranted = await hasHostAccess(origin);
    if (state === 'host-permission' && isGranted) await setState(key, 'ok', null);
    if (unusableStateOf(connection) === null && isGranted === false) {
      await setState(key, 'host-permission', { code: 'host-permission' });
    }
  }
}
