import { failureOf, malformed } from './errors.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * Returns the `result` of a success envelope `{status: true, result}`. A success without a result (some routes answer
 * only a message) gives the message, or null. Everything else throws: `{status: false}` in its three shapes,
 * whatever the HTTP status; an HTTP error; a body that is not the platform's JSON.
 * `clean` takes secrets out of the platform's words.
 */
export function readEnvelope(answer: Answer, clean: (message: string) => string): unknown {
  const body = parseJson(answer.text);
  const failed = answer.status < 200 || answer.status >= 300;
  if (!isEnvelope(body)) {
    // A gateway's page must not pass for the platform's word that a credential is refused.
    if (answer.status >= 500 || answer.status === 429) throw failureOf(answer, null);
    throw malformed(answer.status);
  }
  if (failed || body.status === false) throw failureOf(answer, cleaned(messageIn(body), clean));
  return body.result ?? body.message ?? null;
}

interface Envelope {
  status: boolean;
  result?: unknown;
  message?: unknown;
}

function isEnvelope(body: unknown): body is Envelope {
  return typeof body === 'object' && body !== null && 'status' in body && typeof body.status === 'boolean';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `{message}`, `{result: {message}}` or `{result: "…"}`; some messages are objects, sent as they are. */
function messageIn(body: Envelope): string | null {
  const { message, result } = body;
  for (const candidate of [message, isRecord(result) ? result.message : undefined, result]) {
    if (typeof candidate === 'string' && candidate.trim() !== '') return candidate.trim();
    if (isRecord(candidate) && 'otp_enabled' in candidate) return JSON.stringify(candidate);
  }
  return null;
}

function cleaned(message: string | null, clean: (message: string) => string): string | null {
  return message === null ? null : clean(message);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
