import type { ApiOrigin } from '../identity/keys.ts';
import { REGIONS, regionOf } from '../regions/region.ts';
import { setSampleHost } from './api-host.ts';
import { enclosingCall } from './sample-call.ts';

/** The region that the official SDKs call unless they are given another. */
export const SDK_DEFAULT_REGION = REGIONS[0];

/** A sample with the `[start, end)` offsets of its placeholders. */
interface PlacedSample {
  text: string;
  places: [number, number][];
}

/**
 * Sets the profile's region in a sample of the official SDK. The JavaScript SDK takes `region` beside the token and
 * defaults to `us-e1`. For regions other than eu-w1, and for the Python SDK, there is no value that every release
 * supports: the sample is unchanged, and `unset` says that it would call another region.
 */
export function setSdkRegion(
  sample: PlacedSample,
  origin: ApiOrigin,
): PlacedSample & { changed: boolean; unset: boolean } {
  const region = regionOf(origin);
  const same = { ...sample, changed: false, unset: false };
  if (region === SDK_DEFAULT_REGION.id || !/\b(Account|Resources)\(/.test(sample.text)) return same;
  if (/\bregion\b/.test(sample.text) || setSampleHost(sample.text, origin).text !== sample.text) return same;
  const { text, places } = sample;
  if (region !== 'eu-w1' || !places.every((place) => inJavaScriptCall(text, place)))
    return { ...same, unset: true };
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
  return { text: longer + text.slice(last), places: moved, changed: true, unset: false };
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
