import type { Token } from './code-lexer.ts';

/** The tokens of a program, with what their brackets and imports enclose. */
export interface Program {
  tokens: readonly Token[];
  /** The other bracket of each. */
  pairs: ReadonlyMap<number, number>;
  /** The innermost opening bracket around each token; -1 outside of all. */
  around: readonly number[];
  /** Tokens of imports: what they name is only loaded there. */
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
  return open.length > 0 ? null : { tokens, pairs, around, imported: importedTokens(tokens, pairs, around) };
}

/** An import as a whole, with a space between its tokens. */
const IMPORT = /^(?:import [\w$ ,{}*]+ from ["'][^ ]*|import \w[\w .,]*|from \w[\w .]* import [\w ,]+)$/;

/** Returns the places of the tokens of `import … from "…"`, `from … import …` and `const { … } = require("…")`. */
function importedTokens(
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
  around: readonly number[],
): Set<number> {
  const imported = new Set<number>();
  const add = (from: number, to: number) => {
    for (let i = from; i < to; i++) imported.add(i);
  };
  const textsOf = (from: number, to: number) => tokens.slice(from, to).map(({ text }) => text);
  for (const [i, { text, startsLine, member }] of tokens.entries()) {
    if (startsLine && !member && around[i] === -1 && /^(?:import|from)$/.test(text)) {
      let end = i + 1;
      // To its module's name, or to the end of its line, but that within brackets.
      while (end < tokens.length && tokens[end - 1]!.kind !== 'string') {
        const { startsLine: begins, text: sign } = tokens[end]!;
        if (sign === ';' || (begins && around[end] === -1 && !/^[)}]$/.test(sign))) break;
        end += 1;
      }
      if (IMPORT.test(textsOf(i, end).join(' '))) add(i, end);
    }
    if (text === 'require' && tokens[i - 1]?.text === '=' && tokens[i - 2]?.text === '}') {
      const open = pairs.get(i - 2)!;
      if (textsOf(open + 1, i - 2).every((part) => /^[\w$,:]+$/.test(part))) add(open, i);
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
