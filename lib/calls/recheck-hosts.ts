import { listConnections } from '../store/connections.ts';
import { setState } from './connection-state.ts';
import { hasHostAccess } from './host-access.ts';

/** Brings the connections' states in line with the hosts to which access is granted now. */
export async function recheckHosts(): Promise<void> {
  for (const { key, origin, state } of await listConnections()) {
    const isGranted = await hasHostAccess(origin);
    if (state === 'host-permission' && isGranted) await setState(key, 'ok', null);
    if ((state === 'ok' || state === 'blocked') && isGranted === false) {
      await setState(key, 'host-permission', { code: 'host-permission' });
    }
  }
}
