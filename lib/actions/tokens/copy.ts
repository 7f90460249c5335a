import { callAsProfile } from '../../calls/call.ts';
import { clearClipboardLater } from '../../clipboard/clear-later.ts';
import { writeClipboard } from '../../clipboard/clipboard.ts';
import { noted } from '../../diagnostics/error-log.ts';
import { FailureError } from '../../domain/failure.ts';
import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { type Fingerprint, fingerprintOf } from '../../domain/text/fingerprint.ts';
import type { TokenFacts, TokenId } from '../../domain/tokens/token.ts';
import {
  chooseToken,
  copyable,
  isExtensionToken,
  permits,
  sameToken,
} from '../../domain/tokens/token-choice.ts';
import { fetchTokenValues, type TokenRowWithValue } from '../../platform/tokens.ts';
import { getConnection } from '../../store/connections.ts';
import { getProfilePreferences } from '../../store/profile-preferences.ts';
import { getActive } from '../../store/settings.ts';
import { touchVault } from '../../vault/auto-lock.ts';
import { credentialIdOf, readCredential } from '../../vault/vault.ts';
import { journal, profileOf } from '../lookup.ts';
import { requireOpenVault } from '../require-open-vault.ts';

/** Which token is wanted. */
export interface CopyOptions {
  /** Null: the profile's default. */
  token: TokenId | null;
  /** What the token has to do is only read; false: it has to change something. */
  reads: boolean;
}

/** A token's value on its way to the clipboard. Never stored, never in an answer. */
export interface FetchedToken {
  value: string;
  name: string;
  permission: string;
}

/**
 * Fetches a profile's token at this moment and puts it on the clipboard. Throws `no-token`, `token-ambiguous`
 * (none or several match), `token-expired`, `not-allowed` (the extension's own), `locked`, `denied`,
 * `clipboard` and the failures of a request.
 */
export async function copyToken(
  request: ProfileRef & { token: TokenId | null },
): Promise<{ name: string; permission: string }> {
  const { name, permission } = await copyTokenOf(refOf(request), request.token);
  return { name, permission };
}

/** Copies the active profile's default token: the keyboard command and the menu. Throws as {@link copyToken}. */
export async function copyActiveToken(): Promise<{ name: string; permission: string; profileName: string }> {
  const { active } = await getActive();
  if (!active) throw new FailureError({ code: 'not-connected' });
  return copyTokenOf(active);
}

/** Copies a profile's token, its default by default. Throws as {@link copyToken}. */
export async function copyTokenOf(
  ref: ProfileRef,
  token: TokenId | null = null,
): Promise<{ name: string; permission: string; profileName: string }> {
  const profile = await profileOf(ref);
  const fetched = await fetchToken(profile, { token, reads: true });
  await putOnClipboard(fetched.value, profile, fetched);
  return { name: fetched.name, permission: fetched.permission, profileName: profile.name };
}

/** The token that fits the options, with its value as the platform has it now. */
export async function fetchToken(profile: Profile, { token, reads }: CopyOptions): Promise<FetchedToken> {
  const now = Date.now();
  const [issuedValues, preferences] = await Promise.all([
    extensionTokenValues(profile),
    getProfilePreferences(profile.profileKey),
  ]);
  const rows = (await callAsProfile(profile, fetchTokenValues)).map((row) => ({
    ...row,
    ours: issuedValues.has(row.value),
  }));
  const preferred = reads ? preferences.readToken : preferences.writeToken;
  const chosen = token
    ? namedToken(rows, token, { reads, now })
    : chooseToken(rows, { reads, preferred, now });
  if (typeof chosen === 'string') throw new FailureError({ code: chosen });
  assertUnique(rows, chosen);
  // What is no token's text has no place in a command that a person is about to run.
  if (!/^[\w.-]+$/.test(chosen.value)) throw new FailureError({ code: 'malformed' });
  return { value: chosen.value, name: chosen.name, permission: chosen.permission };
}

/** Writes the clipboard, has it cleared later if the person wants that, and writes it down in the journal. */
export async function putOnClipboard(text: string, profile: Profile, token: FetchedToken): Promise<void> {
  await writeClipboard(text, requireOpenVault);
  await recordCopy(await fingerprintOf(text), profile, token.name);
}

/** The options page copied a new token's value, which it alone has: from here on it is a copy like any other. */
export async function recordTokenCopy(
  request: ProfileRef & { name: string; fingerprint: Fingerprint },
): Promise<null> {
  await recordCopy(request.fingerprint, await profileOf(refOf(request)), request.name);
  return null;
}

/** What follows a copy, and cannot undo it. */
async function recordCopy(fingerprint: Fingerprint, profile: Profile, tokenName: string): Promise<void> {
  await clearClipboardLater(fingerprint).catch(noted('clearClipboardLater'));
  // Copying on the docs site, by the menu or a key is use, as much as a look at one of our pages.
  await touchVault().catch(noted('touchVault'));
  await journal('token-copied', profile, tokenName).catch(noted('journal token copy'));
}

type Row = TokenRowWithValue & TokenFacts;

function namedToken(rows: Row[], id: TokenId, { reads, now }: { reads: boolean; now: number }): Row {
  assertUnique(rows, id);
  const found = rows.find((row) => sameToken(row, id))!;
  if (isExtensionToken(found)) throw new FailureError({ code: 'not-allowed' });
  if (copyable([found], now).length === 0) throw new FailureError({ code: 'token-expired' });
  if (!reads && !permits(found.permission, false)) throw new FailureError({ code: 'read-only-token' });
  return found;
}

/** None or several with the same identity are an error for the person to see, never a guess. */
function assertUnique(rows: Row[], id: TokenId): void {
  if (rows.filter((row) => sameToken(row, id)).length !== 1)
    throw new FailureError({ code: 'token-ambiguous' });
}

/** The values that the extension issued for itself, as far as they are in this browser. */
async function extensionTokenValues({
  connectionKey,
  profileKey,
  ownCredential,
}: Profile): Promise<Set<string>> {
  const connection = await getConnection(connectionKey);
  const ids = [
    ...(connection?.credential.kind === 'issued' ? [credentialIdOf(connectionKey)] : []),
    ...(ownCredential === 'issued' ? [credentialIdOf(connectionKey, profileKey)] : []),
  ];
  const values = await Promise.all(ids.map((id) => readCredential(id)));
  return new Set(values.filter((value) => value !== null));
}
