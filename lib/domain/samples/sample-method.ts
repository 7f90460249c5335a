import { requestMethods } from './destinations/shell-methods.ts';

/** Calls of the platform's SDKs that change something. */
const CHANGING_CALLS = [
  /\.(create|edit|delete|upload|send|put|post|patch|duplicate|restore|share|invite|change|mark)[A-Za-z_]*\s*\(/i,
  // Collections and headers have these too: `seen.add(…)`, `asyncio.run(…)`.
  /\.(update|remove|add|insert|set|move|copy|empty|run)(?!_?(?:Request)?[Hh]eader|Encoding|Timeout|Interval|Event|Listener)[A-Z_]\w*\s*\(/,
  /[\w)]\.(?!headers\.|searchParams\.|classList\.)\w+\.(update|remove|add|insert|set|move|copy|empty|run)\s*\(/,
  // With the verb at the end: `userCreate(…)`, `paramSet(…)`.
  /\.[a-z]\w*(Create|Edit|Update|Delete|Remove|Add|Set|Upload|Send|Backup|Change|Generate)\s*\(/,
];

/**
 * Returns the HTTP method that a sample needs a token for: the first one that changes something, of its shell commands,
 * else the one it names, `POST` for an SDK call that changes something, else null.
 */
export function methodOfSample(text: string): string | null {
  const methods = requestMethods(text);
  const named =
    methods.find((method) => !onlyReads(method)) ??
    methods[0] ??
    /\bmethod['"]?\s*[:=]+\s*["'](\w+)["']/i.exec(text)?.[1] ??
    /^[ \t]*(GET|POST|PUT|PATCH|DELETE)\s+(?:https?:\/)?\//m.exec(text)?.[1];
  if (named) return named.toUpperCase();
  return CHANGING_CALLS.some((call) => call.test(text)) ? 'POST' : null;
}

/** Returns true if a method only reads: such a sample runs with a read-only token. Unknown counts as reading. */
export function onlyReads(method: string | null): boolean {
  return method === null || ['GET', 'HEAD', 'OPTIONS'].includes(method);
}
