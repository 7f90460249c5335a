import { own } from '../../own.ts';
import { unclear } from './check-address.ts';
import type { DestinationProblem } from './check-destinations.ts';
import { codeTokens, type Token } from './code-lexer.ts';

/*
 * A sample could be run by another program than the one it seems to be written for: a shell, Ruby, PHP. So code that
 * does more than define values (check-definitions.ts) must be JavaScript or Python and nothing else, and it may use
 * only names that it defines itself, or that are known not to send anything.
 */

const words = (text: string) => new Set(text.split(' '));

/** Words that may be next to another word. */
const KEYWORDS = words(
  'import from as const let var async await function return if else elif for while do try catch finally except with def class extends export default new throw raise switch case break continue pass global nonlocal yield in of is and or not lambda typeof instanceof delete void static',
);
/** Values and functions that come with a language. */
const BUILT_IN = words(
  'true false null undefined NaN Infinity this super True False None Error TypeError RangeError Exception ValueError KeyError RuntimeError String Boolean BigInt Symbol RegExp Map Set Date parseInt parseFloat isNaN setTimeout setInterval clearTimeout clearInterval structuredClone print len range str int float bool list dict set tuple sorted enumerate zip map filter sum min max abs round isinstance super input repr format any all reversed fetch Headers require',
);
/** Classes of the platform's SDKs. */
const SDK = words('Account Resources Device Network Analysis Utils Services tagoio_sdk TagoIO');
/** Objects and modules with their allowed members: none that loads code, runs programs or sends anything. */
const MEMBERS: Record<string, ReadonlySet<string>> = {
  console: words('log info warn error debug table'),
  JSON: words('stringify parse'),
  Math: words('abs ceil floor round max min random pow sqrt trunc'),
  Object: words('keys values entries assign fromEntries freeze'),
  Array: words('from isArray of'),
  Promise: words('all allSettled any race resolve reject'),
  Number: words('isInteger isFinite isNaN parseFloat parseInt MAX_SAFE_INTEGER'),
  process: words('exit exitCode env argv'),
  Deno: words('env'),
  json: words('dumps loads'),
  os: words('getenv environ path'),
  sys: words('exit argv'),
  time: words('time sleep monotonic strftime'),
  datetime: words('datetime date time timedelta timezone now utcnow today'),
  asyncio: words('run sleep gather'),
  typing: words('Any Dict List Optional'),
  dayjs: words('utc extend'),
  moment: words('utc duration'),
  requests: words('get post put patch delete head request Session exceptions'),
  axios: words('get post put patch delete head request create isAxiosError'),
  http: words('client'),
};

/** Configuration keys whose value is a program or a package. */
const RUNS_PROGRAM = /\b(?:command|args|cmd|entrypoint|scripts?|image|package)["']?\s*[:=]/i;

/** Imports of a module under another name, or of everything in it. */
const HIDES_NAMES = /\bimport\s+[\w.]+\s+as\b|\bimport\s+\*(?!\s*as\b)/;

/** Returns the configuration key that names a program, if there is one. */
export function programProblem(code: string): DestinationProblem | null {
  const refused = RUNS_PROGRAM.exec(code);
  return refused && unclear(refused[0]);
}

/**
 * Returns the first part of the code that isn't certainly JavaScript or Python, or isn't known; null when there is
 * none.
 */
export function statementProblem(code: string): DestinationProblem | null {
  const refused = HIDES_NAMES.exec(code);
  if (refused) return unclear(refused[0]);
  const tokens = codeTokens(code);
  if (typeof tokens === 'string') return unclear(tokens);
  return orderProblem(tokens) ?? namesProblem(tokens, declaredNames(code));
}

/** Refuses adjacent operands, and operators with a space on one side only: a shell runs these as a command. */
function orderProblem(tokens: readonly Token[]): DestinationProblem | null {
  const opened: boolean[] = [];
  let closesCondition = false;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const after = tokens[i + 1];
    const followsCondition = closesCondition;
    // A statement may follow `if (…)`.
    closesCondition = token.text === ')' && opened.pop() === true;
    if (token.text === '(') opened.push(/^(?:if|for|while)$/.test(before?.text ?? ''));
    if (token.startsLine && !mayBegin(token, after)) return unclear(token.text);
    if (!before || token.startsLine) continue;
    const valueBefore = isOperand(before) || (/^[)\]}]$/.test(before.text) && !followsCondition);
    if (!token.spaced) {
      // A string right after a word is a call in Lua, and a tagged template in JavaScript.
      if (token.kind === 'string' && valueBefore && !/^[rbu]$/i.test(before.text))
        return unclear(before.text);
      if (/^[<>]$/.test(token.text) && /^[<>&|]$/.test(before.text)) return unclear(token.text);
      continue;
    }
    if (!valueBefore || KEYWORDS.has(before.text)) continue;
    if (isOperand(token) && !KEYWORDS.has(token.text)) return unclear(`${before.text} ${token.text}`);
    const touchesNext = after && !after.spaced && !after.startsLine;
    if (touchesNext && /^[-+*/%<>&|~@$\\.]$/.test(token.text) && !isOperator(tokens, i)) {
      return unclear(`${before.text} ${token.text}${after.text}`);
    }
  }
  return null;
}

/** Returns true for an operator of several characters (`&&`, `**`, `<=`) with a space after it. */
function isOperator(tokens: readonly Token[], at: number): boolean {
  let end = at + 1;
  while (/^[-+*/%<>&|=]$/.test(tokens[end]?.text ?? '') && !tokens[end]!.spaced && end - at < 3) end += 1;
  const next = tokens[end];
  return end > at + 1 && (!next || next.spaced || next.startsLine);
}

/**
 * Returns true if a line may begin with this token: no path, redirection, escape, single word, or word before another.
 */
function mayBegin({ text, kind, member }: Token, after: Token | undefined): boolean {
  if (kind === 'punctuation') return member || /^[)\]}({[,;:?+&*]$/.test(text);
  const ends = !after || after.startsLine;
  if (kind === 'word' && !KEYWORDS.has(text)) return !ends && !(after.spaced && isOperand(after));
  return true;
}

/** Refuses names that aren't declared in the sample, properties, or known. */
function namesProblem(tokens: readonly Token[], declared: ReadonlySet<string>): DestinationProblem | null {
  let inPythonHead = false;
  for (const [i, { kind, text, member, startsLine }] of tokens.entries()) {
    const after = tokens[i + 1]?.text;
    if (startsLine) inPythonHead = /^(?:for|if|elif|while|with|except)$/.test(text) && after !== '(';
    if (kind !== 'word' || member || /^\d/.test(text)) continue;
    const isKey = after === ':' && !inPythonHead;
    if (isKey || (after === '=' && !/^[=>]$/.test(tokens[i + 2]?.text ?? ''))) continue;
    const members = own(MEMBERS, text);
    if (members) {
      const loads = tokens[i - 1]?.text === 'import' || tokens[i - 1]?.text === 'from';
      const used = after === '.' ? tokens[i + 2]?.text : undefined;
      const called = after === '(' && /^(?:axios|dayjs|moment)$/.test(text);
      if (!loads && !called && !declared.has(text) && !(used && members.has(used))) return unclear(text);
      if (declared.has(text) && used && !members.has(used) && !called) return unclear(`${text}.${used}`);
      continue;
    }
    if (!KEYWORDS.has(text) && !BUILT_IN.has(text) && !SDK.has(text) && !declared.has(text)) {
      return unclear(text);
    }
  }
  return null;
}

const NAME = '[A-Za-z_$][\\w$]*';
/** Declarations, with the declared names in the first group. */
const DECLARATIONS = [
  `\\b(?:const|let|var|function|def|class|for)\\s+(${NAME})`,
  `\\b(?:const|let|var|import)\\s+(?:${NAME}\\s*,\\s*)?[{[]([^}\\]]*)[}\\]]`,
  `\\bimport\\s+(${NAME})\\s+from\\b`,
  `\\bimport\\s+\\*\\s+as\\s+(${NAME})\\s+from\\s+["']@tago-io/`,
  `\\b(?:with|except)\\b[^\\n]*\\bas\\s+(${NAME})`,
  `^[ \\t]*(${NAME}(?:\\s*,\\s*${NAME})*)\\s*(?::\\s*\\w+\\s*)?=(?!=)`,
  `\\bfor\\s*(?:\\(\\s*)?(?:(?:const|let|var)\\s+)?([\\w$,{}[\\]][\\w$, {}[\\]]*?)(?: |[^\\S ]\\s*)(?:in|of)\\b`,
  `\\(([^()]*)\\)\\s*=>`,
  `(?<![\\w$])\\d*(${NAME})\\s*=>`,
  `\\b(?:function|def)\\s*(?:${NAME}\\s*)?\\(([^()]*)\\)`,
  `\\bcatch\\s*\\(\\s*(${NAME})`,
  `\\blambda\\s([^:]*):`,
].map((pattern) => new RegExp(pattern, 'gm'));
const NAMED_IMPORTS = /^[ \t]*from\s+([\w.]+)\s+import\s+\(?([\w, \t]+)/gm;

function declaredNames(code: string): Set<string> {
  const declared = new Set<string>();
  const add = (list: string) => {
    for (const [name] of list.matchAll(/[A-Za-z_$][\w$]*/g)) declared.add(name);
  };
  for (const pattern of DECLARATIONS) for (const [, list = ''] of code.matchAll(pattern)) add(list);
  for (const [, module = '', list = ''] of code.matchAll(NAMED_IMPORTS)) {
    const members = own(MEMBERS, module);
    const named = list.split(',').map((name) => name.trim());
    for (const name of named) if (!members || members.has(name)) add(name);
  }
  return declared;
}

function isOperand({ kind, text }: Token): boolean {
  return kind !== 'punctuation' || /^["'`]$/.test(text);
}
