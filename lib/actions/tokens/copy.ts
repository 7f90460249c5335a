import { callAsProfile } from '../../calls/call.ts';
import { clearClipboardLater } from '../../clipboard/clear-later.ts';
import { writeClipboard } from '../../clipboard/clipboard.ts';
import { logErrorsOf } from '../../diagnostics/error-log.ts';
import { mayBeGone } from '../../domain/copy-failure.ts';
import { FailureError, failureOfError } from '../../domain/failure.ts';
import { originOf, type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { allRows, type Listed, rowsWhere } from '../../domain/listed.ts';
import { allowsPermission } from '../../domain/policy/policy.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { confirmsFullToken } from '../../domain/settings/name-rules.ts';
import { type Fingerprint, fingerprintOf } from '../../domain/text/fingerprint.ts';
import { replacedTokens } from '../../domain/tokens/rotation.ts';
import { mayBeFull, type TokenFacts, type TokenId } from '../../domain/tokens/token.ts';
import {
  chooseToken,
  copyable,
  defaultTokenFor,
  isExtensionToken,
  onlyToken,
  requirePermission,
  sameToken,
  type TokenUse,
} from '../../domain/tokens/token-choice.ts';
import { serverNow } from '../../platform/server-clock.ts';
import { fetchTokenValues, type TokenRowWithValue } from '../../platform/tokens.ts';
import { currentPolicy, forbidden } from '../../policy/policy.ts';
import { getProfilePreferences } from '../../store/profile-preferences.ts';
import { listRotations } from '../../store/rotations.ts';
import { getPreferences } from '../../store/settings.ts';
import { recordUse } from '../../vault/auto-lock.ts';
import { profileOf } from '../lookup.ts';
import { recordJournal } from '../record-journal.ts';
import { requireOpenVault } from '../require-open-vault.ts';
import { rereadTokens } from './tokens.ts';
import { ownTokensOf } from './used-tokens.ts';

/** Which token to copy. */
export interface CopyOptions {
  /** Null: the profile's default. */
  token: TokenId | null;
  use: TokenUse;
  /** The person confirmed a token with full permission, where a rule on the profile's name asks for that. */
  fullAccepted?: boolean;
  /** What must still hold when the token was fetched; throws if it doesn't, and nothing is copied. */
  check?: () => Promise<unknown>;
}

/** A token's value on its way to the clipboard. It is never stored and never part of a message's result. */
export interface FetchedToken {
  value: string;
  name: string;
  permission: string;
}

/**
 * Fetches a profile's token and puts it on the clipboard. Throws `no-token`, `token-gone` and `token-ambiguous` (none
 * or several match), `token-expired`, `full-token` (to be confirmed first), `not-allowed` (an extension token),
 * `locked`, `policy`, `denied`, `clipboard` and network failures.
 */
export async function copyToken(
  request: ProfileRef & { token: TokenId | null },
): Promise<{ name: string; permission: string }> {
  const { name, permission } = await copyTokenOf(refOf(request), request.token);
  return { name, permission };
}

/** Copies a profile's token, by default its default one. Throws like {@link copyToken}. */
export async function copyTokenOf(
  ref: ProfileRef,
  token: TokenId | null = null,
): Promise<{ name: string; permission: string; profile: Profile }> {
  const profile = await profileOf(ref);
  const fetched = await fetchToken(profile, { token, use: 'read' });
  await putOnClipboard(fetched.value, profile, fetched);
  return { name: fetched.name, permission: fetched.permission, profile };
}

/**
 * Fetches the token that fits the options, with its value. Throws as described at {@link copyToken}; where it
 * {@link mayBeGone}, the stored list, from which the person chose it, has been read again.
 */
export async function fetchToken(profile: Profile, options: CopyOptions): Promise<FetchedToken> {
  try {
    return await fetchChosen(profile, options);
  } catch (error) {
    if (mayBeGone(failureOfError(error))) await rereadTokens(profile).catch(logErrorsOf('rereadTokens'));
    throw error;
  }
}

async function fetchChosen(
  profile: Profile,
  { token, use, fullAccepted = false }: CopyOptions,
): Promise<FetchedToken> {
  const [ownValues, rotations, preferences, policy] = await Promise.all([
    ownTokensOf(profile),
    listRotations(),
    getProfilePreferences(profile.profileKey),
    currentPolicy(),
  ]);
  const { rows: read, partial } = await callAsProfile(profile, fetchTokenValues);
  const rows = read.map((row) => ({ ...row, ours: ownValues.has(row.value) }));
  const listed = { rows, partial };
  // Only now: the server's clock is known from its response.
  const now = serverNow(originOf(profile.connectionKey));
  const preferred = defaultTokenFor(use, preferences);
  // The default may be one that couldn't be read: another isn't copied in its place.
  if (!token && preferred) rowsWhere(listed, (row) => sameToken(row, preferred));
  const replaced = replacedTokens(rotations, profile);
  const isAllowed = ({ permission }: Row) => allowsPermission(policy.policy, permission);
  const choose = (from: Row[]) => chooseToken(from, { use, preferred, replaced, now });
  const chosen = token ? namedToken(listed, token, { use, now }) : choose(rows.filter(isAllowed));
  const isRefused = typeof chosen === 'string' ? typeof choose(rows) !== 'string' : !isAllowed(chosen);
  if (isRefused) throw forbidden(policy, 'allowFullTokens');
  if (typeof chosen === 'string') {
    // One that couldn't be read may be sufficient.
    allRows(listed);
    throw new FailureError({ code: chosen });
  }
  onlyToken(listed, chosen);
  if (mayBeFull(chosen.permission) && !fullAccepted && (await confirmsFull(profile)))
    throw new FailureError({ code: 'full-token' });
  // Nothing but a token may get into a command that a person is about to run.
  if (!/^[\w.-]+$/.test(chosen.value)) throw new FailureError({ code: 'malformed' });
  return { value: chosen.value, name: chosen.name, permission: chosen.permission };
}

/** Returns true if a rule on the profile's name asks before one of its full tokens is copied. */
export async function confirmsFull({ name }: Pick<Profile, 'name'>): Promise<boolean> {
  return confirmsFullToken(name, (await getPreferences()).nameRules);
}

/**
 * Writes the clipboard, schedules clearing it if the person wants that, and records the copy in the journal. `check`:
 * see {@link CopyOptions}.
 */
export async function putOnClipboard(
  text: string,
  profile: Profile,
  token: FetchedToken,
  check?: CopyOptions['check'],
): Promise<void> {
  const fingerprint = await fingerprintOf(text);
  await writeClipboard(text, async () => {
    // Before it is written: the reply may be lost, or the worker may end first.
    await clearLater(fingerprint, { isUnknown: true });
    await check?.();
    await requireOpenVault();
  });
  await recordCopy(fingerprint, profile, token.name);
}

/** Treats a new token's value, which only the options page has and has copied, like any other copy. */
export async function recordTokenCopy(
  request: ProfileRef & { name: string; fingerprint: Fingerprint },
): Promise<null> {
  await recordCopy(request.fingerprint, await profileOf(refOf(request)), request.name);
  return null;
}

/** Schedules clearing, counts the copy as use, and records it. Failures don't affect the copy. */
async function recordCopy(fingerprint: Fingerprint, profile: Profile, tokenName: string): Promise<void> {
  await clearLater(fingerprint);
  // Copying on the docs site, from the menu or by a key counts as use, like opening one of the extension's pages.
  await recordUse().catch(logErrorsOf('recordUse'));
  await recordJournal('token-copied', profile, tokenName);
}

const clearLater = (...copy: Parameters<typeof clearClipboardLater>) =>
  clearClipboardLater(...copy).catch(logErrorsOf('clearClipboardLater'));

type Row = TokenRowWithValue & TokenFacts;

function namedToken(tokens: Listed<Row>, id: TokenId, { use, now }: { use: TokenUse; now: number }): Row {
  const found = onlyToken(tokens, id);
  if (isExtensionToken(found)) throw new FailureError({ code: 'not-allowed' });
  if (copyable([found], now).length === 0) throw new FailureError({ code: 'token-expired' });
  requirePermission(found.permission, use);
  return found;
}
