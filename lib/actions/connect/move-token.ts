import { singleFlight } from '../../async/single-flight.ts';
import { callAsAccount } from '../../calls/call.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { FailureError, notAllowed } from '../../domain/failure.ts';
import type { ConnectionKey } from '../../domain/identity/keys.ts';
import { fetchProfileInfo, putTokenSwitch } from '../../platform/profiles.ts';
import { updateConnection } from '../../store/connections.ts';
import { listProfilesOf } from '../../store/profiles.ts';
import { sendAndConfirm } from '../confirmed-change.ts';
import { forEachProfile } from '../for-each-profile.ts';
import { connectionOf } from '../lookup.ts';
import { recordJournal } from '../record-journal.ts';
import { rereadTokens } from '../tokens/tokens.ts';

/**
 * Moves the extension token to another profile of the account. Throws `not-allowed` for a pasted token, which may be
 * in use elsewhere.
 */
export function moveExtensionToken(request: {
  connectionKey: ConnectionKey;
  profileId: string;
}): Promise<null> {
  const { connectionKey, profileId } = request;
  return singleFlight(['moveExtensionToken', connectionKey, profileId], async () => {
    const before = await locateToken(connectionKey);
    const profiles = await listProfilesOf(connectionKey);
    const target = profiles.find(({ id }) => id === profileId);
    if (!target) throw new FailureError({ code: 'not-found' });
    if (before !== profileId) {
      await moveTokenTo(connectionKey, profileId);
      await recordJournal('token-moved', target, target.name);
    }
    // Both profiles' token lists changed; a failure to read them is stored with each list.
    await forEachProfile(
      profiles.filter(({ id }) => id === before || id === profileId),
      (ref) => rereadTokens(ref),
    ).catch(logErrorsOf('rereadTokens'));
    return null;
  });
}

/** Moves the token. The platform moves the token that makes the call, so pasted ones are refused. */
export async function moveTokenTo(connectionKey: ConnectionKey, profileId: string): Promise<void> {
  const { credential } = await connectionOf(connectionKey);
  if (credential.kind !== 'issued') throw notAllowed('rulePastedToken');
  await sendAndConfirm({
    send: () => callAsAccount(connectionKey, (api) => putTokenSwitch(api, profileId)),
    look: async () => ((await homeOfToken(connectionKey)) === profileId ? true : null),
  });
  await storeLocation(connectionKey, profileId);
}

/**
 * Asks the platform which profile the extension token belongs to, and stores it: after a move without a response, or
 * one in the console, it isn't where it was stored to be. Returns null for a token that the extension didn't issue.
 */
export async function locateToken(connectionKey: ConnectionKey): Promise<string | null> {
  const { credential } = await connectionOf(connectionKey);
  if (credential.kind !== 'issued') return null;
  const id = await homeOfToken(connectionKey);
  if (id !== credential.profileId) await storeLocation(connectionKey, id);
  return id;
}

async function homeOfToken(connectionKey: ConnectionKey): Promise<string> {
  return (await callAsAccount(connectionKey, (api) => fetchProfileInfo(api, 'current'))).id;
}

async function storeLocation(connectionKey: ConnectionKey, profileId: string): Promise<void> {
  await updateConnection(connectionKey, (connection) => ({
    ...connection,
    credential: { ...connection.credential, profileId },
  })).catch(logErrorsOf('updateConnection'));
}
