import { signalUntilLock } from '../../calls/connection-queue.ts';
import { keepHostAccess, requireHostAccess } from '../../calls/host-access.ts';
import { consoleOf } from '../../console/console-site.ts';
import { mayFollow } from '../../console/tabs.ts';
import { FailureError } from '../../domain/failure.ts';
import { type ApiOrigin, type ConnectionKey, platformIdOf } from '../../domain/identity/keys.ts';
import { fetchAccount } from '../../platform/account.ts';
import { fetchProfiles } from '../../platform/profiles.ts';
import { getConnection } from '../../store/connections.ts';
import { getConsoleTokens } from '../../store/console-session.ts';
import { afterConnecting } from '../connect/after-connecting.ts';
import { requireSameAccount } from '../connect/same-account.ts';
import { saveConnection } from '../connect/save-connection.ts';
import { requireOpenVault } from '../require-open-vault.ts';
import { readSession, serializeSession } from './session.ts';

/**
 * Connects the account that is signed in to the console, using the console's session: no password or token is asked
 * for, and the session's token stays in memory. Throws `needs-sign-in` when no session is known, and
 * `already-connected` for an account with a working connection, unless it is signed in again and works by the session.
 */
export function connectConsole(request: {
  origin: ApiOrigin;
  expected?: ConnectionKey;
}): Promise<{ connectionKey: ConnectionKey }> {
  return keepHostAccess(request.origin, () => connectOnce(request));
}

async function connectOnce(request: {
  origin: ApiOrigin;
  expected?: ConnectionKey;
}): Promise<{ connectionKey: ConnectionKey }> {
  const site = consoleOf(request.origin);
  await requireHostAccess(request.origin);
  await requireOpenVault();
  const signal = signalUntilLock();
  return serializeSession(async () => {
    const session = (await mayFollow(site)) ? await readSession(site) : null;
    const known = (await getConsoleTokens())[site];
    if (!session || !known) throw new FailureError({ code: 'needs-sign-in' });
    requireSameAccount(request.expected, known.api, platformIdOf(session.connectionKey));
    const connection = await getConnection(session.connectionKey);
    if (connection?.state === 'ok') {
      // It was resumed as soon as the console sent its token, before the person could press a button here.
      if (request.expected && connection.credential.kind === 'console')
        return { connectionKey: connection.key };
      throw new FailureError({ code: 'already-connected' });
    }
    const api = { origin: known.api, token: known.token, signal };
    const [account, { rows, requestedAt }] = await Promise.all([fetchAccount(api), fetchProfiles(api)]);
    const profileId = platformIdOf(session.profileKey);
    // It stores nothing in the vault, which would refuse that once locked.
    await requireOpenVault();
    const saved = await saveConnection({
      origin: known.api,
      account,
      requestedAt,
      profiles: rows,
      token: null,
      credential: { kind: 'console', name: null, profileId, expiresAt: null },
    });
    await afterConnecting(saved);
    return { connectionKey: saved.key };
  });
}
