import type { ApiOrigin } from '../../identity/keys.ts';
import { addressProblem, unclear } from './check-address.ts';
import type { DestinationProblem } from './check-destinations.ts';
import { hasToken, holdsTokenRightly, isSafeHeader } from './safe-headers.ts';
import { isMisread, quotedParts } from './shell-quotes.ts';
import { optionsOf, readOption, splitCommands } from './shell-words.ts';

/** White space within a line: with any white space, each of many blank lines would search all that follow it. */
const GAP = String.raw`[^\S\n\r\u2028\u2029]`;
/** A line that begins with a program (or a variable) that a shell would run. */
const COMMAND = new RegExp(
  String.raw`^${GAP}*(?:[$#>]${GAP}+)?(?:(?:sudo|env|[A-Za-z_]\w*=\S*)${GAP}+)*(?:curl|curl\.exe|wget|https?|xh|httpie|nc|ncat|socat|ssh|telnet|openssl|mosquitto_\w+|export|set|npx|npm|node|python3?|pip|deno|bash|sh|powershell|invoke-\w+|iwr|irm)\s`,
  'im',
);

/** Returns true for a text with a shell command in any line. */
export function isShell(text: string): boolean {
  return COMMAND.test(text);
}

/**
 * Returns why shell commands must not get a token; null if they may: only known commands with known options, and the
 * token only as a header's value. In a body it could be stored where others read it.
 */
export function shellProblem(text: string, origin: ApiOrigin): DestinationProblem | null {
  const commands = splitCommands(text);
  if (typeof commands === 'string') return unclear(commands);
  const misread = quotedParts(text).find(isMisread);
  if (misread) return unclear(misread.inside);
  for (const words of commands) {
    const problem = commandProblem(words, origin);
    if (problem) return problem;
  }
  return null;
}

function commandProblem([program = '', ...words]: string[], origin: ApiOrigin): DestinationProblem | null {
  const options = optionsOf(program);
  if (!options) return unclear(program);
  let addresses = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const option = readOption(word, options);
    if (option === 'unknown' || option?.kind === 'file') return unclear(word);
    if (option?.kind !== 'header' && hasToken(word)) return unclear(word);
    if (option === null || option.kind === 'url') {
      const address = option ? (option.value ?? words[++i] ?? '') : word;
      if (hasToken(address)) return unclear(address);
      // Both programs use plain http for an address without a scheme.
      const problem = addressProblem(
        /^[a-z][\w+.-]*:\/\//i.test(address) ? address : `http://${address}`,
        origin,
      );
      if (problem) return problem;
      addresses += 1;
      continue;
    }
    if (option.kind === 'flag') continue;
    const value = option.value ?? words[++i] ?? '';
    const known =
      option.kind === 'header' ? isSafeHeader(value) && holdsTokenRightly(value) : !hasToken(value);
    if (!known) return unclear(value);
    // `@file` reads a local file, which could contain a header or an address.
    if (value.startsWith('@') || (/^--data-urlencode/.test(word) && value.includes('@'))) {
      return unclear(value);
    }
  }
  return addresses > 0 ? null : unclear(program);
}
