import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { requestListener, type Sandbox } from './start-sandbox.ts';

/** A request that reached the docs host, in full: the secrecy tests search it for what must not be there. */
export interface RecordedRequest {
  method: string;
  url: string;
  headers: [string, string][];
  body: string;
  at: number;
}

type Handler = (request: Request) => Response | Promise<Response>;

export interface TlsFrontOptions {
  sandbox: Pick<Sandbox, 'fetch'>;
  /** Answers docs.tago.io. */
  docs?: Handler;
  /** Answers admin.tago.io. */
  admin?: Handler;
  port?: number;
}

export interface TlsFront {
  port: number;
  /** The certificate, PEM, for clients that are to trust it. */
  certificate: string;
  /** What came to docs.tago.io, oldest first. */
  docsRequests: RecordedRequest[];
  close(): Promise<void>;
}

const page =
  (title: string): Handler =>
  ({ url }) =>
    new Response(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p>${new URL(url).pathname}</p></html>`,
      { headers: { 'content-type': 'text/html; charset=utf-8' } },
    );

/**
 * One HTTPS server (HTTP/1.1) for every name of the platform: `api.*.tago.io` is the sandbox, `docs.tago.io` and
 * `admin.tago.io` are what they are given. A browser is led here by a host rule or the CONNECT proxy.
 */
export async function startTlsFront(options: TlsFrontOptions): Promise<TlsFront> {
  const { cert, key } = await certificate();
  const api = requestListener(options.sandbox);
  const docs = options.docs ?? page('Docs');
  const admin = options.admin ?? page('Console');
  const docsRequests: RecordedRequest[] = [];

  const server = createServer({ key, cert, ALPNProtocols: ['http/1.1'] }, (incoming, outgoing) => {
    const host = (incoming.headers.host ?? '').replace(/:\d+$/, '');
    if (host.startsWith('api.')) void api(incoming, outgoing);
    else if (host === 'docs.tago.io') void pass(docs, incoming, outgoing, docsRequests);
    else if (host === 'admin.tago.io') void pass(admin, incoming, outgoing);
    else outgoing.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    certificate: cert,
    docsRequests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  recorded?: RecordedRequest[],
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const url = `https://${incoming.headers.host}${incoming.url}`;
  const headers: [string, string][] = [];
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    headers.push([incoming.rawHeaders[i] ?? '', incoming.rawHeaders[i + 1] ?? '']);
  }
  const method = incoming.method ?? 'GET';
  recorded?.push({ method, url, headers, body: body.toString('utf8'), at: Date.now() });
  try {
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const response = await handler(new Request(url, { method, headers, ...(hasBody ? { body } : {}) }));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    console.error(error);
    outgoing.writeHead(500).end();
  }
}

let made: Promise<{ cert: string; key: string }> | undefined;

/** Made once a process: a key costs more than a server. */
function certificate(): Promise<{ cert: string; key: string }> {
  made ??= generate([{ name: 'commonName', value: 'tago.io sandbox' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: ['*.tago.io', '*.us-e1.tago.io', '*.eu-w1.tago.io', 'tago.io', 'localhost'].map(
          (value) => ({
            type: 2 as const,
            value,
          }),
        ),
      },
    ],
  }).then((pems) => ({ cert: pems.cert, key: pems.private }));
  return made;
}
