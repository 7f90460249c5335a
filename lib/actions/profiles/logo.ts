import { singleFlight } from '../../async/single-flight.ts';
import { callAsProfile } from '../../calls/call.ts';
import { failureOrLog, logErrorsOf } from '../../diagnostics/error-log.ts';
import { brokenRule, FailureError, failureOfError } from '../../domain/failure.ts';
import { type ProfileRef, refOf } from '../../domain/identity/keys.ts';
import { rowsWhere } from '../../domain/listed.ts';
import { parseLogoAddress } from '../../domain/profiles/logo-address.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { isExtensionTokenName } from '../../domain/tokens/extension-token-name.ts';
import { isExpired } from '../../domain/tokens/token.ts';
import { deleteFiles, postPublicFile } from '../../platform/files.ts';
import { fetchProfileInfo } from '../../platform/profiles.ts';
import type { Api } from '../../platform/request.ts';
import { serverNow } from '../../platform/server-clock.ts';
import { fetchTokenValues } from '../../platform/tokens.ts';
import { applyLocally } from '../../store/profile-edits.ts';
import { failureOfUnsent, isOutcomeUnknown, sendAndConfirm, unknownOutcome } from '../confirmed-change.ts';
import { ownedProfile } from '../lookup.ts';
import { recordJournal } from '../record-journal.ts';
import { updateOnPlatform } from './profiles.ts';

/** Upper bound for an uploaded file; the page scales logos down to far less. */
const MAX_FILE_BYTES = 1_000_000;
const FOLDER = 'profiles-for-tagoio';
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Sets a profile's logo to an https address, or removes it (null). Owner only. */
export function setLogo(request: ProfileRef & { logoUrl: string | null }): Promise<null> {
  const logoUrl = request.logoUrl === null ? null : requireLogoAddress(request.logoUrl);
  return singleFlight(['setLogo', refOf(request), logoUrl], async () => {
    const before = await ownedProfile(request);
    await useLogo(before, logoUrl);
    return null;
  });
}

/**
 * Stores a PNG among the profile's public files, makes it the logo and removes the file of the previous one. The file
 * counts towards the profile's file storage (`plan-limit` when that is full), so it is removed if the profile can't
 * have it as its logo. Owner only. Throws `no-token` when no token of the profile itself is available, since files are
 * stored for the token's profile, `timeout` when no response says that the file was stored, and `outcome-unknown`.
 */
export function uploadLogo(request: ProfileRef & { pngBase64: string }): Promise<null> {
  const { pngBase64 } = request;
  const bytes = decodePng(pngBase64);
  return singleFlight(['uploadLogo', refOf(request), pngBase64.length, pngBase64.slice(-64)], async () => {
    const before = await ownedProfile(request);
    // The address contains the picture's hash, so that no cache shows an old logo.
    const filePath = `${FOLDER}/logo-${await digest(bytes)}.png`;
    const logoUrl = await withProfileToken(before, (api) =>
      sendAndConfirm({
        send: () => postPublicFile(api, { profileId: before.id, filePath, base64: pngBase64 }),
        // The profile's other files are none of the extension's business.
        look: () => Promise.reject(unknownOutcome('not-read')),
      }),
    ).catch((error: unknown) => {
      throw new FailureError(failureOfUnsent(failureOrLog('uploadLogo', error)));
    });
    const old = storedPath(before);
    // The same picture again has the same file.
    const isReplaced = old !== filePath;
    await useLogo(before, logoUrl).catch(async (error: unknown) => {
      if (isReplaced && !isOutcomeUnknown(failureOfError(error))) await removeFile(before, filePath);
      throw error;
    });
    if (old !== null && isReplaced) await removeFile(before, old);
    return null;
  });
}

/** Removes a logo's file. One that is left over costs a few kilobytes. */
async function removeFile(profile: Profile, filePath: string): Promise<void> {
  await withProfileToken(profile, (api) => deleteFiles(api, [filePath])).catch(
    logErrorsOf('remove logo file'),
  );
}

async function useLogo(before: Profile, logoUrl: string | null): Promise<void> {
  await updateOnPlatform(before, { logoUrl });
  await applyLocally(before, { logoUrl }).catch(logErrorsOf('applyLocally'));
  await recordJournal('logo-changed', before, before.name);
}

function requireLogoAddress(text: string): string {
  const url = parseLogoAddress(text.trim());
  if (!url) throw brokenRule('logoUrl', 'ruleLogoAddress');
  return url.href;
}

function decodePng(base64: string): Uint8Array<ArrayBuffer> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    throw brokenRule('logo', 'ruleLogoFile');
  }
  const isPng = PNG_SIGNATURE.every((byte, index) => bytes[index] === byte);
  if (!isPng || bytes.length > MAX_FILE_BYTES) throw brokenRule('logo', 'ruleLogoFile');
  return bytes;
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns the path of a logo that {@link uploadLogo} stored; null for any other address. */
function storedPath({ id, logoUrl }: Profile): string | null {
  const path = logoUrl && URL.canParse(logoUrl) ? new URL(logoUrl).pathname : '';
  const prefix = `/file/${id}/`;
  const name = path.startsWith(prefix) ? path.slice(prefix.length) : '';
  return name.startsWith(`${FOLDER}/logo-`) ? name : null;
}

/**
 * Calls with a token that belongs to the profile itself: the one for its calls if the platform says so, since any token
 * can be moved elsewhere, or else one of the profile's tokens with write permission, whose value is read for this call
 * only.
 */
async function withProfileToken<T>(profile: Profile, call: (api: Api) => Promise<T>): Promise<T> {
  return callAsProfile(profile, async (api, id) => {
    if ((await fetchProfileInfo(api, 'current')).id === id) return call(api);
    const values = await fetchTokenValues(api, id);
    const now = serverNow(api.origin);
    const fit = rowsWhere(values, (token) => token.permission !== 'read' && !isExpired(token, now));
    const chosen = fit.find(({ name }) => isExtensionTokenName(name)) ?? fit[0];
    if (!chosen) throw new FailureError({ code: 'no-token' });
    return call({ ...api, token: chosen.value });
  });
}
