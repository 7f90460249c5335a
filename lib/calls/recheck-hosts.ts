import { listConnections } from '../store/connections.ts';
import { setState } from './connection-state.ts';
import { mayReach } from './host-access.ts';

/** Brings the connections' states in line with the hosts that the person lets the extension reach now. */
export async function recheckHosts(): Promise<void> {
  for (const { key, origin, state } of await listConnections()) {
    const reachable = await mayReach(origin);
    if (state === 'host-permission' && reachable) await setState(key, 'ok', null);
    if ((state === 'ok' || state === 'blocked') && !reachable) {
      await setState(key, 'host-permission', { code: 'host-permission' });
    }
  }
}
