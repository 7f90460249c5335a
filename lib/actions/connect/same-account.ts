import { FailureError } from '../../domain/failure.ts';
import { type ApiOrigin, type ConnectionKey, connectionKeyOf } from '../../domain/identity/keys.ts';

/**
 * Signing in again is for the connection's own account: throws `not-allowed` (`ruleOtherAccount`) where the
 * credential turns out to be another one's, before anything is issued or stored. `expected` undefined: a new one.
 */
export function requireSameAccount(
  expected: ConnectionKey | undefined,
  origin: ApiOrigin,
  accountId: string,
): void {
  if (expected !== undefined && connectionKeyOf(origin, accountId) !== expected) {
    throw new FailureError({ code: 'not-allowed', detail: 'ruleOtherAccount' });
  }
}
