import type { Token } from './code-lexer.ts';

/** The tokens of a program, with what their brackets and imports enclose. */
export interface Program {
  tokens: readonly Token[];
  /** The other bracket of each. */
  pairs: ReadonlyMap<number, number>;
  /** The innermost opening bracket around each token; -1 outside of all. */
  around: readonly number[];
  /** Tokens of imports. */
  imported: ReadonlySet<number>;
}

const CLOSING: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/** Returns the tokens with their brackets; null when these don't match. */
export function programOf(tokens: readonly Token[]): Program | null {
  const pairs = new Map<number, number>();
  const around: number[] = [];
  const open: number[] = [];
  for (const [i, { text }] of tokens.entries()) {
    if (/^[)\]}]$/.test(text)) {
      const opening = open.pop();
      if (opening === undefined || CLOSING[tokens[opening]!.text] !== text) return null;
      pairs.set(opening, i).set(i, opening);
    }
    around.push(open.at(-1) ?? -1);
    if (/^[([{]$/.test(text)) open.push(i);
  }
  return open.length > 0 ? null : { tokens, pairs, around, imported: importedTokens(tokens, pairs) };
}

/** Returns the places of the tokens of `import … from "…"`, `from … import …` and `const { … } = require("…")`. */
function importedTokens(tokens: readonly Token[], pairs: ReadonlyMap<number, number>): Set<number> {
  const imported = new Set<number>();
  for (const [i, { text, startsLine, member }] of tokens.entries()) {
    if (startsLine && !member && /^(?:import|from)$/.test(text)) {
      let depth = 0;
      for (let j = i; j < tokens.length; j++) {
        const token = tokens[j]!;
        if (j > i && token.startsLine && depth === 0) break;
        if (/^[({]$/.test(token.text)) depth += 1;
        else if (/^[)}]$/.test(token.text)) depth -= 1;
        else if (!/^[\w,.*]+$/.test(token.text) && token.kind !== 'string') break;
        imported.add(j);
        if (token.kind === 'string') break;
      }
    }
    if (text === 'require' && tokens[i - 1]?.text === '=' && tokens[i - 2]?.text === '}') {
      for (let j = pairs.get(i - 2) ?? i; j < i; j++) imported.add(j);
    }
  }
  return imported;
}

/** Returns the `[start, end)` of each argument, or entry, between an opening bracket and its closing one. */
export function partsOf({ tokens, pairs, around }: Program, open: number): [number, number][] {
  const parts: [number, number][] = [];
  const close = pairs.get(open)!;
  let start = open + 1;
  for (let i = start; i <= close; i++) {
    const ends = i === close || (tokens[i]!.text === ',' && around[i] === open);
    if (!ends) continue;
    if (i > start || i < close) parts.push([start, i]);
    start = i + 1;
  }
  return parts;
}

/** Returns true for a word that is a key in braces: in JavaScript its name, in Python its value. */
export function isKeyToken({ tokens, around }: Program, i: number): boolean {
  const open = around[i]!;
  return (
    tokens[i + 1]?.text === ':' && tokens[open]?.text === '{' && /^[{,]$/.test(tokens[i - 1]?.text ?? '')
  );
}

/** Returns true for the sign of an assignment, also one with an operator; not of a comparison or an arrow. */
export function isAssignment({ tokens }: Program, i: number): boolean {
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  if (tokens[i]?.text !== '=' || (after && !after.spaced && /^[=>]$/.test(after.text))) return false;
  return !(before && !tokens[i]?.spaced && /^[=!<>]$/.test(before.text));
}
