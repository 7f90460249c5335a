import type { ApiOrigin } from '../identity/keys.ts';
import { dialectOf, headerSlot, type SampleDialect, targetOf } from './sample-dialects.ts';
import { isApiHost, setSampleHost } from './sample-host.ts';

/** The header that carries a profile's token; the one the platform's own SDK sends. */
const TOKEN_HEADER = 'token';
/** Stands where the token will, until it is fetched. */
const TOKEN_MARK = '<your-profile-token>';
/** The profile's own id in a path (`/profiled/` is how the API reference spells one of them). */
const PROFILE_ID = /(\/profiled?\/):\w+/g;

/** A sample of an API reference page, complete but for the token. */
export interface RunnableSample {
  text: string;
  /** Where the token goes, as `[start, end)` offsets. */
  places: [number, number][];
  /** The host was another region's. */
  hostChanged: boolean;
  /** The path held a blank for a profile's id, and holds the active one's now. */
  idFilled: boolean;
}

/**
 * Completes a generated sample (curl, Python, Go, Node.js, Rust, Swift; any of the generator's variants): the
 * token header where the language's headers stand, the profile's own API host, its id where the path says
 * `/profile/:id`. Null when there is nothing of that to do ({@link mayComplete}), or when it talks to anybody
 * else than the platform's API.
 */
export function completeSample(
  text: string,
  profile: { origin: ApiOrigin; profileId: string },
): RunnableSample | null {
  const dialect = dialectOf(text);
  if (!dialect || !mayComplete(text) || !isApiHost(targetOf(text, dialect) ?? '-')) return null;
  const hosted = setSampleHost(text, profile.origin);
  const reachable = hosted.changed ? speakHttp(hosted.text, dialect, profile.origin) : hosted.text;
  let idFilled = false;
  const addressed = reachable.replace(PROFILE_ID, (_, before: string) => {
    idFilled = true;
    return before + profile.profileId;
  });
  const slot = headerSlot(addressed, dialect, TOKEN_HEADER);
  if (!slot) return null;
  const at = slot.start + slot.before.length;
  const tail = addressed.slice(slot.end);
  const rest = slot.also
    ? tail.slice(0, slot.also.at - slot.end) + slot.also.text + tail.slice(slot.also.at - slot.end)
    : tail;
  return {
    text: addressed.slice(0, slot.start) + slot.before + TOKEN_MARK + slot.after + rest,
    places: [[at, at + TOKEN_MARK.length]],
    hostChanged: hosted.changed,
    idFilled,
  };
}

/** Whether a sample is one of the generator's and names no token of any kind yet. */
export function mayComplete(text: string): boolean {
  return dialectOf(text) !== null && !hasTokenHeader(text);
}

/** A sample with `value` at each of the places. Places are ascending and apart. */
export function fillPlaces(text: string, places: readonly [number, number][], value: string): string {
  let filled = '';
  let last = 0;
  for (const [start, end] of places) {
    filled += text.slice(last, start) + value;
    last = end;
  }
  return filled + text.slice(last);
}

function hasTokenHeader(text: string): boolean {
  return /["'](?:\w+-)?token["']?\s*[:,)]/i.test(text) && /<[\w-]*token>/i.test(text);
}

/** A TagoDeploy on this machine may speak plain http on a port of its own: two libraries are told apart for it. */
function speakHttp(text: string, dialect: SampleDialect, origin: ApiOrigin): string {
  const { protocol, hostname, host, port } = new URL(origin);
  if (dialect === 'python-http.client' && protocol === 'http:')
    return text.replace('HTTPSConnection(', 'HTTPConnection(');
  if (dialect !== 'nodejs-native') return text;
  const ported =
    port === ''
      ? text
      : text.replace(`'hostname': '${host}',`, `'hostname': '${hostname}',\n  'port': ${port},`);
  return protocol === 'http:'
    ? ported.replace("require('follow-redirects').https", "require('follow-redirects').http")
    : ported;
}
