import type { ApiOrigin } from '../../identity/keys.ts';
import { codeProblem } from './check-code.ts';
import { httpProblem, isHttpMessage } from './check-http.ts';
import { isShell, shellProblem } from './check-shell.ts';
import { hiddenCharacter } from './hidden-characters.ts';

/** Why a token must not be put into a sample. */
export type DestinationProblem =
  /** It would be sent to this host, which is neither the platform's API nor the connection's. */
  | { kind: 'foreign'; host: string }
  /** It would be sent unencrypted to this host. */
  | { kind: 'plain-http'; host: string }
  /** It can't be determined where it would be sent; `what` is the unclear part. */
  | { kind: 'unclear'; what: string };

/**
 * Returns the first reason why a token must not be put into a sample; null when there is none. A sample may send it
 * only to the platform's API hosts and the connection's origin, by https (http only if that origin is on this
 * computer). Anything whose effect isn't known, such as an unknown option, module or call, counts as unclear.
 */
export function destinationProblem(text: string, origin: ApiOrigin): DestinationProblem | null {
  const hidden = hiddenCharacter(text);
  if (hidden) return { kind: 'unclear', what: hidden };
  if (isShell(text)) return shellProblem(text, origin);
  if (!isHttpMessage(text)) return codeProblem(text, origin);
  const problem = httpProblem(text, origin);
  // Each line of a YAML text may look like a header.
  return problem?.kind === 'unclear' && codeProblem(text, origin) === null ? null : problem;
}
