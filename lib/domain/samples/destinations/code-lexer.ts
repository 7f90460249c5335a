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
 * Splits JavaScript or Python into tokens, without comments. Returns the first part that isn't certainly one of them
 * instead: a multi-line string, a quote within a string, or a comment of which a shell would run a part.
 */
export function codeTokens(code: string): Token[] | string {
  const tokens: Token[] = [];
  let startsLine = true;
  let spaced = false;
  let inBlockComment = false;
  for (const line of code.split(/(?<=\n)/)) {
    const comment = line.trimStart();
    if (inBlockComment || comment.startsWith('/*')) {
      if (SHELL_ACTIVE.test(line)) return comment;
      inBlockComment = !line.includes('*/');
      if (!inBlockComment && !line.trimEnd().endsWith('*/')) return comment;
      continue;
    }
    startsLine = true;
    spaced = false;
    for (const [text] of line.matchAll(TOKEN)) {
      if (/^\s/.test(text)) {
        spaced = true;
        continue;
      }
      const last = tokens.at(-1);
      if (text === '#' || (text === '/' && last?.text === '/' && !spaced && !startsLine)) {
        if (text === '/') tokens.pop();
        const rest = line.slice(line.indexOf(text === '#' ? '#' : '//'));
        const alone = tokens.at(-1)?.startsLine && tokens.at(-1)?.kind === 'word' && !startsLine;
        if (SHELL_ACTIVE.test(rest) || alone) return rest;
        break;
      }
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
