import type { ApiOrigin } from '../identity/keys.ts';
import { originOfRegion, REGIONS, regionOf } from '../regions/region.ts';
import { afterCommentMark, closingBracket, enclosingCall } from './sample-call.ts';
import { applyEdits, type Edit, shiftAt } from './sample-edits.ts';

/** The region that the official SDKs call unless they are given another. */
const SDK_DEFAULT_REGION = REGIONS[0];

/** A sample with the `[start, end)` offsets of its placeholders. */
interface PlacedSample {
  text: string;
  places: [number, number][];
}

/** A region that a sample names as the SDK's, all of the same length: `usa-1` is an older name of `us-e1`. */
const NAMED_REGION = /(?<![\w.])(["']?)region\1\s*[:=]\s*(["'`])(us-e1|usa-1|eu-w1)\2/g;
/** An option or argument of that name, with any value. */
const REGION_OPTION = /(?<![\w.])["']?region["']?\s*[:=,})]/g;
/** An object with a name. */
const NAMED_OBJECT = /(?<![\w$.])([A-Za-z_$][\w$]*)\s*=\s*\{/g;

/** A call of the SDK, with its options as `[start, end)`: its arguments, or the object that they name. */
interface SdkCall {
  start: number;
  end: number;
  /** The options are written somewhere else than in the sample. */
  elsewhere: boolean;
}

/**
 * Sets the profile's region in a sample of the official SDK, call by call. The JavaScript SDK takes `region` beside the
 * token and defaults to `us-e1`; a region that the sample names is replaced. For a TagoDeploy instance, and for the
 * Python SDK without a region, there is no value that every release supports: such a call is unchanged, and `calls` is
 * all APIs that the sample's calls go to (null: only to the profile's). A configuration without calls likewise.
 */
export function setSdkRegion(
  { text, places }: PlacedSample,
  origin: ApiOrigin,
): PlacedSample & { changed: boolean; calls: ApiOrigin[] | null } {
  const region = regionOf(origin);
  const optionsIn = (pattern: RegExp) =>
    [...text.matchAll(pattern)].filter(({ index }) => isSdkOption(text, index));
  const calls = sdkCalls(text);
  const named = optionsIn(NAMED_REGION);
  const options = optionsIn(REGION_OPTION);
  const outside = named.filter(({ index }) => !calls.some((call) => isIn(call, index)));
  const edits: Edit[] = named.flatMap((match) => {
    const at = match.index + match[0].lastIndexOf(match[3]!);
    const isRight = region === 'deploy' || publicRegion(match).id === region;
    return isRight ? [] : [{ start: at, end: at + match[3]!.length, text: region }];
  });
  const called = new Set<ApiOrigin>();
  for (const call of calls) {
    const literal = named.filter(({ index }) => isIn(call, index));
    const isSet = options.some(({ index }) => isIn(call, index)) || (call.elsewhere && outside.length > 0);
    const place = places.find((one) => isIn(call, one[0]) && inJavaScriptCall(text, one));
    if (isSet) {
      // A value that isn't written in the call is one of those beside it, or the person's own.
      const known = literal.length > 0 ? literal : outside;
      if (region === 'deploy' && known.length > 0)
        for (const match of known) called.add(originOfRegion(publicRegion(match)));
      else called.add(origin);
    } else if (region === 'eu-w1' && place) {
      // After the closing quote of the token.
      const at = place[1] + 1;
      edits.push({ start: at, end: at, text: `, region: "${region}"` });
      called.add(origin);
    } else {
      called.add(originOfRegion(SDK_DEFAULT_REGION));
    }
  }
  // A configuration for another program.
  if (calls.length === 0 && region === 'deploy')
    for (const match of named) called.add(originOfRegion(publicRegion(match)));
  return {
    text: applyEdits(text, edits),
    places: places.map(([start, end]) => [start + shiftAt(start, edits), end + shiftAt(start, edits)]),
    changed: edits.length > 0,
    calls: [...called].some((one) => one !== origin) ? [...called] : null,
  };
}

/** Returns the sample's calls of the SDK that take a profile's token. */
function sdkCalls(text: string): SdkCall[] {
  const objects = new Map<string, number>();
  for (const { index, 0: beginning, 1: name } of text.matchAll(NAMED_OBJECT))
    if (!objects.has(name!)) objects.set(name!, index + beginning.length - 1);
  return [...text.matchAll(/\b(?:Account|Resources)\s*\(/g)]
    .filter(({ index }) => !afterCommentMark(text, index))
    .map(({ index, 0: call }) => {
      const start = index + call.length;
      const end = closingBracket(text, start - 1);
      const named = text.slice(start, end).trim();
      const open = objects.get(named);
      if (open === undefined) return { start, end, elsewhere: /^[\w$.]+$/.test(named) };
      return { start: open, end: closingBracket(text, open), elsewhere: false };
    });
}

const isIn = ({ start, end }: SdkCall, at: number) => start <= at && at < end;

const publicRegion = ([, , , name]: RegExpExecArray) =>
  REGIONS.find(({ id }) => id === name) ?? SDK_DEFAULT_REGION;

/**
 * Returns true for an option of the SDK's, or of an object that may be given to it; not for other calls' data, or in a
 * comment.
 */
function isSdkOption(text: string, at: number): boolean {
  if (afterCommentMark(text, at)) return false;
  const call = enclosingCall(text, at);
  return call === null || /\b(Account|Resources)$/.test(call);
}

/** Returns true for a token directly in `new Account({ token: "…" })` or `new Resources({ token: "…" })`. */
function inJavaScriptCall(text: string, [start, end]: [number, number]): boolean {
  const call = enclosingCall(text, start - 1);
  return (
    /^new\s+(\w+\.)*(Account|Resources)$/.test(call ?? '') &&
    /[{,]\s*token:\s*["'`]$/.test(text.slice(Math.max(0, start - 40), start)) &&
    /^["'`]\s*[,}]/.test(text.slice(end, end + 8))
  );
}
