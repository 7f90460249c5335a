import type { ApiOrigin } from '../../identity/keys.ts';
import { unclear } from './check-address.ts';
import { codeProblem } from './check-code.ts';
import { httpProblem, isHttpMessage } from './check-http.ts';
import { isShell, shellProblem } from './check-shell.ts';
import { hiddenCharacter } from './hidden-characters.ts';
import { markTokenPlaces, unmarked } from './safe-headers.ts';

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
  const marked = markTokenPlaces(text);
  if (marked === null) return unclear(text);
  const problem = markedProblem(marked, origin);
  return problem?.kind === 'unclear' ? { ...problem, what: unmarked(problem.what, text) } : problem;
}

function markedProblem(marked: string, origin: ApiOrigin): DestinationProblem | null {
  if (isShell(marked)) return shellProblem(marked, origin);
  if (!isHttpMessage(marked)) return codeProblem(marked, origin);
  const problem = httpProblem(marked, origin);
  // Each line of a YAML text may look like a header.
  return problem?.kind === 'unclear' && codeProblem(marked, origin) === null ? null : problem;
}
