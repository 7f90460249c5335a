import { browser } from '../browser.ts';
import { logError, logErrorsOf } from '../diagnostics/error-log.ts';
import { FailureError } from '../domain/failure.ts';
import type { ApiOrigin } from '../domain/identity/keys.ts';
import { allowsApi, type PolicyKey, type PolicyState } from '../domain/policy/policy.ts';
import { publishChange } from '../store/changes.ts';
import { onDatabaseLost } from '../store/database.ts';
import { putPolicy } from '../store/policy.ts';
import { invalidPolicy, parsePolicy } from './parse-policy.ts';

/*
 * The organization's policy (`storage.managed`). The background reads it from the browser and enforces it; pages show
 * the copy that it stores.
 */

/** Keys that forbid an action as a whole. */
export type PolicySwitch = Extract<
  PolicyKey,
  'requirePassphrase' | 'allowFullTokens' | 'allowPasswordSignIn' | 'allowConsoleFollowing'
>;

let known: Promise<PolicyState> | null = null;

/** Returns the policy that applies now. Never rejects: one that can't be read is invalid. */
export function currentPolicy(): Promise<PolicyState> {
  known ??= readAndStore();
  return known;
}

/**
 * Reads the policy, and reads it again whenever the browser reports a change or has deleted the database, from which
 * the vault takes it; then calls `changed`. Call it in the background's first turn. Firefox reports no changes: it
 * reads policies only when it starts.
 */
export function watchPolicy(changed: () => void): void {
  const reread = async () => {
    known = readAndStore();
    await known;
    changed();
  };
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'managed') void reread().catch(logErrorsOf('policy'));
  });
  onDatabaseLost(() => void reread().catch(logErrorsOf('policy')));
  void currentPolicy();
}

/** Throws `policy` if the organization forbids what a key is about. */
export async function requireAllowed(key: PolicySwitch): Promise<void> {
  const state = await currentPolicy();
  const isForbidden = key === 'requirePassphrase' ? state.policy[key] : !state.policy[key];
  if (isForbidden) throw forbidden(state, key);
}

/** Throws `policy` if the organization doesn't let the extension connect to this API. */
export async function requireAllowedApi(origin: ApiOrigin): Promise<void> {
  const state = await currentPolicy();
  if (!allowsApi(state.policy, origin)) throw forbidden(state, 'allowedHosts');
}

/** Returns the failure of something that the policy forbids. */
export function forbidden({ status }: PolicyState, key: PolicyKey): FailureError {
  return new FailureError({ code: 'policy', detail: status === 'invalid' ? 'invalid' : key });
}

async function readAndStore(): Promise<PolicyState> {
  const state = await readManaged();
  // What applies doesn't depend on whether it could be stored for the pages.
  const isChanged = await putPolicy(state).catch((error: unknown) => {
    logError('policy', error);
    return false;
  });
  // Whether the vault is open may have changed without a new key.
  if (isChanged) publishChange('vault', ['key']);
  return state;
}

async function readManaged(): Promise<PolicyState> {
  try {
    return parsePolicy(await browser.storage.managed.get(null));
  } catch (error) {
    // Firefox's way of saying that there is no policy.
    if (/not found/i.test(error instanceof Error ? error.message : String(error))) return parsePolicy({});
    return invalidPolicy([{ key: '', rule: 'unreadable' }]);
  }
}
