import type { ApiOrigin } from '../identity/keys.ts';
import { isApiHost, setSampleHost } from './api-host.ts';
import { hiddenCharacter } from './destinations/hidden-characters.ts';
import { parseGenerated } from './generated-sample.ts';
import { namesToken } from './may-complete.ts';
import { headerSlot, type SampleDialect } from './sample-dialects.ts';
import { fillPath } from './sample-path.ts';

/** The header that carries a profile's token; the one the platform's own SDK sends. */
const TOKEN_HEADER = 'token';
/** Stands where the token will, until it is fetched. */
const TOKEN_MARK = '<your-profile-token>';

/** A sample of an API reference page, complete but for the token. */
export interface RunnableSample {
  text: string;
  /** Where the token goes, as `[start, end)` offsets. */
  places: [number, number][];
  /** The host was another region's. */
  hostChanged: boolean;
  /** The path held a blank for a profile's id, and holds the active one's now. */
  idFilled: boolean;
  /** The reference misspells this operation's path; the platform's own SDK knows the right one. */
  pathCorrected: boolean;
  /** Blanks of the path that are left for the person to fill in: `deviceID`. */
  blanks: string[];
}

/**
 * Completes a generated sample (curl, Python, Go, Node.js, Rust, Swift; any of the generator's variants): the
 * token header where the language's headers stand, the profile's own API host, its id where the path says
 * `/profile/:id`. Null when any of the sample is not what the generator writes, when it names a token of any
 * kind already, or when it talks to anybody else than the platform's API.
 */
export function completeSample(
  text: string,
  profile: { origin: ApiOrigin; profileId: string },
): RunnableSample | null {
  const sample = parseGenerated(text);
  if (!sample || namesToken(text) || hiddenCharacter(text) || !isApiHost(sample.target.text)) return null;
  const { dialect, target, path } = sample;
  const host = setSampleHost(target.text, profile.origin);
  const right = fillPath(path.text, profile.profileId);
  const moved = text.slice(0, target.start) + host.text + text.slice(target.end, path.start);
  const addressed = moved + right.path + text.slice(path.end);
  const reachable = host.changed ? speakHttp(addressed, dialect, profile.origin) : addressed;
  const slot = headerSlot(reachable, dialect, TOKEN_HEADER);
  if (!slot) return null;
  const at = slot.start + slot.before.length;
  const tail = reachable.slice(slot.end);
  const rest = slot.also
    ? tail.slice(0, slot.also.at - slot.end) + slot.also.text + tail.slice(slot.also.at - slot.end)
    : tail;
  return {
    text: reachable.slice(0, slot.start) + slot.before + TOKEN_MARK + slot.after + rest,
    places: [[at, at + TOKEN_MARK.length]],
    hostChanged: host.changed,
    idFilled: right.idFilled,
    pathCorrected: right.corrected,
    blanks: right.blanks,
  };
}

/** Returns a sample with `value` at each of the places. Places are ascending and apart. */
export function fillPlaces(text: string, places: readonly [number, number][], value: string): string {
  let filled = '';
  let last = 0;
  for (const [start, end] of places) {
    filled += text.slice(last, start) + value;
    last = end;
  }
  return filled + text.slice(last);
}

/** A TagoDeploy on this machine may speak plain http on a port of its own: two libraries need a change for it. */
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
