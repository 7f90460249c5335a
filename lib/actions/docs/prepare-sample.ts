import { type Failure, FailureError, type RuleKey } from '../../domain/failure.ts';
import { type ApiOrigin, originOf, platformIdOf } from '../../domain/identity/keys.ts';
import type { Profile } from '../../domain/profiles/profile.ts';
import { setSampleHost } from '../../domain/samples/api-host.ts';
import { completeSample } from '../../domain/samples/complete-sample.ts';
import { targetProblem, unclear } from '../../domain/samples/destinations/check-address.ts';
import {
  type DestinationProblem,
  destinationProblem,
} from '../../domain/samples/destinations/check-destinations.ts';
import { hiddenCharacter } from '../../domain/samples/destinations/hidden-characters.ts';
import { parseGenerated } from '../../domain/samples/generated-sample.ts';
import type { SampleChanges } from '../../domain/samples/sample-changes.ts';
import { setSdkRegion } from '../../domain/samples/sample-region.ts';
import { MAX_SAMPLE_LENGTH, profileTokenPlaces } from '../../domain/samples/token-placeholders.ts';
import type { DocsSample } from '../../messages/protocol/docs.ts';

/** A sample for one profile, complete but for the token. */
interface PreparedSample extends SampleChanges {
  text: string;
  /** Where the token goes, as `[start, end)` offsets. */
  places: [number, number][];
  /** The APIs that it calls: the profile's, or others where the region can't be set. */
  calls: ApiOrigin[];
}

/** For copies that aren't samples: nothing was changed. */
export const UNCHANGED: SampleChanges = {
  hostChanged: false,
  regionUnset: false,
  idFilled: false,
  pathCorrected: false,
  blanks: [],
};

const INVALID: Failure = { code: 'invalid-input', field: 'sample' };

/**
 * Adapts a sample of the docs page to a profile. Everything is checked again here: the page's process decides neither
 * where in the sample the token goes nor whom it is sent to. Throws `invalid-input` for a text that isn't a sample
 * with a button or can't be checked, and `foreign-destination`, `plain-destination` or `unclear-destination`.
 */
export function prepareSample(
  sample: DocsSample,
  { profileKey }: Pick<Profile, 'profileKey'>,
): PreparedSample {
  requireValidSample(sample);
  requireSearchable(sample);
  const origin = originOf(profileKey);
  // Here too, because a sample that isn't completed doesn't say that this is why.
  const hidden = hiddenCharacter(sample.text);
  if (hidden) throw new FailureError(refusal(unclear(hidden)));
  if (sample.what === 'complete') {
    const done = completeSample(sample.text, { origin, profileId: platformIdOf(profileKey) });
    if (done) return { ...UNCHANGED, ...done, calls: [origin] };
    // If the sample is refused because of its host, that is the failure to show.
    const target = parseGenerated(sample.text)?.target.text;
    const problem = target
      ? targetProblem(setSampleHost(target, origin).text, origin)
      : destinationProblem(sample.text, origin);
    // In an unknown form of a sample, anything may be unclear, also what the generator always writes.
    if (problem && (target || problem.kind !== 'unclear')) throw new FailureError(refusal(problem));
    throw new FailureError({ ...INVALID, detail: 'docsSampleUnknown' });
  }
  const places = profileTokenPlaces(sample.text);
  if (places.length === 0) throw new FailureError(INVALID);
  const { text, changed, calls } = setSdkRegion({ text: sample.text, places }, origin);
  const hosted = setSampleHost(text, origin);
  requireClearDestinations(hosted.text, origin);
  return {
    ...UNCHANGED,
    text: hosted.text,
    places: profileTokenPlaces(hosted.text),
    hostChanged: hosted.changed || changed,
    regionUnset: calls !== null,
    calls: calls ?? [origin],
  };
}

/** Throws `invalid-input` unless it has the shape of a sample. */
export function requireValidSample({ text, what, method }: DocsSample): void {
  const wellFormed =
    typeof text === 'string' &&
    (method === null || typeof method === 'string') &&
    ['placeholders', 'complete'].includes(what);
  if (!wellFormed) throw new FailureError(INVALID);
}

/** Throws `invalid-input` for a text that is too long to be searched. */
export function requireSearchable({ text }: Pick<DocsSample, 'text'>): void {
  if (text.length > MAX_SAMPLE_LENGTH)
    throw new FailureError({ ...INVALID, detail: 'docsSampleTooLong' satisfies RuleKey });
}

function requireClearDestinations(text: string, origin: ApiOrigin): void {
  const problem = destinationProblem(text, origin);
  if (problem) throw new FailureError(refusal(problem));
}

function refusal(problem: DestinationProblem): Failure {
  return {
    code: problem.kind === 'plain-http' ? 'plain-destination' : `${problem.kind}-destination`,
    detail: problem.kind === 'unclear' ? problem.what : problem.host,
  };
}
