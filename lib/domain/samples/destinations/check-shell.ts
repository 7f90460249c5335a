import type { ApiOrigin } from '../../identity/keys.ts';
import { addressProblem, unclear } from './check-address.ts';
import type { DestinationProblem } from './check-destinations.ts';

/** A line that begins with a program (or a variable) that a shell would run. */
const COMMAND =
  /^\s*(?:[$#>]\s+)?(?:sudo\s+|env\s+|[A-Za-z_]\w*=\S*\s+)*(?:curl|curl\.exe|wget|https?|xh|httpie|nc|ncat|socat|ssh|telnet|openssl|mosquitto_\w+|export|set|npx|npm|node|python3?|pip|deno|bash|sh|powershell|invoke-\w+|iwr|irm)\s/im;

/** What an option takes: nothing (`flag`), a word that doesn't affect the destination (`value`), a header or a URL. */
type OptionKind = 'flag' | 'value' | 'header' | 'url';
const OPTIONS: Record<string, Record<string, OptionKind>> = {
  curl: {
    ...asOptions(
      'flag',
      'L location g globoff s silent S show-error v verbose i include f fail G get I head compressed http1.1 http2',
    ),
    ...asOptions(
      'value',
      'X request d data data-raw data-binary data-urlencode json m max-time connect-timeout retry A user-agent',
    ),
    ...asOptions('header', 'H header'),
    ...asOptions('url', 'url'),
  },
  wget: {
    ...asOptions('flag', 'q quiet v verbose S server-response'),
    ...asOptions('value', 'method body-data post-data timeout tries'),
    ...asOptions('header', 'header'),
  },
};

/** Headers that a command may set; none of them sends the request to another host. */
const HEADER =
  /^(?:accept|accept-encoding|content-type|user-agent|authorization|token|(?:profile|account|device|network|analysis)-token)\s*:/i;

/** Returns true for a text with a shell command in any line. */
export function isShell(text: string): boolean {
  return COMMAND.test(text);
}

/** Returns why shell commands must not get a token; null if they may: only known commands with known options. */
export function shellProblem(text: string, origin: ApiOrigin): DestinationProblem | null {
  const commands = splitCommands(text);
  if (typeof commands === 'string') return unclear(commands);
  for (const words of commands) {
    const problem = commandProblem(words, origin);
    if (problem) return problem;
  }
  return null;
}

function commandProblem([program = '', ...words]: string[], origin: ApiOrigin): DestinationProblem | null {
  const options = OPTIONS[program];
  if (!options) return unclear(program);
  let addresses = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const option = readOption(word, options);
    if (option === 'unknown') return unclear(word);
    if (option === null || option.kind === 'url') {
      const address = option ? (option.value ?? words[++i] ?? '') : word;
      // Both programs use plain http for an address without a scheme.
      const problem = addressProblem(
        /^[a-z][\w+.-]*:\/\//i.test(address) ? address : `http://${address}`,
        origin,
      );
      if (problem) return problem;
      addresses += 1;
      continue;
    }
    if (option.kind === 'flag') continue;
    const value = option.value ?? words[++i] ?? '';
    if (option.kind === 'header' && !HEADER.test(value)) return unclear(value);
    // `@file` reads a local file, which could contain a header or an address.
    if (value.startsWith('@') || (/^--data-urlencode/.test(word) && value.includes('@'))) {
      return unclear(value);
    }
  }
  return addresses > 0 ? null : unclear(program);
}

/** Parses a word as an option; null: it is an address. `value`: the option's value, if it is in the same word. */
function readOption(
  word: string,
  options: Record<string, OptionKind>,
): { kind: OptionKind; value: string | null } | 'unknown' | null {
  if (!word.startsWith('-') || word === '-') return word === '-' ? 'unknown' : null;
  if (word.startsWith('--')) {
    const [, name = '', value = null] = /^--([\w.-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const kind = name.length > 1 ? options[name] : undefined;
    return kind && (kind !== 'flag' || value === null) ? { kind, value } : 'unknown';
  }
  // Short options can share a word: `-sSL`, `-XPOST`.
  for (let i = 1; i < word.length; i++) {
    const kind = options[word[i]!];
    if (!kind) return 'unknown';
    if (kind !== 'flag') return { kind, value: i + 1 < word.length ? word.slice(i + 1) : null };
  }
  return { kind: 'flag', value: null };
}

function asOptions(kind: OptionKind, names: string): Record<string, OptionKind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

/**
 * Splits a text into commands and words like a POSIX shell. If it has a variable, substitution, redirection or
 * operator, returns that part instead.
 */
function splitCommands(text: string): string[][] | string {
  const commands: string[][] = [];
  const words: string[] = [];
  let word: string | null = null;
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (char === "'" || char === '"') {
      const end = closingQuote(text, i);
      const inside = end < 0 ? text.slice(i) : text.slice(i + 1, end);
      if (end < 0 || (char === '"' && /[$`!]/.test(inside))) return inside;
      word = (word ?? '') + (char === '"' ? inside.replace(/\\(?:(["\\])|\n)/g, '$1') : inside);
      i = end;
    } else if (char === '\\') {
      i += 1;
      if (text[i] !== '\n') word = (word ?? '') + (text[i] ?? '');
    } else if (char === '\n' || char === ' ' || char === '\t') {
      if (word !== null) words.push(word);
      word = null;
      if (char === '\n' && words.length > 0) commands.push(words.splice(0));
    } else if (char === '#' && word === null) {
      const end = text.indexOf('\n', i);
      const comment = text.slice(i, end < 0 ? text.length : end);
      // An interactive zsh has no comments: after a command they are its arguments, alone they may contain a command.
      if (words.length > 0 || /["'`$;&|<>\\!]|=\(/.test(comment)) return comment;
      i += comment.length - 1;
    } else if (/[$`;&|()<>{}~!*^]/.test(char)) {
      return char;
    } else {
      word = (word ?? '') + char;
    }
  }
  if (word !== null) words.push(word);
  if (words.length > 0) commands.push(words);
  return commands;
}

function closingQuote(text: string, open: number): number {
  const quote = text[open]!;
  for (let i = open + 1; i < text.length; i++) {
    if (text[i] === '\\' && quote === '"') i += 1;
    else if (text[i] === quote) return i;
  }
  return -1;
}
