import type { ApiOrigin } from '../../identity/keys.ts';
import { addressProblem, hostProblem, unclear } from './check-address.ts';
import type { DestinationProblem } from './check-destinations.ts';

const REQUEST_LINE = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;
const HEADER = /^([A-Za-z][\w-]*):(.*)$/;
/** Headers that are common beside a token and don't redirect a request. */
const KNOWN_HEADERS =
  /^(?:host|accept|content-type|content-length|user-agent|authorization|token|(?:profile|account|device)-token)$/i;

/** Returns true for a raw HTTP request, or only headers. */
export function isHttpMessage(text: string): boolean {
  const [first = '', ...rest] = headOf(text);
  return (REQUEST_LINE.test(first) || HEADER.test(first)) && rest.every((line) => HEADER.test(line));
}

/** Returns why a raw request must not get a token; null if it may. */
export function httpProblem(text: string, origin: ApiOrigin): DestinationProblem | null {
  const body = bodyOf(text);
  if (body !== '' && !isJson(body)) return unclear(body);
  for (const line of headOf(text)) {
    const target = REQUEST_LINE.exec(line)?.[1];
    if (target !== undefined) {
      const problem = /^\/(?!\/)/.test(target) ? null : addressProblem(target, origin);
      if (problem) return problem;
      continue;
    }
    const [, name = '', value = ''] = HEADER.exec(line) ?? [];
    if (!KNOWN_HEADERS.test(name)) return unclear(name);
    const problem = /^host$/i.test(name) ? hostProblem(value.trim(), origin) : null;
    if (problem) return problem;
  }
  return null;
}

/** Returns the lines before the first empty one. */
function headOf(text: string): string[] {
  return text
    .trim()
    .split(/\n\s*\n/, 1)[0]!
    .split('\n')
    .map((line) => line.trim());
}

/** Returns what follows the first empty line. */
function bodyOf(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .slice(1)
    .join('\n\n');
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false;
  }
}
