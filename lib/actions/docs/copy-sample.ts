import { FailureError } from '../../domain/failure.ts';
import type { ProfileKey } from '../../domain/identity/keys.ts';
import { allowsPermission } from '../../domain/policy/policy.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { fillTokenPlaces } from '../../domain/samples/complete-sample.ts';
import { onlyReads, useOfSample } from '../../domain/samples/sample-method.ts';
import { isWithin, MINUTE_MS } from '../../domain/time.ts';
import { replacedTokens } from '../../domain/tokens/rotation.ts';
import { serverTimeOf, type TokenId } from '../../domain/tokens/token.ts';
import {
  chooseToken,
  copyable,
  defaultTokenFor,
  permits,
  sameToken,
  type TokenUse,
} from '../../domain/tokens/token-choice.ts';
import type { CopiedSample, DocsSample, OfferedToken } from '../../messages/protocol/docs.ts';
import { currentPolicy } from '../../policy/policy.ts';
import { getProfilePreferences } from '../../store/profile-preferences.ts';
import { listRotations } from '../../store/rotations.ts';
import { getTokens } from '../../store/tokens.ts';
import { activeRef, profileOf } from '../lookup.ts';
import { type CopyOptions, type FetchedToken, fetchToken, putOnClipboard } from '../tokens/copy.ts';
import { rereadTokens } from '../tokens/tokens.ts';
import { prepareSample, requireSearchable, requireValidSample, UNCHANGED } from './prepare-sample.ts';

/** A list of tokens younger than this is shown without asking the platform again. */
const MAX_LIST_AGE_MS = MINUTE_MS;

/**
 * Copies a sample with the active profile's token in it. Throws `not-active` when the profile named on the button is no
 * longer the active one, also by the time the token was fetched, and what {@link prepareSample} and {@link fetchToken}
 * throw.
 */
export async function copySample(request: DocsSample & { token: TokenId | null }): Promise<CopiedSample> {
  const named = () => namedProfile(request);
  return copySampleFor(await named(), request, { token: request.token, check: named });
}

/** Copies the active profile's token alone; throws like {@link copySample}. */
export async function copyTokenAlone(request: {
  profileKey: ProfileKey;
  sample: DocsSample | null;
}): Promise<CopiedSample> {
  const named = () => namedProfile(request);
  return copyTokenFor(await named(), { token: null, use: useOf(request.sample), check: named });
}

/** Copies a sample with a token of any profile; throws what {@link prepareSample} and {@link fetchToken} throw. */
export async function copySampleFor(
  profile: Profile,
  sample: DocsSample,
  { token, fullAccepted, check }: Omit<CopyOptions, 'use'>,
): Promise<CopiedSample> {
  const { text, places, calls: _, ...changes } = prepareSample(sample, profile);
  const fetched = await fetchToken(profile, { token, use: useOf(sample), fullAccepted });
  await putOnClipboard(fillTokenPlaces(text, places, fetched.value), profile, fetched, check);
  return { ...copiedWith(fetched, profile), ...changes };
}

/** Copies a profile's token alone. */
export async function copyTokenFor(profile: Profile, options: CopyOptions): Promise<CopiedSample> {
  const fetched = await fetchToken(profile, options);
  await putOnClipboard(fetched.value, profile, fetched, options.check);
  return { ...copiedWith(fetched, profile), ...UNCHANGED };
}

export function copiedWith(
  { name, permission }: FetchedToken,
  profile: Profile,
): Pick<CopiedSample, 'tokenName' | 'permission' | 'profileName'> {
  return { tokenName: name, permission, profileName: profile.name };
}

/** Returns the active profile's tokens, without values; `fits` says whether a token can run the sample. */
export async function offerTokens(request: DocsSample): Promise<OfferedToken[]> {
  return offeredTokens(await namedProfile(request), useOf(request));
}

/**
 * Returns a profile's tokens to choose from. `isAccepted`: whether what the token is for takes it at all.
 */
export async function offeredTokens(
  profile: Profile,
  use: TokenUse,
  isAccepted: (token: TokenId) => boolean = () => true,
): Promise<OfferedToken[]> {
  const known = await getTokens(profile);
  if (!isWithin(MAX_LIST_AGE_MS, known?.fetchedAt, Date.now())) await rereadTokens(profile, 'share');
  const { policy } = await currentPolicy();
  const list = await getTokens(profile);
  const now = serverTimeOf(list, Date.now());
  const tokens = copyable(list?.tokens ?? [], now).filter(
    (token) => allowsPermission(policy, token.permission) && isAccepted(token),
  );
  const preferences = await getProfilePreferences(profile.profileKey);
  const preferred = defaultTokenFor(use, preferences);
  const replaced = replacedTokens(await listRotations(), profile);
  const automatic = chooseToken(tokens, { use, preferred, replaced, now });
  return tokens.map(({ name, createdAt, permission }) => ({
    name,
    createdAt,
    permission,
    fits: permits(permission, use),
    isDefault: typeof automatic !== 'string' && sameToken(automatic, { name, createdAt }),
  }));
}

/**
 * Returns what a sample needs a token for; without one, for reading. Its text isn't searched if the page's operation
 * has a method. Throws `invalid-input` for what isn't a sample.
 */
export function useOf(sample: DocsSample | null): TokenUse {
  if (!sample) return 'read';
  requireValidSample(sample);
  if (sample.method !== null) return onlyReads(sample.method) ? 'read' : 'write';
  requireSearchable(sample);
  return useOfSample(sample.text);
}

/** Returns the active profile. Throws `not-active` when it isn't the one that the page's button named. */
export async function namedProfile({ profileKey }: Pick<DocsSample, 'profileKey'>): Promise<Profile> {
  const active = await activeRef();
  if (active.profileKey !== profileKey) throw new FailureError({ code: 'not-active' });
  return profileOf(active);
}
