import type { ApiOrigin } from '../identity/keys.ts';
import { isApiHost, setSampleHost } from './api-host.ts';
import { hiddenCharacter } from './destinations/hidden-characters.ts';
import { parseGenerated } from './generated-sample.ts';
import { namesToken } from './may-complete.ts';
import { headerSlot, type SampleDialect } from './sample-dialects.ts';
import { fillPath } from './sample-path.ts';

/** The header with a profile's token, as the platform's SDK sends it. */
const TOKEN_HEADER = 'token';
/** Placeholder until the token is fetched. */
const TOKEN_PLACEHOLDER = '<your-profile-token>';

/** A sample of an API reference page, complete except for the token. */
interface RunnableSample {
  text: string;
  /** Where the token goes, as `[start, end)` offsets. */
  places: [number, number][];
  /** The host was another region's. */
  hostChanged: boolean;
  /** A placeholder for a profile's id was filled in. */
  idFilled: boolean;
  /** A path that the reference misspells was corrected. */
  pathCorrected: boolean;
  /** Path parameters that the person has to fill in, such as `deviceID`. */
  blanks: string[];
}

/**
 * Completes a generated sample (curl, Python, Go, Node.js, Rust, Swift) for a profile: adds the token header, sets the
 * profile's API host, and fills in its id for `/profile/:id`. Null when any part of the sample isn't what the generator
 * writes, when it already has a token of any kind, or when it calls another host than the platform's API.
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
  const reachable = host.changed ? adaptToOrigin(addressed, dialect, profile.origin) : addressed;
  const slot = headerSlot(reachable, dialect, TOKEN_HEADER);
  if (!slot) return null;
  const at = slot.start + slot.before.length;
  const tail = reachable.slice(slot.end);
  const rest = slot.also
    ? tail.slice(0, slot.also.at - slot.end) + slot.also.text + tail.slice(slot.also.at - slot.end)
    : tail;
  return {
    text: reachable.slice(0, slot.start) + slot.before + TOKEN_PLACEHOLDER + slot.after + rest,
    places: [[at, at + TOKEN_PLACEHOLDER.length]],
    hostChanged: host.changed,
    idFilled: right.idFilled,
    pathCorrected: right.corrected,
    blanks: right.blanks,
  };
}

/** Returns a sample with `value` at each place. Places are ascending and don't overlap. */
export function fillPlaces(text: string, places: readonly [number, number][], value: string): string {
  let filled = '';
  let last = 0;
  for (const [start, end] of places) {
    filled += text.slice(last, start) + value;
    last = end;
  }
  return filled + text.slice(last);
}

/** Adapts the code of two libraries to a TagoDeploy instance with plain http (on this computer) or a port. */
function adaptToOrigin(text: string, dialect: SampleDialect, origin: ApiOrigin): string {
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
