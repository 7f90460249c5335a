import type { Token } from './code-lexer.ts';
import { isAssignment, type Program } from './program-tokens.ts';

/** Options, properties and headers that send a library's requests to another host. */
export const ADDRESS_NAMES =
  '(?:base_?)?ur[li]|api(?:_?url)?|sse|realtime|host(?:_?name)?|endpoint|server|origin|prox(?:y|ies)|(?:https?_?)?agent|dispatcher|transport|adapters?|mount|socket_?\\w*|lookup|resolver|tdeploy|verify|rejectUnauthorized|forwarded|x-forwarded-\\w+';
/** Options for which a name alone can stand: its value is then the option's. */
const ADDRESS_NAME = new RegExp(`^(?:${ADDRESS_NAMES}|region)$`, 'i');
/** How a loop begins that counts with a name, and where that may stand apart from this. */
const COUNTS = String.raw`\bfor (?:\((?:let|var) @ = \d+(?=;)|@ in range\()`;
const READS = String.raw`; @ [<>]|@ \+= \d+\)|@\+\+|\+\+@|@--|\b(?!(?:const|let|var|for)\b)\w+\[@\](?! ?=[^=])|console\.log\(@[,)]|(?<!def )\bprint\(@[,)](?! ?[{:=])`;
/** The place of an entry, counted from the end. */
const FROM_END = /^[\w$]+(?:\.[\w$]+)*\.length-\d+$/;
/** A number, a part of a list, or types. */
const INDEX = /^(?:\d+|[-:,[\]]|str|int|float|bool|dict|list|Any|None)$/;

/** Returns true for a property with a computed name; an index is a number, or written out. */
export function isComputed(program: Program, counters: ReadonlySet<string>, i: number): boolean {
  const { tokens, pairs } = program;
  if (tokens[i]!.text !== '[' || !pairs.has(i)) return false;
  const before = tokens[i - 1];
  const end = pairs.get(i)!;
  if (/^[{,]$/.test(before?.text ?? '') && /^[:(=]$/.test(tokens[end + 1]?.text ?? '')) return true;
  const isIndex = before && (before.kind === 'string' || /^[)\]}]$/.test(before.text) || isName(before));
  if (!isIndex) return false;
  const inside = tokens.slice(i + 1, end);
  return !(
    (inside.length === 1 &&
      (counters.has(inside[0]!.text) || (inside[0]!.kind === 'string' && !inside[0]!.text.includes('$')))) ||
    (inside.length > 0 && inside.every(({ text }) => INDEX.test(text))) ||
    FROM_END.test(inside.map(({ text }) => text).join(''))
  );
}

/** Returns which of the usual names for it are nothing but the counters of loops, and so numbers. */
export function countersOf(code: string): Set<string> {
  const counts = (name: string) => {
    const patternOf = (source: string) => new RegExp(source.replaceAll('@', name), 'g');
    const rest = code.replace(patternOf(`${COUNTS}|${READS}`), '');
    return code.search(patternOf(COUNTS)) >= 0 && rest.search(patternOf('\\b@\\b')) < 0;
  };
  return new Set(['i', 'j', 'k'].filter(counts));
}

const isName = ({ kind, text, member }: Token) =>
  kind === 'word' &&
  (member || !/^(?:const|let|var|return|in|of|and|or|not|await|yield|if|else|case)$/.test(text));

/** Returns true for an assignment to a property; those of headers, and the module's exports, do no harm. */
export function setsProperty(program: Program, i: number): boolean {
  const { tokens, pairs } = program;
  if (!isAssignment(program, i)) return false;
  let target = i - 1;
  while (target > 0 && /^[-+*/%&|?^<>@:]$/.test(tokens[target]!.text)) target -= 1;
  const isList = tokens[target]?.text === ']' && !isName(tokens[pairs.get(target)! - 1] ?? tokens[target]!);
  if (isList) return false;
  let root = target;
  while (root > 0 && (tokens[root]!.member || /^[.\]]$/.test(tokens[root]!.text))) {
    root = (tokens[root]!.text === ']' ? pairs.get(root)! : root) - 1;
  }
  if (root === target) return false;
  const name = tokens
    .slice(root, target + 1)
    .map(({ text }) => text)
    .join('');
  return !/^(?:headers(?:\.\w+|\[["'][\w-]+["']\])|process\.exitCode|module\.exports)$/.test(name);
}

/** Returns true for an option that decides on an address, if its value isn't written beside it. */
export function namesAddress({ tokens, around, imported }: Program, i: number): boolean {
  return (
    ADDRESS_NAME.test(tokens[i]!.text) &&
    !imported.has(i) &&
    tokens[around[i]!]?.text === '{' &&
    /^(?:[{,*]|async)$/.test(tokens[i - 1]!.text) &&
    /^[,}=(]$/.test(tokens[i + 1]!.text)
  );
}

/** Returns true for the environment as a whole, which could be changed; its values may be read. */
export function escapesEnvironment({ tokens, imported }: Program, i: number): boolean {
  const { text, member } = tokens[i]!;
  const isMember =
    /^(?:env|argv)$/.test(text) && member && /^(?:process|Deno|os|sys)$/.test(tokens[i - 2]!.text);
  if (!(isMember || text === 'environ' || (text === 'argv' && !member)) || imported.has(i)) return false;
  const [next, name, after] = tokens.slice(i + 1, i + 4).map((token) => token.text);
  if (next === '[') return false;
  const isRead = next === '.' && /^\w+$/.test(name ?? '') && (after !== '(' || name === 'get');
  const isTaken = tokens[i - 3]?.text === '=' && tokens[i - 4]?.text === '}' && next !== '.';
  return !isRead && !isTaken;
}
