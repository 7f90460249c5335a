import { unclear } from './check-address.ts';
import type { DestinationProblem } from './check-destinations.ts';
import type { Program } from './program-tokens.ts';
import { partsOf } from './program-tokens.ts';
import { hasToken, isTokenValue } from './safe-headers.ts';

const NAMES_TOKEN = /token|authorization/i;
const DECLARES = /^(?:const|let|var)$/;

/**
 * Returns the first string of a marked program that would have the token in another place than one for it: as a text or
 * a value that is stored or sent to somebody. Null when there is none.
 */
export function tokenPlaceProblem(program: Program): DestinationProblem | null {
  const wrong = program.tokens.find(({ kind, text }, i) => {
    if (!hasToken(text)) return false;
    return kind !== 'string' || !isTokenValue(text.slice(1, -1)) || !isTokenPlace(program, i);
  });
  return wrong ? unclear(wrong.text) : null;
}

/** Returns true where a name, a header, or a class of the SDK gets the token. */
function isTokenPlace(program: Program, at: number): boolean {
  const { tokens, pairs, around } = program;
  let i = at - 1;
  // What precedes it in an expression: `process.env.TOKEN || `, `process.env.TOKEN ?? `.
  while (i >= 0 && i !== around[at] && !/^[:=,;]$/.test(tokens[i]!.text)) {
    if (tokens[i]!.startsLine && !/^[=:]$/.test(tokens[i - 1]?.text ?? '')) return false;
    i = (/^[)\]}]$/.test(tokens[i]!.text) ? pairs.get(i)! : i) - 1;
  }
  const sign = tokens[i]?.text;
  // A type between them: `const token: string = `.
  if (sign === '=' && DECLARES.test(tokens[i - 4]?.text ?? '')) i -= 2;
  const name = tokens[i - 1];
  if (sign === '=' || sign === ':') {
    // A colon may also be that of a condition.
    if (!name || (sign === ':' && !/^[{,]$/.test(tokens[i - 2]?.text ?? ''))) return false;
    const declares = name.startsLine || DECLARES.test(tokens[i - 2]?.text ?? '');
    const key = name.text === ']' ? tokens[i - 2]! : name;
    return (sign === '=' && declares) || NAMES_TOKEN.test(key.text);
  }
  const open = around[at]!;
  const callee = tokens[open - 1]?.text ?? '';
  if (sign === '(' && /^(?:Account|Resources)$/.test(callee)) return true;
  const [first, second] = open < 0 ? [] : partsOf(program, open);
  // `headers.set("Profile-Token", "…")`
  return (
    sign === ',' &&
    second?.[0] === i + 1 &&
    /^(?:set|append|\[)$/.test(tokens[open]!.text === '[' ? '[' : callee) &&
    first![1] === first![0] + 1 &&
    NAMES_TOKEN.test(tokens[first![0]]!.text)
  );
}
