/** A word, a number, a string with its quotes, or one character of punctuation. */
export interface Token {
  kind: 'word' | 'string' | 'punctuation';
  text: string;
  /** It is the first of its line. */
  startsLine: boolean;
  /** There are blanks before it, on its line. */
  spaced: boolean;
  /** It is a property: a single dot stands before it. For a dot: a name follows it. */
  member: boolean;
}

const TOKEN = /[ \t]+|\n|(["'`])(?:(?!\1)[^\\\n]|\\[^"'`\n])*\1|[\w$]+|[^\s]/g;
/** What a shell would act on, in a remark too. */
const ACTIVE = /[`$;&|<>]/;

/** What a template's `${…}` may hold: a name, with properties of it. */
const PROPERTY = /^\s*[\w$]+(?:\.[\w$]+)*\s*$/;

/** Returns the names that a template's text takes in; the part that is more than names instead. */
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
 * Splits JavaScript or Python into tokens, without remarks. Returns the part that is not one of them for certain
 * instead: a string over several lines, a quote in a string, a remark that a shell would run a part of.
 */
export function codeTokens(code: string): Token[] | string {
  const tokens: Token[] = [];
  let startsLine = true;
  let spaced = false;
  let inBlockRemark = false;
  for (const line of code.split(/(?<=\n)/)) {
    const remark = line.trimStart();
    if (inBlockRemark || remark.startsWith('/*')) {
      if (ACTIVE.test(line)) return remark;
      inBlockRemark = !line.includes('*/');
      if (!inBlockRemark && !line.trimEnd().endsWith('*/')) return remark;
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
        if (ACTIVE.test(rest) || alone) return rest;
        break;
      }
      if (/^["'`\\]$/.test(text)) return line.trim();
      const kind = /^["'`]/.test(text) ? 'string' : /^[\w$]/.test(text) ? 'word' : 'punctuation';
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
  return inBlockRemark ? '/*' : tokens;
}
