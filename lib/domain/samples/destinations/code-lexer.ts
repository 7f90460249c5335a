/** A word, a number, a string with its quotes, or one character of punctuation. */
export interface Token {
  kind: 'word' | 'string' | 'punctuation';
  text: string;
  /** True for the first token of a line. */
  startsLine: boolean;
  /** True if there is white space before it on its line. */
  spaced: boolean;
  /** True for a property (after a single dot), and for a dot before a name. */
  member: boolean;
}

const TOKEN = /[ \t]+|\n|(["'`])(?:(?!\1)[^\\\n]|\\[^"'`\n])*\1|[\w$]+|[^\s]/g;
/** Characters with a meaning for a shell, even in a comment. */
const SHELL_ACTIVE = /[`$;&|<>]/;

/**
 * Within double quotes and between back quotes a shell runs commands. In a template that leaves words and a few signs,
 * of which none can name a host.
 */
const isShellText = (text: string) =>
  text.startsWith('`')
    ? !/^[\p{L} ,:()!?'-]*$/u.test(text.slice(1, -1).replace(/\$\{[^}]*\}/g, ''))
    : /`|\$[({[]/.test(text);
/** Escapes but those of line breaks and tabs: JavaScript leaves out a backslash before any other character. */
const ESCAPE = /\\[^nt]/;
/**
 * Words of which a Python parser makes a mistake, whatever follows them: there, two slashes after a value are a
 * division, and what looks like a comment would be run.
 */
const PROSE =
  /^[ \t]*(?:\* )?(?!(?:await|lambda|not)\b)[A-Za-z]\w*[ \t]+(?!(?:if|else|and|or|in|is|not|for|async)\b)[A-Za-z]/;
/** What could be a statement in Python, if each line is read alone. */
const STATEMENT = /"""|'''|[\\()[\]{}=]/;
/** What a template's `${…}` may contain: a name, with properties. */
const PROPERTY = /^\s*[\w$]+(?:\.[\w$]+)*\s*$/;

/** Returns the tokens of a template's placeholders, or the first placeholder that isn't just a name. */
function valuesIn(template: string): Token[] | string {
  const tokens: Token[] = [];
  for (const [whole, inner = ''] of template.matchAll(/\$\{([^}]*)\}?/g)) {
    const found = PROPERTY.test(inner) ? codeTokens(inner) : whole;
    if (typeof found === 'string') return found;
    tokens.push(...found.map((token) => ({ ...token, startsLine: false, spaced: false })));
  }
  return tokens;
}

/**
 * Splits a program into tokens, without comments. It doesn't matter whether the program is then read as JavaScript or
 * as Python: what would be a comment in only one of them is an error in the other, or nothing that runs. Returns the
 * first part of which that isn't certain instead, a multi-line string, a quote within a string, or a comment of which a
 * shell would run a part.
 */
export function codeTokens(code: string): Token[] | string {
  const tokens: Token[] = [];
  let startsLine = true;
  let spaced = false;
  let inBlockComment = false;
  let depth = 0;
  for (const line of code.split(/(?<=\n)/)) {
    const comment = line.trim();
    if (inBlockComment || comment.startsWith('/*')) {
      const end = comment.indexOf('*/', inBlockComment ? 0 : 2);
      const mayRun =
        inBlockComment && STATEMENT.test(line) && !PROSE.test(line) && !comment.startsWith('* @');
      if (SHELL_ACTIVE.test(line) || mayRun || (end >= 0 && end < comment.length - 2)) return comment;
      inBlockComment = end < 0;
      continue;
    }
    startsLine = true;
    spaced = false;
    for (const { 0: text, index } of line.matchAll(TOKEN)) {
      if (/^\s/.test(text)) {
        spaced = true;
        continue;
      }
      const last = tokens.at(-1);
      if (text === '#' || (text === '/' && last?.text === '/' && !spaced && !startsLine)) {
        const begins = text === '/' ? tokens.pop()!.startsLine : startsLine;
        const before = begins && depth === 0 ? undefined : tokens.at(-1);
        const rest = line.slice(index + 1);
        const alone = !begins && before?.startsLine && before.kind === 'word';
        const divides =
          text === '/' && before && (before.kind !== 'punctuation' || /[)\]}]/.test(before.text));
        if (SHELL_ACTIVE.test(rest) || alone || (divides && !PROSE.test(rest) && !/^\s*\d+\s*$/.test(rest)))
          return comment;
        break;
      }
      if (/^[([{]$/.test(text)) depth += 1;
      else if (/^[)\]}]$/.test(text)) depth -= 1;
      // Python reads many letters as the Latin ones that they resemble.
      if (/^["'`\\]$/.test(text) || text > '\x7f') return line.trim();
      const kind = /^["'`]/.test(text) ? 'string' : /^[\w$]/.test(text) ? 'word' : 'punctuation';
      if (kind === 'string' && (isShellText(text) || ESCAPE.test(text))) return text;
      const member = last?.text === '.' && tokens.at(-2)?.text !== '.' && !spaced;
      if (member && kind === 'word') last.member = true;
      tokens.push({ kind, text, startsLine, spaced, member: member && kind === 'word' });
      if (text.startsWith('`')) {
        const values = valuesIn(text);
        if (typeof values === 'string') return values;
        tokens.push(...values);
      }
      startsLine = false;
      spaced = false;
    }
  }
  return inBlockComment ? '/*' : tokens;
}

/** Returns a program's text without comments, which could separate what a rule looks for. */
export function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ text, startsLine, spaced }) => (startsLine ? '\n' : spaced ? ' ' : '') + text)
    .join('');
}
