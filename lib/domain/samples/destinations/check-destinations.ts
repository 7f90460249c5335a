import type { ApiOrigin } from '../../identity/keys.ts';
import { codeProblem } from './check-code.ts';
import { httpProblem, isHttpMessage } from './check-http.ts';
import { isShell, shellProblem } from './check-shell.ts';
import { hiddenCharacter } from './hidden-characters.ts';

/** Why a token must not be put into a sample. */
export type DestinationProblem =
  /** It would be sent to this host, which is neither the platform's API nor the connection's own. */
  | { kind: 'foreign'; host: string }
  /** It would be sent in clear to this host. */
  | { kind: 'plain-http'; host: string }
  /** Where it would be sent cannot be read; `what` names the part that decides it. */
  | { kind: 'unclear'; what: string };

/**
 * Finds every place that a sample could send a token to, and returns the first that it must not go to; null
 * when there is none. Allowed are the platform's API hosts and the connection's own origin, by https (http only
 * where that origin is this machine's). What cannot be read with certainty is not allowed: names of options,
 * modules and calls that are not known count as unclear.
 */
export function destinationProblem(text: string, origin: ApiOrigin): DestinationProblem | null {
  const hidden = hiddenCharacter(text);
  if (hidden) return { kind: 'unclear', what: hidden };
  if (isShell(text)) return shellProblem(text, origin);
  if (isHttpMessage(text)) return httpProblem(text, origin);
  return codeProblem(text, origin);
}
