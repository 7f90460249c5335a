import { requestMethods } from './destinations/shell-methods.ts';

/** Verbs of the platform's SDKs that change something. */
const CHANGING_CALL =
  /\.(create|edit|update|delete|remove|add|insert|set|upload|move|copy|send|put|post|patch|duplicate|empty|run|restore|share|invite)[A-Za-z_]*\s*\(/i;

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
  return CHANGING_CALL.test(text) ? 'POST' : null;
}

/** Whether a method only reads: such a sample runs with a read-only token. Unknown counts as reading. */
export function onlyReads(method: string | null): boolean {
  return method === null || ['GET', 'HEAD', 'OPTIONS'].includes(method);
}
