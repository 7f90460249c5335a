import type { ApiOrigin } from '../identity/keys.ts';
import { originOfRegion, REGIONS, type RegionId, regionOf } from '../regions/region.ts';
import { setSampleHost } from './api-host.ts';
import { enclosingCall } from './sample-call.ts';

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

/**
 * Sets the profile's region in a sample of the official SDK. The JavaScript SDK takes `region` beside the token and
 * defaults to `us-e1`; a region that the sample names is replaced. For a TagoDeploy instance, and for the Python SDK without a
 * region, there is no value that every release supports: the sample is unchanged, and `calls` is the API that it calls
 * instead of the profile's (null: it calls that).
 */
export function setSdkRegion(
  sample: PlacedSample,
  origin: ApiOrigin,
): PlacedSample & { changed: boolean; calls: ApiOrigin | null } {
  const region = regionOf(origin);
  const { text, places } = sample;
  const same = { ...sample, changed: false, calls: null };
  if (!/\b(Account|Resources)\(/.test(text)) return same;
  const optionsIn = (pattern: RegExp) =>
    [...text.matchAll(pattern)].filter(({ index }) => isSdkOption(text, index));
  const named = optionsIn(NAMED_REGION);
  if (named.length > 0) return withNamedRegion(sample, named, region);
  if (region === SDK_DEFAULT_REGION.id) return same;
  if (optionsIn(REGION_OPTION).length > 0 || setSampleHost(text, origin).text !== text) return same;
  if (region !== 'eu-w1' || !places.every((place) => inJavaScriptCall(text, place)))
    return { ...same, calls: originOfRegion(SDK_DEFAULT_REGION) };
  const insert = `, region: "${region}"`;
  let longer = '';
  let last = 0;
  const moved: [number, number][] = [];
  for (const [start, end] of places) {
    // After the closing quote of the token.
    longer += text.slice(last, end + 1);
    moved.push([longer.length - 1 - (end - start), longer.length - 1]);
    longer += insert;
    last = end + 1;
  }
  return { text: longer + text.slice(last), places: moved, changed: true, calls: null };
}

/** Replaces the regions that a sample names; the places stay where they are. */
function withNamedRegion(
  { text, places }: PlacedSample,
  named: readonly RegExpExecArray[],
  region: RegionId,
): ReturnType<typeof setSdkRegion> {
  const other = named.map(([, , , name]) => publicRegion(name)).find(({ id }) => id !== region);
  if (!other) return { text, places, changed: false, calls: null };
  if (region === 'deploy') return { text, places, changed: false, calls: originOfRegion(other) };
  const isNamed = new Set(named.map(({ index }) => index));
  const changed = text.replace(NAMED_REGION, (match, _quote, _mark, name: string, index: number) =>
    isNamed.has(index) ? match.replace(name, region) : match,
  );
  return { text: changed, places, changed: true, calls: null };
}

const publicRegion = (name: string | undefined) =>
  REGIONS.find(({ id }) => id === name) ?? SDK_DEFAULT_REGION;

/** Returns true for an option of the SDK's, or of an object that may be given to it; not for other calls' data, or in a comment. */
function isSdkOption(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  if (/(?:^|\s)(?:\/\/|\/\*|\*|#)/.test(line)) return false;
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
