/** An operation of the platform's API, as on its reference page. */
export interface ApiOperation {
  /** Upper case. */
  method: string;
  /** With `:name` for path parameters, e.g. `/profile/:id/summary`. */
  path: string;
}

/** Operations without a token, for signing in. */
const WITHOUT_TOKEN = new Set([
  'POST /account/login',
  'POST /account/login/otp',
  'POST /account/profile/token',
]);

/** Reads "GET https://api.us-e1.tago.io/profile/:id/summary", as it stands on a reference page; null if it is none. */
export function parseOperation(text: string): ApiOperation | null {
  const match = /^\s*(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s*(?:https?:\/\/[^/\s]+)?(\/\S*)/i.exec(text);
  return match ? { method: match[1]!.toUpperCase(), path: match[2]!.replace(/(.)\/$/, '$1') } : null;
}

/**
 * Returns true for an operation that requires a profile's token. Reference pages name a scheme only for device and
 * network tokens, so every other operation but signing in requires a profile's.
 */
export function wantsProfileToken(operation: ApiOperation, namedSchemes: number): boolean {
  return namedSchemes === 0 && !WITHOUT_TOKEN.has(`${operation.method} ${operation.path.split('?')[0]}`);
}

/** Verbs of the platform's SDKs that change something. */
const CHANGING_CALL =
  /\.(create|edit|update|delete|remove|add|insert|set|upload|move|copy|send|put|post|patch|duplicate|empty|run|restore|share|invite)[A-Za-z_]*\s*\(/i;

/** Returns the HTTP methods a sample may need: the one it names, `POST` for an SDK call that changes something, else null. */
export function methodOfSample(text: string): string | null {
  const named =
    /\bcurl\b[^\n]*?(?:-X|--request)[\s=]*["']?([A-Z]+)/.exec(text)?.[1] ??
    /\bmethod['"]?\s*[:=]+\s*["'](\w+)["']/i.exec(text)?.[1] ??
    /^\s*(GET|POST|PUT|PATCH|DELETE)\s+(?:https?:\/)?\//m.exec(text)?.[1];
  if (named) return named.toUpperCase();
  if (/\bcurl\b/.test(text)) return /\s(-d|--data\S*|-F|--form|--json)\s/.test(text) ? 'POST' : 'GET';
  return CHANGING_CALL.test(text) ? 'POST' : null;
}

/** Whether a method only reads: such a sample runs with a read-only token. Unknown counts as reading. */
export function onlyReads(method: string | null): boolean {
  return method === null || ['GET', 'HEAD', 'OPTIONS'].includes(method);
}
