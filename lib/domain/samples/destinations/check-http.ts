import type { ApiOrigin } from '../../identity/keys.ts';
import { addressProblem, hostProblem, unclear } from './check-address.ts';
import type { DestinationProblem } from './check-destinations.ts';
import { isJson } from './json-text.ts';
import { hasToken, holdsTokenRightly, isSafeHeader } from './safe-headers.ts';

const REQUEST_LINE = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/;
const HEADER = /^([A-Za-z][\w-]*):(.*)$/;
/** Headers of a connection, with the values that don't change whom a request is sent to. */
const CONNECTION = /^(?:content-length: *\d+|connection: *(?:close|keep-alive))$/i;
/*
 * A shell would run each line as a command of a program that doesn't exist. So nothing in it may begin another command.
 */
const TARGET = /^(?:[^\s;&|<>$`'"\\(){}!]|&(?=[\w.[\]%-]+=)|<[\w-]+>|\{[\w-]+\}|\{\{[\w-]+\}\})+$/;
const VALUE = /^(?:[\w .,:=/*+-]|;(?= *(?:q|charset|boundary|version)=)|<[\w -]+>|\{\{[\w -]+\}\})*$/;

/** Returns true for a raw HTTP request, or only headers. */
export function isHttpMessage(text: string): boolean {
  const [first = '', ...rest] = headOf(text);
  return (REQUEST_LINE.test(first) || HEADER.test(first)) && rest.every((line) => HEADER.test(line));
}

/** Returns why a raw request must not get a token; null if it may. */
export function httpProblem(text: string, origin: ApiOrigin): DestinationProblem | null {
  const body = bodyOf(text);
  if (body !== '' && (!isJson(body) || hasToken(body))) return unclear(body);
  for (const line of headOf(text)) {
    const target = REQUEST_LINE.exec(line)?.[1];
    const problem = target === undefined ? headerProblem(line, origin) : requestProblem(target, origin);
    if (problem) return problem;
  }
  return null;
}

function requestProblem(target: string, origin: ApiOrigin): DestinationProblem | null {
  const problem = /^\/(?!\/)/.test(target) ? null : addressProblem(target, origin);
  return problem ?? (TARGET.test(target) && !hasToken(target) ? null : unclear(target));
}

function headerProblem(line: string, origin: ApiOrigin): DestinationProblem | null {
  const [, name = '', value = ''] = HEADER.exec(line) ?? [];
  if (/^host$/i.test(name)) return hostProblem(value.trim(), origin);
  if (!isSafeHeader(line) && !CONNECTION.test(line)) return unclear(name);
  return VALUE.test(value) && holdsTokenRightly(line) ? null : unclear(value);
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
