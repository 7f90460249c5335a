import { own } from '../../own.ts';

/**
 * What an option takes: nothing (`flag`), a word that doesn't affect the destination (`value`), a header or a URL.
 * `file`: the name of a file that is sent, which no sample may do with a token.
 */
type OptionKind = 'flag' | 'value' | 'header' | 'url' | 'file';
/** The known options of the known programs. */
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
    ...asOptions('file', 'F form T upload-file'),
  },
  wget: {
    ...asOptions('flag', 'q quiet v verbose S server-response'),
    ...asOptions('value', 'method body-data post-data timeout tries'),
    ...asOptions('header', 'header'),
  },
};

/** Returns the options of a program; undefined when it isn't known. */
export function optionsOf(program: string): Record<string, OptionKind> | undefined {
  return own(OPTIONS, program);
}

/**
 * Parses a word as an option; null: it is an address. `value`: the option's value, if it is in the same word. `names`:
 * short options can share a word, and only the last of them takes a value.
 */
export function readOption(
  word: string,
  options: Record<string, OptionKind>,
): { kind: OptionKind; value: string | null; names: string[] } | 'unknown' | null {
  if (!word.startsWith('-') || word === '-') return word === '-' ? 'unknown' : null;
  if (word.startsWith('--')) {
    const [, name = '', value = null] = /^--([\w.-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const kind = name.length > 1 ? own(options, name) : undefined;
    return kind && (kind !== 'flag' || value === null) ? { kind, value, names: [name] } : 'unknown';
  }
  // Short options can share a word: `-sSL`, `-XPOST`.
  for (let i = 1; i < word.length; i++) {
    const kind = own(options, word[i]!);
    if (!kind) return 'unknown';
    const names = [...word.slice(1, i + 1)];
    if (kind !== 'flag') return { kind, value: i + 1 < word.length ? word.slice(i + 1) : null, names };
  }
  return { kind: 'flag', value: null, names: [...word.slice(1)] };
}

function asOptions(kind: OptionKind, names: string): Record<string, OptionKind> {
  return Object.fromEntries(names.split(' ').map((name) => [name, kind]));
}

/**
 * Splits a text into commands and words like a POSIX shell. If it has a variable, substitution, redirection or
 * operator, returns that part instead.
 */
export function splitCommands(text: string): string[][] | string {
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
