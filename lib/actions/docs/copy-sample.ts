import { type Failure, FailureError } from '../../domain/failure.ts';
import { originOf, type ProfileRef, platformIdOf } from '../../domain/identity/keys.ts';
import type { Profile, TokenId } from '../../domain/identity/profile.ts';
import { chooseToken, copyable, permits, sameToken } from '../../domain/identity/token-choice.ts';
import { completeSample, fillPlaces } from '../../domain/samples/runnable-sample.ts';
import { setSampleHost } from '../../domain/samples/sample-host.ts';
import { methodOfSample, onlyReads } from '../../domain/samples/sample-operation.ts';
import { setSdkRegion } from '../../domain/samples/sample-region.ts';
import { MAX_SAMPLE_LENGTH, profileTokenPlaces } from '../../domain/samples/token-placeholders.ts';
import { MINUTE_MS } from '../../domain/time.ts';
import type { CopiedSample, DocsSample, OfferedToken } from '../../messages/protocol/docs.ts';
import { getProfilePreferences } from '../../store/profile-preferences.ts';
import { getActive } from '../../store/settings.ts';
import { getTokens } from '../../store/tokens.ts';
import { profileOf } from '../lookup.ts';
import { fetchToken, putOnClipboard } from '../tokens/copy.ts';
import { rereadTokens } from '../tokens/tokens.ts';

/** Metadata this young is shown without asking the platform again, in ms. */
const FRESH_FOR_MS = MINUTE_MS;

type Prepared = Pick<CopiedSample, 'hostChanged' | 'regionUnset' | 'idFilled'> & {
  text: string;
  places: [number, number][];
};

/**
 * Puts a sample on the clipboard with the active profile's token in it. Throws `invalid-input` for what is no
 * such sample, `not-found` when another profile is active than the button named, and what
 * {@link fetchToken} throws.
 */
export async function copySample(data: DocsSample & { token: TokenId | null }): Promise<CopiedSample> {
  return copySampleFor(await namedProfile(data), data, data.token);
}

/** Puts a sample on the clipboard with a token of any profile; throws as {@link copySample}. */
export async function copySampleFor(
  profile: Profile,
  sample: DocsSample,
  token: TokenId | null,
): Promise<CopiedSample> {
  const prepared = prepare(sample, profile);
  const fetched = await fetchToken(profile, { token, reads: readsOnly(sample) });
  await putOnClipboard(fillPlaces(prepared.text, prepared.places, fetched.value), profile, fetched);
  const { hostChanged, regionUnset, idFilled } = prepared;
  const { name: tokenName, permission } = fetched;
  return { tokenName, permission, profileName: profile.name, hostChanged, regionUnset, idFilled };
}

/** The active profile's tokens, without values; those that cannot run the sample are there and marked. */
export async function offerTokens(data: DocsSample): Promise<OfferedToken[]> {
  const profile = await namedProfile(data);
  const known = await getTokens(profile);
  if (Date.now() - (known?.fetchedAt ?? 0) > FRESH_FOR_MS) await rereadTokens(profile);
  const tokens = copyable((await getTokens(profile))?.tokens ?? [], Date.now());
  const preferences = await getProfilePreferences(profile.profileKey);
  const reads = readsOnly(data);
  const preferred = reads ? preferences.readToken : preferences.writeToken;
  const usual = chooseToken(tokens, { reads, preferred, now: Date.now() });
  return tokens.map(({ name, createdAt, permission }) => ({
    name,
    createdAt,
    permission,
    fits: permits(permission, reads),
    isDefault: typeof usual !== 'string' && sameToken(usual, { name, createdAt }),
  }));
}

/** The active profile, if it still is the one that the page's button named. */
export async function namedProfile({ profileKey }: Pick<DocsSample, 'profileKey'>): Promise<Profile> {
  const active = await activeRef();
  if (active.profileKey !== profileKey) throw new FailureError({ code: 'not-found' });
  return profileOf(active);
}

/** Throws `not-connected` when there is none. */
export async function activeRef(): Promise<ProfileRef> {
  const { active } = await getActive();
  if (!active) throw new FailureError({ code: 'not-connected' });
  return active;
}

/** Throws `invalid-input` unless it is a sample that a button is shown for. */
export function checkSample({ text, places, what, method }: DocsSample): void {
  const wellFormed =
    typeof text === 'string' &&
    text.length <= MAX_SAMPLE_LENGTH &&
    Array.isArray(places) &&
    (method === null || typeof method === 'string') &&
    ['placeholders', 'complete', 'token'].includes(what);
  if (!wellFormed) throw new FailureError(INVALID);
  if (what !== 'placeholders') return;
  // The places are found anew here: a page's process does not decide where a token goes.
  const known = profileTokenPlaces(text);
  if (known.length === 0 || String(places) !== String(known)) throw new FailureError(INVALID);
}

function readsOnly({ text, method }: DocsSample): boolean {
  return onlyReads(method ?? methodOfSample(text));
}

const INVALID: Failure = { code: 'invalid-input', field: 'sample' };

function prepare(sample: DocsSample, { profileKey }: Profile): Prepared {
  checkSample(sample);
  const origin = originOf(profileKey);
  if (sample.what === 'token') {
    return { text: ' ', places: [[0, 1]], hostChanged: false, regionUnset: false, idFilled: false };
  }
  if (sample.what === 'complete') {
    const done = completeSample(sample.text, { origin, profileId: platformIdOf(profileKey) });
    if (!done) throw new FailureError(INVALID);
    return { ...done, regionUnset: false };
  }
  const { text, places, changed, unset } = setSdkRegion(sample, origin);
  const hosted = setSampleHost(text, origin);
  return {
    text: hosted.text,
    // Another host is longer or shorter, and moves what stands behind it.
    places: hosted.text === text ? places : profileTokenPlaces(hosted.text),
    hostChanged: hosted.changed || changed,
    regionUnset: unset,
    idFilled: false,
  };
}
