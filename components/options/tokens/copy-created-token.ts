import { type ProfileRef, refOf } from '../../../lib/domain/identity/keys.ts';
import { fingerprintOf } from '../../../lib/domain/text/fingerprint.ts';
import { send } from '../../../lib/messages/client.ts';

/**
 * Copies a new token's value, alone or in a tool's configuration (`text`), from the page that shows it, and reports the
 * copy to the background with a salted hash, which is enough to clear the clipboard later. Throws if the browser
 * refuses to write to the clipboard; ignores a failure to report.
 */
export async function copyCreatedToken(ref: ProfileRef, name: string, text: string): Promise<void> {
  // First, while the browser still counts it as part of the click.
  await navigator.clipboard.writeText(text);
  try {
    const fingerprint = await fingerprintOf(text);
    await send('recordTokenCopy', { ...refOf(ref), name, fingerprint });
  } catch {
    // The token is on the clipboard, as requested.
  }
}
