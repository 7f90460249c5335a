import type { ApiOrigin } from '../identity/keys.ts';
import { isApiHost, setSampleHost } from './api-host.ts';
import { targetProblem } from './destinations/check-address.ts';
import { hiddenCharacter } from './destinations/hidden-characters.ts';
import { isBodyMisread } from './destinations/shell-quotes.ts';
import { type GeneratedSample, parseGenerated } from './generated-sample.ts';
import { namesToken } from './may-complete.ts';
import { headerSlot } from './sample-dialects.ts';
import { applyEdits, type Edit, shiftAt } from './sample-edits.ts';
import { fillPath } from './sample-path.ts';

/** The header with a profile's token, as the platform's SDK sends it. */
const TOKEN_HEADER = 'token';
/** Placeholder until the token is fetched. */
const TOKEN_PLACEHOLDER = '<your-profile-token>';

/** A sample of an API reference page that has everything but the token. */
interface CompletedSample {
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
 * writes, when it already has a token of any kind, or when it calls another host than the platform's API, or that one
 * unencrypted.
 */
export function completeSample(
  text: string,
  profile: { origin: ApiOrigin; profileId: string },
): CompletedSample | null {
  const sample = parseGenerated(text);
  if (!sample || namesToken(text) || hiddenCharacter(text) || !isApiHost(sample.target.text)) return null;
  if (sample.dialect === 'curl' && isBodyMisread(text)) return null;
  const { target, path } = sample;
  const host = setSampleHost(target.text, profile.origin);
  const token = tokenHeader(text, sample);
  if (!token || targetProblem(host.text, profile.origin)) return null;
  const filled = fillPath(path.text, profile.profileId);
  const edits = [
    ...(host.changed ? targetEdits(text, sample, profile.origin) : []),
    { start: path.start, end: path.end, text: filled.path },
    ...token.edits,
  ];
  return {
    text: applyEdits(text, edits),
    places: [placeAfter(edits, token.edit)],
    hostChanged: host.changed,
    idFilled: filled.idFilled,
    pathCorrected: filled.corrected,
    blanks: filled.blanks,
  };
}

/**
 * Returns the edits that add the token's header, `edit` being the one with the token. Null unless the result is the
 * same sample but for one more header: the languages' places are patterns of their own, and a wrong one would make the
 * token a part of something else.
 */
function tokenHeader(text: string, sample: GeneratedSample): { edits: Edit[]; edit: Edit } | null {
  const slot = headerSlot(text, sample.dialect, TOKEN_HEADER, sample.headers?.start ?? null);
  if (!slot) return null;
  const edit = { start: slot.start, end: slot.end, text: slot.before + TOKEN_PLACEHOLDER + slot.after };
  const edits = [
    edit,
    ...(slot.also ? [{ start: slot.also.at, end: slot.also.at, text: slot.also.text }] : []),
  ];
  const result = parseGenerated(applyEdits(text, edits));
  const [start, end] = placeAfter(edits, edit);
  const same =
    result?.dialect === sample.dialect &&
    result.target.text === sample.target.text &&
    result.path.text === sample.path.text &&
    result.headers !== null &&
    result.headers.start <= start &&
    end <= result.headers.end;
  return same ? { edits, edit } : null;
}

/** Returns where the token's placeholder is once all edits are made. */
function placeAfter(edits: readonly Edit[], token: Edit): [number, number] {
  const at = token.start + shiftAt(token.start, edits) + token.text.indexOf(TOKEN_PLACEHOLDER);
  return [at, at + TOKEN_PLACEHOLDER.length];
}

/** Returns a sample with `value` at each place. Places are ascending and don't overlap. */
export function fillTokenPlaces(text: string, places: readonly [number, number][], value: string): string {
  let filled = '';
  let last = 0;
  for (const [start, end] of places) {
    filled += text.slice(last, start) + value;
    last = end;
  }
  return filled + text.slice(last);
}

/**
 * Returns the edits that make a sample call a profile's origin. The code of two libraries depends on whether that has
 * plain http (a TagoDeploy instance on this computer) or a port.
 */
function targetEdits(text: string, { dialect, target }: GeneratedSample, origin: ApiOrigin): Edit[] {
  const { protocol, hostname, port } = new URL(origin);
  const moved = { ...target, text: setSampleHost(target.text, origin).text };
  const plain = (secure: string, open: string): Edit[] => {
    const at = text.indexOf(secure);
    return protocol === 'http:' ? [{ start: at, end: at + secure.length, text: open }] : [];
  };
  if (dialect === 'python-http.client') return [moved, ...plain('HTTPSConnection(', 'HTTPConnection(')];
  if (dialect !== 'nodejs-native') return [moved];
  // The closing quote belongs to the host, or to the port's line.
  const ported = { start: target.start, end: target.end + 1, text: `${hostname}',\n  'port': ${port}` };
  return [
    port === '' ? moved : ported,
    ...plain("require('follow-redirects').https", "require('follow-redirects').http"),
  ];
}
