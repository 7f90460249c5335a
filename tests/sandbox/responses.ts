import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { SandboxEnv } from './context.ts';

/** A refusal: thrown by a route, sent as the failure envelope. */
export class Refusal extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    message: string,
  ) {
    super(message);
  }
}

export const unauthorized = (message = 'Authorization denied') => new Refusal(401, message);
export const denied = () => new Refusal(403, 'Authorization Denied');
export const invalid = (message: string) => new Refusal(400, message);
export const notFound = (what: string) => new Refusal(404, `${what} not found`);

/** Returns the success envelope; `message` is a warning. */
export function success(
  c: Context<SandboxEnv>,
  result: unknown,
  { message, status = 200 }: { message?: string | undefined; status?: ContentfulStatusCode | undefined } = {},
): Response {
  return c.json({ status: true, result: result as object, ...(message ? { message } : {}) }, status);
}

export type Body = Record<string, unknown>;

/** Returns the request's JSON object; refuses anything else. */
export async function bodyOf(c: Context<SandboxEnv>): Promise<Body> {
  const body = await jsonOf(c);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalid('Invalid request body');
  return body as Body;
}

/** Returns the request's JSON, `{}` for an empty body; refuses a body that isn't declared as JSON. */
export async function jsonOf(c: Context<SandboxEnv>): Promise<unknown> {
  const text = await c.req.text();
  if (text === '') return {};
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new Refusal(415, 'Content-Type must be application/json');
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('Invalid JSON');
  }
}

/** Returns a text that the body must have. */
export function textIn(body: Body, key: string): string {
  const value = body[key];
  if (typeof value !== 'string' || value.trim() === '') throw invalid(`${key} is required`);
  return value;
}

export function optionalText(body: Body, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(`${key} must be a string`);
  return value;
}
