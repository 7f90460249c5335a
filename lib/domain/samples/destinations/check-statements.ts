import { own } from '../../own.ts';
import { unclear } from './check-address.ts';
import { callsProblem } from './check-calls.ts';
import type { DestinationProblem } from './check-destinations.ts';
import { type Token, textOf } from './code-lexer.ts';
import { declaredNames } from './declared-names.ts';
import { BUILT_IN, KEYWORDS, MEMBERS, SDK, SUBMODULES } from './known-names.ts';
import { isKeyToken, type Program, programOf } from './program-tokens.ts';
import { tokenPlaceProblem } from './token-place.ts';

/*
 * A sample could be run by another program than the one it seems to be written for: a shell, Ruby, PHP. So code that
 * does more than define values (check-definitions.ts) must be JavaScript or Python and nothing else, and it may use
 * only names that it defines itself, or that are known not to send anything.
 */

/** Configuration keys whose value is a program or a package. */
const RUNS_PROGRAM = /\b(?:command|args|cmd|entrypoint|scripts?|image|package)["']?\s*[:=]/i;

/** Imports of a module under another name, or of everything in it, and assignments within an expression. */
const HIDES_NAMES = /\bimport\s+[\w.]+\s+as\b|\bimport\s+\*(?!\s*as\b)|:=/;

/** Returns the configuration key that names a program, if there is one. */
export function programProblem(code: string): DestinationProblem | null {
  const refused = RUNS_PROGRAM.exec(code);
  return refused && unclear(refused[0]);
}

/**
 * Returns the first part of a program, given without its comments, that isn't certainly JavaScript or Python, or isn't
 * known; null when there is none.
 */
export function statementProblem(code: string, tokens: readonly Token[]): DestinationProblem | null {
  const refused = HIDES_NAMES.exec(code);
  if (refused) return unclear(refused[0]);
  // What a text in quotes says declares nothing.
  const unquoted = tokens.map((token) =>
    token.kind === 'string' && !token.text.startsWith('@tago-io/', 1) ? { ...token, text: '""' } : token,
  );
  const program = programOf(tokens);
  if (!program) return unclear(tokens[0]!.text);
  return (
    orderProblem(program) ??
    namesProblem(program, declaredNames(textOf(unquoted))) ??
    tokenPlaceProblem(program) ??
    callsProblem(program, code)
  );
}

/** Refuses adjacent operands, and operators with a space on one side only: a shell runs these as a command. */
function orderProblem(program: Program): DestinationProblem | null {
  const { tokens } = program;
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
    if (token.text === '/' && !isDivision(program, i)) return unclear('/');
    // A method with its name in quotes, or JavaScript's `with`, in which a name can be any property.
    if (token.text === '(' && (before?.kind === 'string' || before?.text === 'with'))
      return unclear(before.text);
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
    // A shell would run a key before a spaced colon, with what follows it.
    if (token.text === ':' && !isTernary(tokens, i)) return unclear(`${before.text} :`);
    const touchesNext = after && !after.spaced && !after.startsLine;
    if (touchesNext && /^[-+*/%<>&|~@$\\.]$/.test(token.text) && !isOperator(tokens, i)) {
      return unclear(`${before.text} ${token.text}${after.text}`);
    }
  }
  return null;
}

/** Returns true for a slash behind a value: before one, it could begin a regular expression, which may hide a quote. */
function isDivision({ tokens, pairs }: Program, i: number): boolean {
  const { kind = '', text = '' } = tokens[i - 1] ?? {};
  if (text === ')') return !/^(?:if|for|while|await)$/.test(tokens[pairs.get(i - 1)! - 1]?.text ?? '');
  return text === ']' || (kind === 'word' && !KEYWORDS.has(text));
}

/** Returns true for a colon that follows a question mark on its line. */
function isTernary(tokens: readonly Token[], at: number): boolean {
  for (let i = at; i >= 0; i--) {
    if (tokens[i]!.text === '?') return true;
    if (tokens[i]!.startsLine) return false;
  }
  return false;
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
function namesProblem(program: Program, declared: ReadonlySet<string>): DestinationProblem | null {
  const { tokens } = program;
  for (const [i, { kind, text, member }] of tokens.entries()) {
    const after = tokens[i + 1]?.text;
    if (kind !== 'word' || member || /^\d/.test(text)) continue;
    if (own(MEMBERS, text) && isModule(program, text)) {
      if (!isUsedAsModule(program, i))
        return unclear(after === '.' ? `${text}.${tokens[i + 2]?.text}` : text);
      continue;
    }
    if (isKeyToken(program, i) || (after === '=' && !/^[=>]$/.test(tokens[i + 2]?.text ?? ''))) continue;
    if (!KEYWORDS.has(text) && !BUILT_IN.has(text) && !SDK.has(text) && !declared.has(text)) {
      return unclear(text);
    }
  }
  return null;
}

/** Returns true if a name is a module or a global object; a sample may give some of these names to its own values. */
function isModule({ tokens, imported }: Program, name: string): boolean {
  return (
    !/^(?:json|time|os|sys|typing|datetime|asyncio|requests)$/.test(name) ||
    tokens.some(({ text }, i) => text === name && imported.has(i))
  );
}

/** Returns true if a module is loaded, called or has a known member there, and so doesn't get another name. */
function isUsedAsModule({ tokens, imported }: Program, i: number): boolean {
  const { text } = tokens[i]!;
  const [after = '', member = '', dot = '', inner = ''] = tokens
    .slice(i + 1, i + 5)
    .map((token) => token.text);
  if (imported.has(i)) return after !== 'as' && tokens[i - 1]?.text !== 'as' && after !== ':';
  const isCalled = /^(?:axios|dayjs|moment|time|datetime)$/.test(text);
  if (isCalled && (after === '(' || (after === '=' && member === 'require'))) return true;
  if (after !== '.' || !own(MEMBERS, text)!.has(member)) return false;
  const submodule = own(SUBMODULES, `${text}.${member}`);
  return !submodule || (dot === '.' && submodule.has(inner));
}

function isOperand({ kind, text }: Token): boolean {
  return kind !== 'punctuation' || /^["'`]$/.test(text);
}
