import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ConnectProxy {
  port: number;
  /** Hosts that were refused: requests of the browser itself, or unexpected ones. */
  refused: string[];
  close(): Promise<void>;
}

/** The platform's domains; the second is that of TagoDeploy. */
export const PLATFORM_DOMAINS = ['tago.io', 'tagoio.net'];

/**
 * Starts an HTTP proxy that connects any `*.tago.io:443` and `*.tagoio.net:443` to the TLS front at `port` and refuses
 * everything else. Firefox is configured with `network.proxy.type` 1, `network.proxy.ssl` and `network.proxy.ssl_port`.
 */
export async function startConnectProxy(target: { port: number }): Promise<ConnectProxy> {
  const refused: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  server.on('connect', (request, client: Socket, head) => {
    const [host = '', port] = (request.url ?? '').split(':');
    if (!PLATFORM_DOMAINS.some((domain) => `.${host}`.endsWith(`.${domain}`)) || port !== '443') {
      refused.push(request.url ?? '');
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const front = connect(target.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) front.write(head);
      front.pipe(client);
      client.pipe(front);
    });
    front.on('error', () => client.destroy());
    front.on('close', () => client.destroy());
    client.on('close', () => front.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
