import { isObject } from '../domain/json.ts';
import { failureOf, malformed, twoFactorText } from './errors.ts';

/** An HTTP response. */
export interface HttpResponse {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Returns the `result` of a success envelope `{status: true, result}`, also if it is null; without one its message, or
 * null. Throws for anything else: `{status: false}` in its three forms, whatever the HTTP status; an HTTP error; a body
 * that isn't the platform's JSON. `clean` removes secrets from the platform's message.
 */
export function readEnvelope(response: HttpResponse, clean: (message: string) => string): unknown {
  const body = parseJson(response.text);
  const failed = response.status < 200 || response.status >= 300;
  if (!isEnvelope(body)) {
    // A gateway's page must not be taken for the platform's refusal of a credential.
    if (response.status >= 500 || response.status === 429) throw failureOf(response, null);
    throw malformed(response.status);
  }
  if (failed || body.status === false) throw failureOf(response, cleanMessage(messageIn(body), clean));
  return (body.result === undefined ? body.message : body.result) ?? null;
}

interface Envelope {
  status: boolean;
  result?: unknown;
  message?: unknown;
}

function isEnvelope(body: unknown): body is Envelope {
  return isObject(body) && typeof body.status === 'boolean';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the message of `{message}`, `{result: {message}}` or `{result: "…"}`; of objects, {@link twoFactorText}. */
function messageIn(body: Envelope): string | null {
  const { message, result } = body;
  for (const candidate of [message, isObject(result) ? result.message : undefined, result]) {
    if (typeof candidate === 'string' && candidate.trim() !== '') return candidate.trim();
    if (isObject(candidate) && 'otp_enabled' in candidate) return twoFactorText(candidate);
  }
  return null;
}

function cleanMessage(message: string | null, clean: (message: string) => string): string | null {
  return message === null ? null : clean(message);
}
