import { own } from '../../own.ts';
import { KEYWORDS, MEMBERS, SDK } from './known-names.ts';
import { type Program, partsOf } from './program-tokens.ts';

/*
 * What an answer or an object of the SDK offers isn't defined by a sample. So a program may call only known methods,
 * and may not read what leads to a connection, a request or the options of either.
 */

/** Methods of texts, lists, dates, promises and answers, and those of the SDK. */
const METHOD =
  /^(?:json|text|then|catch|finally|log|map|filter|forEach|find|reduce|push|join|includes|indexOf|sort|keys|values|items|get|set|add|append|split|strip|trim|replace|format|starts[wW]ith|raise_for_status|to[A-Z]\w*|list|info|edit|create|delete|run|send|use|init|get[A-Z]\w*|\w+(?:Create|List|Edit|Delete|Info|Set|Remove|Data|Streaming|Message|Test))$/;
/** What leads to a connection, or sends a request to any path. */
const CONNECTION =
  /^(?:do_?request\w*|prepare\w*|(?:create)?connection|client|socket\w*|\w*agent|adapters?|transport|poolmanager|_\w+)$/i;
/** The same for a property: as a name of its own it has another meaning. */
const OPTIONS = /^(?:requests?|raw|next|config|params)$/;

/** Returns true for a property or a call by which a program could send the token in another way than a known one. */
export function leadsElsewhere(program: Program, i: number): boolean {
  const { tokens, around } = program;
  const { kind, text, member } = tokens[i]!;
  const before = tokens[i - 1];
  const next = tokens[i + 1];
  if (text === '(') return isUnknownCall(program, i);
  if (kind === 'punctuation') return false;
  const name = kind === 'string' ? text.slice(1, -1) : text;
  const isIndex = kind === 'string' && before?.text === '[' && next?.text === ']' && isValue(program, i - 2);
  if (member || isIndex) {
    // None before a dot that begins the program.
    const { text: object = '', member: isNested } = tokens[i - 2] ?? {};
    const isLibrary = /^(?:axios|requests)$/.test(object) && !isNested;
    return CONNECTION.test(name) || (OPTIONS.test(name) && !isLibrary);
  }
  // It gets a name of its own there: `const { connection: a } = response`.
  return (
    tokens[around[i]!]?.text === '{' &&
    /^[{,]$/.test(before?.text ?? '') &&
    /^[,}=:]$/.test(next?.text ?? '') &&
    CONNECTION.test(name)
  );
}

function isValue({ tokens }: Program, i: number): boolean {
  const { kind = '', text = '' } = tokens[i] ?? {};
  return kind === 'punctuation' ? /^[)\]}]$/.test(text) : !KEYWORDS.has(text);
}

/** Returns true for a call of a method that isn't known, or of anything but a name, a method or a new function. */
function isUnknownCall(program: Program, open: number): boolean {
  const { tokens, pairs } = program;
  const { text = '', member } = tokens[open - 1] ?? {};
  if (text === ')') {
    const start = pairs.get(open - 1)!;
    const parts = partsOf(program, start);
    const callee = tokens[start - 1]?.text ?? '';
    return !/^(?:if|for|while)$/.test(callee) && !(parts.length === 1 && isFunction(program, parts[0]!));
  }
  if (!member) return text === '.';
  const root = tokens[open - 3];
  const isKnown = METHOD.test(text) || SDK.has(text);
  return !isKnown && !(root && own(MEMBERS, root.text) && !root.member);
}

export const isArrow = ({ tokens }: Program, i: number) =>
  tokens[i]?.text === '=' && tokens[i + 1]?.text === '>';

/** Returns true if a part is nothing but a new function. */
export function isFunction(program: Program, [start, end]: [number, number]): boolean {
  const { tokens, pairs } = program;
  const at = tokens[start]!.text === 'async' ? start + 1 : start;
  const { kind = '', text = '' } = tokens[at] ?? {};
  if (text === '(') return isArrow(program, pairs.get(at)! + 1);
  if (text !== 'function') return kind === 'word' && isArrow(program, at + 1);
  const open = tokens[at + 1]?.text === '(' ? at + 1 : at + 2;
  return pairs.get((pairs.get(open) ?? end) + 1) === end - 1;
}
