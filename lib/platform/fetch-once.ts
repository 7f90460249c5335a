import type { ApiOrigin } from '../domain/identity/keys.ts';

/** Length Required: the server accepts no body of unknown length, and did nothing. */
const LENGTH_REQUIRED = 411;

/**
 * Sends a request that must not reach the server twice. Browsers repeat requests, even POST, when a reused connection
 * fails before a response or the server resets the stream (Chromium 156: up to 3 times; Firefox 140: up to 10 times
 * over HTTP/2, never over HTTP/1.1). They can't repeat one whose body is a stream. So the body is a stream if the
 * browser supports that (Chromium; in Firefox, callers read the outcome as after any lost response).
 *
 * If a stream can't be sent (an older Chromium over HTTP/1.1, a gateway that requires a length), nothing was sent or
 * done yet, and the body is sent as text. Throws what `fetch` throws.
 */
export async function fetchOnce(
  url: string,
  init: RequestInit,
  bodyText: string | undefined,
): Promise<Response> {
  const { origin } = new URL(url);
  const asText = () => {
    sentAsText.add(origin);
    return fetch(url, { ...init, body: bodyText });
  };
  if (!canStream()) return asText();
  let isBodyRead = false;
  const body = new ReadableStream(
    {
      pull: (controller) => {
        isBodyRead = true;
        if (bodyText) controller.enqueue(new TextEncoder().encode(bodyText));
        controller.close();
      },
    },
    // No read-ahead, so that an unread stream means an unsent request.
    { highWaterMark: 0 },
  );
  try {
    const response = await fetch(url, { ...init, body, duplex: 'half' } as RequestInit);
    return response.status === LENGTH_REQUIRED ? asText() : response;
  } catch (error) {
    if (isBodyRead || init.signal?.aborted) throw error;
    return asText();
  }
}

/** The servers that a body was sent to as text. */
const sentAsText = new Set<string>();

/** Returns true if the browser may have repeated a POST to a server, because its body wasn't a stream. */
export function mayRepeatPosts(origin: ApiOrigin): boolean {
  return sentAsText.has(origin);
}

let streamsWork: boolean | undefined;

/** Returns false if the browser's `fetch` doesn't support streams: it would send the text "[object ReadableStream]". */
function canStream(): boolean {
  streamsWork ??= detectStreams();
  return streamsWork;
}

function detectStreams(): boolean {
  let isDuplexRead = false;
  const init = {
    method: 'POST',
    body: new ReadableStream(),
    get duplex() {
      isDuplexRead = true;
      return 'half';
    },
  };
  const { headers } = new Request('https://localhost', init as RequestInit);
  // A browser without support for streams converts the body to text, and sets the content type of a text.
  return isDuplexRead && !headers.has('Content-Type');
}
