import type { ProfileRef } from '../../../lib/domain/identity/keys.ts';
import { fingerprintOf } from '../../../lib/domain/text/fingerprint.ts';
import { send } from '../../../lib/messages/client.ts';

/**
 * Puts a new token's value on the clipboard from the page that shows it, and has it treated like any other copy
 * of a token, alone or as a tool's configuration (`text`): the background learns a salted hash, which is all that clearing needs. Throws when the browser
 * does not let the page write; what comes after the writing cannot undo it.
 */
export async function copyMadeToken(ref: ProfileRef, name: string, text: string): Promise<void> {
  // First, while the browser still takes it for the answer to a click.
  await navigator.clipboard.writeText(text);
  try {
    const { connectionKey, profileKey } = ref;
    const fingerprint = await fingerprintOf(text);
    await send('recordTokenCopy', { connectionKey, profileKey, name, fingerprint });
  } catch {
    // The token is on the clipboard, which was the request.
  }
}
