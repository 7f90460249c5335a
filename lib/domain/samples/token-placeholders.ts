import { enclosingCall, inComment, WINDOW } from './sample-call.ts';

/** Whose token a placeholder is for. `unknown`: the context doesn't say; `other`: not one of the platform's. */
export type PlaceholderOwner = 'profile' | 'device' | 'network' | 'analysis' | 'other' | 'unknown';

/** A placeholder for a token in a sample: `[start, end)` is what a value would replace. */
interface TokenPlaceholder {
  start: number;
  end: number;
  owner: PlaceholderOwner;
}

/** Longer texts aren't searched: some of the searches take four times as long for a text of twice the length. */
export const MAX_SAMPLE_LENGTH = 30_000;

const OWNER_WORDS = new Map<string, PlaceholderOwner>([
  ['profile', 'profile'],
  ['account', 'profile'],
  ['device', 'device'],
  ['network', 'network'],
  ['analysis', 'analysis'],
  // What something is called, which others read.
  ['name', 'other'],
  ['key', 'other'],
  ['label', 'other'],
  // Portuguese and Spanish.
  ['perfil', 'profile'],
  ['conta', 'profile'],
  ['cuenta', 'profile'],
  ['dispositivo', 'device'],
  ['rede', 'network'],
  ['red', 'network'],
  ['analise', 'analysis'],
  ['analisis', 'analysis'],
]);

const setOf = (words: string) => new Set(words.split(' '));
/** Words that mark a text as a placeholder rather than a name, and words that may be next to them. */
const MARKER_WORDS = setOf(
  'your my insert enter add paste put replace here xxx xxxx seu meu tu su mi aqui insira inserte',
);
const FILLER_WORDS = setOf('token the a an with goes valid own secret value to in de do da del');

/** Classes of the platform's SDKs by the owner of the token that they take. */
const CALLS = new Map<string, PlaceholderOwner>([
  ['Account', 'profile'],
  ['Resources', 'profile'],
  ['Device', 'device'],
  ['Network', 'network'],
  ['Analysis', 'analysis'],
  ['Services', 'analysis'],
]);
/** Calls that print, prompt for, look up or compare their arguments, which therefore aren't tokens. */
const NOT_A_VALUE =
  /(^|\.)(console|log|logger|print\w*|eprint\w*|echo|alert|prompt|input|error|exception|assert\w*|equals?|includes|getenv|require|import)\b|env(iron)?\b|\[\]$/i;

/** Names of headers and fields with a token. */
const HEADER = /^(?:(profile|account|device|network|analysis)-)?(?:token|authorization)$/i;

const QUOTED = /(["'`])((?:(?!\1)[^\n\\]){3,120})\1/g;
const BARE_HEADER =
  /^([ \t]*([A-Za-z]+(?:-[A-Za-z]+)*)[ \t]*:[ \t]*)([^\s"'`{[](?:[^\r\n"'`]*[^\r\n"'` \t])?)[ \t]*$/gm;

/** A setting of an .env file, with a value that isn't quoted. */
const BARE_SETTING = /^(\w+=)([^\s"'`]+)$/gm;
const SETTINGS_LINE = /^(?:#|\w+=|$)/;

/**
 * Returns every placeholder for a token in a sample, with the token's owner. A placeholder is a whole string, or the
 * value of a header or setting. If its text, its name or the call around it indicates another owner than a profile, it
 * isn't for a profile's token.
 */
export function findPlaceholders(text: string): TokenPlaceholder[] {
  if (text.length > MAX_SAMPLE_LENGTH || !/token/i.test(text)) return [];
  const found: TokenPlaceholder[] = [];
  for (const match of text.matchAll(QUOTED)) {
    const start = match.index + 1;
    const content = match[2]!;
    const header = /^\s*([A-Za-z-]+)\s*:\s*(?=\S)/.exec(content);
    const name = header && HEADER.test(header[1]!) ? header[1]! : null;
    add(found, text, name ? start + header![0].length : start, start + content.length, name);
  }
  for (const match of text.matchAll(BARE_HEADER)) {
    if (!HEADER.test(match[2]!)) continue;
    const start = match.index + match[1]!.length;
    add(found, text, start, start + match[3]!.length, match[2]!);
  }
  if (text.split('\n').every((line) => SETTINGS_LINE.test(line))) {
    for (const { index, 1: name, 2: value } of text.matchAll(BARE_SETTING)) {
      const start = index + name!.length;
      if (/token/i.test(name!)) add(found, text, start, start + value!.length, name!);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Returns the places of a sample that the active profile's token may fill, as `[start, end)` offsets, ascending. */
export function profileTokenPlaces(text: string): [number, number][] {
  return findPlaceholders(text)
    .filter(({ owner }) => owner === 'profile')
    .map(({ start, end }) => [start, end]);
}

/** Adds a placeholder if there is one at this place. `header`: the name of the header or setting, for its value. */
function add(
  found: TokenPlaceholder[],
  text: string,
  from: number,
  end: number,
  header: string | null,
): void {
  const scheme = /^(bearer|token)\s+(?=\S)/i.exec(text.slice(from, end));
  const start = from + (scheme?.[0].length ?? 0);
  const value = text.slice(start, end);
  const words = wordsOf(value);
  if (!isPlaceholder(value, words) || inComment(text, start)) return;
  if (found.some((other) => start < other.end && end > other.start)) return;
  const quoted = header === null;
  if (quoted && (isKey(text, end) || isCompared(text, start, end))) return;
  const name = header ?? nameAround(text, start, end);
  const call = quoted ? enclosingCall(text, from - 1) : null;
  if (call !== null && NOT_A_VALUE.test(call)) return;
  const owner = strictest([ownerOfCall(call), ownerOfName(name), ownerOfText(words)]);
  // A sentence without a name before it may be a message to the reader.
  const sentence = /\s/.test(value) && ownerOfCall(call) === null && !/token|authorization/i.test(name);
  found.push({ start, end, owner: sentence || !owner ? 'unknown' : owner });
}

/** Returns the first owner other than a profile, else 'profile'; null when no owner is known. */
function strictest(owners: (PlaceholderOwner | null)[]): PlaceholderOwner | null {
  return owners.find((owner) => owner && owner !== 'profile') ?? owners.find((owner) => owner) ?? null;
}

function isPlaceholder(value: string, words: string[]): boolean {
  if (!words.includes('token') || words.length > 8) return false;
  if (!/^[\s\w<>{}[\]#*.-]+$/.test(value)) return false;
  const wrapped = /^(<[^<>]+>|\{\{?[^{}]+\}\}?|\[[^[\]]+\])$/.test(value.trim());
  return wrapped || words.some((word) => MARKER_WORDS.has(word));
}

function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}

/** Returns the owner by a placeholder's text; an unknown word means `other`. */
function ownerOfText(words: string[]): PlaceholderOwner | null {
  const owners = words.map((word) =>
    MARKER_WORDS.has(word) || FILLER_WORDS.has(word) ? null : (OWNER_WORDS.get(word) ?? 'other'),
  );
  return strictest(owners);
}

/** Returns the owner by a name. A profile counts only if the name also contains "token". */
function ownerOfName(name: string): PlaceholderOwner | null {
  const words = wordsOf(name);
  const owner = strictest(
    words.map((word) => OWNER_WORDS.get(word) ?? OWNER_WORDS.get(word.replace(/s$/, '')) ?? null),
  );
  return owner === 'profile' && !words.includes('token') ? null : owner;
}

function ownerOfCall(call: string | null): PlaceholderOwner | null {
  // `Analysis.use(…)` and `tago.Account(…)`: the class is one of the last two parts.
  const parts =
    call
      ?.replace(/^new\s+/, '')
      .split('.')
      .slice(-2) ?? [];
  return parts.map((part) => CALLS.get(part)).find((owner) => owner) ?? null;
}

/**
 * Returns the name of a value: its statement up to the value (`MY_DEVICE_TOKEN = `, `"Profile-Token": `,
 * `Deno.env.get("ANALYSIS_TOKEN") || `, `Add("Profile-Token", `), or Swift's field name after it.
 */
function nameAround(text: string, start: number, end: number): string {
  const line = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - WINDOW), start - 1);
  const argument = /["']([\w-]+)["']\s*,\s*$/.exec(line)?.[1];
  if (argument && /token/i.test(argument)) return argument;
  const field = /^["'`][^\n]{0,12},\s*forHTTPHeaderField:\s*"([\w-]+)"/.exec(text.slice(end, end + 80))?.[1];
  if (field) return field;
  const statement = line.slice(
    Math.max(line.lastIndexOf('{'), line.lastIndexOf(','), line.lastIndexOf(';')) + 1,
  );
  // Within a call, only the call's part of the statement counts.
  return /\bget(env)?\(/i.test(statement) ? statement : statement.slice(statement.lastIndexOf('(') + 1);
}

function isKey(text: string, end: number): boolean {
  return /^["'`]\s*(:|=>)/.test(text.slice(end, end + 8));
}

function isCompared(text: string, start: number, end: number): boolean {
  return (
    /[=!]==?\s*$/.test(text.slice(Math.max(0, start - 8), start - 1)) ||
    /^["'`]\s*[=!]==?/.test(text.slice(end, end + 8))
  );
}
