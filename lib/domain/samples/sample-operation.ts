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
