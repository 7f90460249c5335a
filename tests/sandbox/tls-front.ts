import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { generate } from 'selfsigned';
import { consoleSite } from './console.ts';
import { requestListener, type Sandbox } from './start-sandbox.ts';

/** A request to the docs host, in full: the secrecy tests search it for secrets. */
interface RecordedRequest {
  method: string;
  url: string;
  headers: [string, string][];
  body: string;
  at: number;
}

type Handler = (request: Request) => Response | Promise<Response>;

interface TlsFrontOptions {
  sandbox: Pick<Sandbox, 'fetch'>;
  /** Serves docs.tago.io. */
  docs?: Handler;
  /** Serves admin.tago.io, and that of TagoDeploy instances (a small console, see console.ts). */
  admin?: Handler;
  /** The newest version of HTTP that it supports (2); browsers repeat requests in other cases over 1.1. */
  http?: 1 | 2;
}

export interface TlsFront {
  port: number;
  /** The certificate, as PEM, for clients that need to trust it. */
  certificate: string;
  /** Requests to docs.tago.io, oldest first. */
  docsRequests: RecordedRequest[];
  close(): Promise<void>;
}

const docsPage: Handler = ({ url }) =>
  new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Docs</title><h1>Docs</h1><p>${new URL(url).pathname}</p></html>`,
    { headers: { 'content-type': 'text/html; charset=utf-8' } },
  );

/**
 * Starts one HTTPS server (HTTP/2 and 1.1) for every host of the platform: `api.*.tago.io` is the sandbox,
 * `docs.tago.io` and `admin.tago.io` are the given handlers. Browsers connect to it by a host rule or the CONNECT
 * proxy.
 */
export async function startTlsFront(options: TlsFrontOptions): Promise<TlsFront> {
  const { cert, key } = await certificate();
  const api = requestListener(options.sandbox);
  const docs = options.docs ?? docsPage;
  const admin = options.admin ?? consoleSite;
  const docsRequests: RecordedRequest[] = [];

  const ALPNProtocols = options.http === 1 ? ['http/1.1'] : ['h2', 'http/1.1'];
  const server = createSecureServer({ key, cert, allowHTTP1: true, ALPNProtocols }, (request, response) => {
    // What is used of HTTP/2's compatibility API is the same for both versions.
    const [incoming, outgoing] = [
      request as unknown as IncomingMessage,
      response as unknown as ServerResponse,
    ];
    const host = hostOf(incoming).replace(/:\d+$/, '');
    if (host.startsWith('api.')) void api(incoming, outgoing);
    else if (host === 'docs.tago.io') void pass(docs, incoming, outgoing, docsRequests);
    else if (host.startsWith('admin.')) void pass(admin, incoming, outgoing);
    else outgoing.writeHead(404).end();
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  // A browser that disconnects, or a fault that cuts it off, is no error of the server.
  server.on('session', (session) => session.on('error', () => {}));
  server.on('sessionError', () => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    certificate: cert,
    docsRequests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Returns the requested host: HTTP/2 has it in a pseudo-header. */
function hostOf(incoming: IncomingMessage): string {
  return String(incoming.headers[':authority'] ?? incoming.headers.host ?? '');
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
  const url = `https://${hostOf(incoming)}${incoming.url}`;
  const headers: [string, string][] = [];
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    const name = incoming.rawHeaders[i] ?? '';
    if (!name.startsWith(':')) headers.push([name, incoming.rawHeaders[i + 1] ?? '']);
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

/** The last is of a TagoDeploy instance, whose id the tests use. */
const NAMES = [
  '*.tago.io',
  '*.us-e1.tago.io',
  '*.eu-w1.tago.io',
  'tago.io',
  'localhost',
  '*.5f5a8f3351d4db99c40ded2d.tagoio.net',
];

let generated: Promise<{ cert: string; key: string }> | undefined;

/** Returns a certificate, generated once a process: generating a key takes longer than starting a server. */
function certificate(): Promise<{ cert: string; key: string }> {
  generated ??= generate([{ name: 'commonName', value: 'tago.io sandbox' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: NAMES.map((value) => ({ type: 2 as const, value })),
      },
    ],
  }).then((pems) => ({ cert: pems.cert, key: pems.private }));
  return generated;
}
