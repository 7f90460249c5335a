import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchOnce } from '../../../lib/platform/fetch-once.ts';

let server: Server | null = null;
afterEach(() => {
  vi.unstubAllGlobals();
  server?.closeAllConnections();
  server?.close();
});

/** Starts a server that records each request and responds with `status`. */
async function serve(status: (request: IncomingMessage) => number) {
  const received: { body: string; length: string | undefined }[] = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ body, length: request.headers['content-length'] });
    response.writeHead(status(request)).end('{}');
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, received };
}

describe('a request that must not arrive twice', () => {
  it('is sent as a stream, whole, with or without a body', async () => {
    const { url, received } = await serve(() => 200);
    expect((await fetchOnce(url, { method: 'POST' }, '{"a":"é"}')).status).toBe(200);
    expect((await fetchOnce(url, { method: 'POST' }, undefined)).status).toBe(200);
    expect(received).toMatchObject([{ body: '{"a":"é"}', length: undefined }, { body: '' }]);
  });

  it('is sent with its length to a server that refused the stream for lack of one', async () => {
    const { url, received } = await serve(({ headers }) => (headers['content-length'] ? 200 : 411));
    expect((await fetchOnce(url, { method: 'POST' }, '{"a":1}')).status).toBe(200);
    expect(received).toEqual([
      { body: '{"a":1}', length: undefined },
      { body: '{"a":1}', length: '7' },
    ]);
  });

  it('is sent as text when the browser refused the stream before reading it', async () => {
    const bodies: unknown[] = [];
    vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
      bodies.push(typeof body);
      if (typeof body === 'object') throw new TypeError('Failed to fetch');
      return new Response();
    });
    await fetchOnce('https://api.example/', { method: 'POST' }, '{}');
    expect(bodies).toEqual(['object', 'string']);
  });

  it('is not sent again once its body was read', async () => {
    const bodies: unknown[] = [];
    vi.stubGlobal('fetch', async (_: string, { body }: { body: ReadableStream }) => {
      bodies.push(typeof body);
      await body.getReader().read();
      throw new TypeError('Failed to fetch');
    });
    await expect(fetchOnce('https://api.example/', { method: 'POST' }, '{}')).rejects.toThrow();
    expect(bodies).toEqual(['object']);
  });
});
