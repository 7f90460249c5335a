import { isSame } from '../domain/json.ts';
import { NO_POLICY_STATE, type PolicyState } from '../domain/policy/policy.ts';
import type { SettingsReader } from './schema.ts';
import { settingRow } from './setting-row.ts';
import { read, write } from './transaction.ts';

/** Returns the organization's policy as the background last read it, for every context. */
export async function getPolicy(): Promise<PolicyState> {
  return read(['settings'], (transaction) => readPolicy(transaction.objectStore('settings')));
}

/** Returns the `policy` row in the caller's transaction. */
export async function readPolicy(store: SettingsReader): Promise<PolicyState> {
  const row = await settingRow(store, 'policy');
  if (!row) return NO_POLICY_STATE;
  const { key: _key, ...state } = row;
  return state;
}

/** Stores the policy; without one nothing is stored. Returns true if it changed. */
export async function putPolicy(state: PolicyState): Promise<boolean> {
  return write(['settings'], async (transaction, recordChange) => {
    const store = transaction.objectStore('settings');
    const before = await store.get('policy');
    const after = state.status === 'none' ? undefined : { key: 'policy' as const, ...state };
    if (isSame(before, after)) return false;
    if (after) await store.put(after);
    else await store.delete('policy');
    recordChange('settings', 'policy');
    return true;
  });
}
