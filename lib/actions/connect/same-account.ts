import { notAllowed } from '../../domain/failure.ts';
import { type ApiOrigin, type ConnectionKey, connectionKeyOf } from '../../domain/identity/keys.ts';

/**
 * Throws `not-allowed` (`ruleOtherAccount`) unless the credential belongs to the account of `expected` (undefined: any
 * account). Call it before anything is issued or stored.
 */
export function requireSameAccount(
  expected: ConnectionKey | undefined,
  origin: ApiOrigin,
  accountId: string,
): void {
  if (expected !== undefined && connectionKeyOf(origin, accountId) !== expected) {
    throw notAllowed('ruleOtherAccount');
  }
}
