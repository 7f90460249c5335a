/** Length Required: the server takes no body of unknown length, and has done nothing. */
const LENGTH_REQUIRED = 411;

/**
 * Sends a request that must not reach the server twice. Browsers repeat a request by themselves, POST too, when
 * a reused connection dies before an answer or the server resets the stream (Chromium 156: up to 3 times,
 * Firefox 140: up to 10 times over HTTP/2, never over HTTP/1.1). They cannot repeat one whose body is a stream:
 * what was read from it is gone. So the body is a stream wherever the browser can send one (Chromium; Firefox
 * cannot, there the truth is read afterwards like after any lost answer).
 *
 * Where a stream cannot be sent (an older Chromium over HTTP/1.1, a gateway that wants a length) nothing has
 * left the browser, or nothing was done: then the body is sent as text. Throws what `fetch` throws.
 */
export async function fetchOnce(
  url: string,
  init: RequestInit,
  bodyText: string | undefined,
): Promise<Response> {
  const asText = () => fetch(url, { ...init, body: bodyText });
  if (mayRepeatPosts()) return asText();
  let isRead = false;
  const body = new ReadableStream(
    {
      pull: (controller) => {
        isRead = true;
        if (bodyText) controller.enqueue(new TextEncoder().encode(bodyText));
        controller.close();
      },
    },
    // Nothing is read ahead: a stream that was not read was not sent.
    { highWaterMark: 0 },
  );
  try {
    const response = await fetch(url, { ...init, body, duplex: 'half' } as RequestInit);
    return response.status === LENGTH_REQUIRED ? asText() : response;
  } catch (error) {
    if (isRead || init.signal?.aborted) throw error;
    return asText();
  }
}

let streamsWork: boolean | undefined;

/**
 * Returns whether the browser may send a POST twice by itself: one whose `fetch` sends no streams (it would send the text
 * "[object ReadableStream]").
 */
export function mayRepeatPosts(): boolean {
  streamsWork ??= detectStreams();
  return !streamsWork;
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
  // A browser that knows no streams takes the body for a text, and gives it a text's content type.
  return isDuplexRead && !headers.has('Content-Type');
}
