import { constants, type ServerHttp2Stream } from 'node:http2';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { SandboxEnv } from './context.ts';
import type { FailureShape, FaultRule } from './faults.ts';

/** Returns a failure in one of the platform's shapes. */
export function failureBody(message: string, shape: FailureShape = 'message'): object {
  if (shape === 'message') return { status: false, message };
  return { status: false, result: shape === 'result-message' ? { message } : message };
}

const GARBAGE =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Returns a rule's response instead of the platform's. */
export async function faultResponse(c: Context<SandboxEnv>, rule: FaultRule): Promise<Response> {
  const failure = (status: number, message: string, headers: Record<string, string> = {}) =>
    Response.json(failureBody(rule.message ?? message, rule.shape), {
      status: rule.status ?? status,
      headers: { ...headers, ...rule.headers },
    });
  switch (rule.kind) {
    case 'unauthorized':
      return failure(401, 'Authorization denied');
    case 'denied':
      return failure(403, 'Authorization Denied');
    case 'rate-limit': {
      const seconds = rule.retryAfter ?? 8;
      const headers: Record<string, string> = rule.header ? { 'Retry-After': String(seconds) } : {};
      return failure(429, `Too many requests (Retry-After: ${seconds})`, headers);
    }
    case 'server-error':
      return failure(500, 'Internal Server Error');
    case 'status-false':
      return failure(200, 'Something went wrong');
    case 'garbage':
      return new Response(rule.body ?? GARBAGE, {
        status: rule.status ?? 502,
        headers: { 'content-type': 'text/html', ...rule.headers },
      });
    case 'half': {
      const whole = await c.res.text();
      return new Response(whole.slice(0, whole.length >> 1), {
        headers: { 'content-type': 'application/json' },
      });
    }
    case 'raw':
    case 'stale':
      return new Response(rule.body ?? null, {
        status: (rule.status ?? 200) as ContentfulStatusCode,
        headers: rule.headers,
      });
    case 'cut':
    case 'truncate':
      return cut(c, rule, rule.kind === 'truncate' ? await c.res.text() : null);
    default:
      return failure(rule.status ?? 400, 'Something went wrong');
  }
}

/** Ends the connection before the response, or in the middle of `body`; over HTTP/2 in the way of `rule.how`. */
function cut(c: Context<SandboxEnv>, rule: FaultRule, body: string | null): Response {
  const outgoing = c.env.outgoing;
  if (!outgoing) return Response.error();
  // The HTTP/2 stream, if any, which the adapter's types do not have.
  const { stream } = outgoing as unknown as { stream?: ServerHttp2Stream };
  const session = stream?.session;
  const end = () => {
    if (!stream || !session) outgoing.destroy();
    else if (rule.how === 'refuse') stream.close(constants.NGHTTP2_REFUSED_STREAM);
    else if (rule.how === 'reset') stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    else {
      // The server claims not to have seen this request, so that a browser may repeat it.
      if (rule.how === 'goaway') session.goaway(constants.NGHTTP2_NO_ERROR, (stream.id ?? 1) - 2);
      setTimeout(() => session.destroy(), rule.how === 'goaway' ? 20 : 0);
    }
  };
  stream?.on('error', () => {});
  if (body !== null) {
    const bytes = Buffer.from(body);
    outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
    outgoing.write(bytes.subarray(0, bytes.length >> 1), end);
  } else {
    end();
  }
  return RESPONSE_ALREADY_SENT;
}
