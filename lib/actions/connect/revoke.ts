import { FailureError } from '../../domain/failure.ts';
import type { ApiOrigin } from '../../domain/identity/keys.ts';
import { deleteToken } from '../../platform/change-tokens.ts';

/** A person waits for it, and what they asked for happens anyway. */
const REVOKE_TIMEOUT_MS = 8_000;

/**
 * Revokes a token that the extension issued for itself, with that very token. True when it is of no use any
 * more, which includes that the platform does not know it. Never throws.
 */
export async function revokeExtensionToken(
  origin: ApiOrigin,
  profileId: string | null,
  token: string,
): Promise<boolean> {
  if (profileId === null) return false;
  try {
    await deleteToken({ origin, token, signal: AbortSignal.timeout(REVOKE_TIMEOUT_MS) }, profileId, token);
    return true;
  } catch (error) {
    return error instanceof FailureError && ['unauthorized', 'not-found'].includes(error.failure.code);
  }
}
