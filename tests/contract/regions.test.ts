import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountOf } from '../sandbox/accounts-list.ts';
import { type ConnectProxy, startConnectProxy } from '../sandbox/connect-proxy.ts';
import { type Sandbox, startSandbox } from '../sandbox/start-sandbox.ts';
import { startTlsFront, type TlsFront } from '../sandbox/tls-front.ts';
import { Account, credentialsOf, Resources, raw } from './clients.ts';

let sandbox: Sandbox;
let front: TlsFront;
let proxy: ConnectProxy;
beforeAll(async () => {
  sandbox = await startSandbox({ limits: { scale: 'off' } });
  const docs = () => new Response('<title>Docs</title>', { headers: { 'content-type': 'text/html' } });
  front = await startTlsFront({ sandbox, docs });
  proxy = await startConnectProxy({ port: front.port });
});
afterAll(async () => {
  await proxy.close();
  await front.close();
  await sandbox.close();
});

const us = () => accountOf(sandbox, 'plain');
const eu = () => accountOf(sandbox, 'plain', 'eu-w1');
const europe = () => ({ api: sandbox.euOrigin, sse: sandbox.euOrigin });

/** Sends a request to a host name of the platform, over plain HTTP or through the TLS front. */
function as(
  host: string,
  path: string,
  options: { token?: string | undefined; tls?: boolean; method?: string; body?: string } = {},
) {
  const headers = { host, ...(options.token ? { token: options.token } : {}) };
  const port = options.tls ? front.port : Number(new URL(sandbox.origin).port);
  const send = options.tls ? httpsRequest : httpRequest;
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = send(
      {
        host: '127.0.0.1',
        port,
        path,
        method: options.method ?? 'GET',
        headers,
        ca: front.certificate,
        servername: host,
      },
      async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode ?? 0, text });
      },
    );
    request.on('error', reject);
    request.end(options.body);
  });
}

describe('regions', () => {
  test('the same email has an account in each, with its own profiles', async () => {
    const american = await Account.login(credentialsOf(us()), { api: sandbox.origin, sse: '' });
    const european = await Account.login(credentialsOf(eu()), europe());
    expect(american.email).toBe(european.email);
    expect(american.id).not.toBe(european.id);
    expect(european.profiles.map(({ name }) => name)).toEqual(['Acme Farms Europe', 'Sandbox']);
  });

  test('a token of one region is unknown in the other', async () => {
    await expect(new Resources({ token: us().token!, region: europe() }).account.info()).rejects.toBe(
      'Authorization denied',
    );
    await expect(
      new Resources({ token: eu().token!, region: europe() }).account.info(),
    ).resolves.toMatchObject({ id: eu().id });
    expect((await raw(sandbox, '/account', { token: eu().token })).body).toEqual({
      status: false,
      message: 'Authorization denied',
    });
  });

  test.each([
    ['api.us-e1.tago.io', 'us-e1'],
    ['api.tago.io', 'us-e1'],
    ['api.eu-w1.tago.io', 'eu-w1'],
    ['api.5f5a8f3351d4db99c40ded2d.tagoio.net', 'deploy'],
  ] as const)(
    '%s is chosen by the Host header, plain and over TLS, and takes its own tokens alone',
    async (host, region) => {
      for (const tls of [false, true])
        for (const of of ['us-e1', 'eu-w1', 'deploy'] as const) {
          const { token } = accountOf(sandbox, 'plain', of);
          const status = of === region ? 200 : 401;
          expect((await as(host, '/account', { token, tls })).status).toBe(status);
          expect(sandbox.requests.list().at(-1)).toMatchObject({ host, route: '/account', status });
        }
    },
  );

  test('the sandbox’s admin routes exist on loopback only', async () => {
    expect((await as('127.0.0.1', '/__sandbox/')).status).toBe(200);
    expect((await as('api.tago.io', '/__sandbox/')).status).toBe(404);
    expect((await as('api.tago.io', '/__sandbox/requests', { tls: true })).status).toBe(404);
  });
});

describe('the TLS front', () => {
  test('serves docs and console by host name, and 404 for other hosts', async () => {
    expect((await as('docs.tago.io', '/', { tls: true })).text).toContain('Docs');
    expect((await as('admin.tago.io', '/profile', { tls: true })).text).toContain('/profile');
    expect((await as('evil.tago.io', '/', { tls: true })).status).toBe(404);
  });

  test('records every request to the docs in full, and none to the API', async () => {
    front.docsRequests.length = 0;
    await as('docs.tago.io', '/search?q=planted', {
      tls: true,
      token: 'planted-header',
      method: 'POST',
      body: 'planted-body',
    });
    await as('api.tago.io', '/account', { tls: true, token: us().token });
    expect(front.docsRequests).toHaveLength(1);
    const text = JSON.stringify(front.docsRequests);
    for (const planted of ['?q=planted', 'planted-header', 'planted-body']) expect(text).toContain(planted);
    expect(text).not.toContain(us().token);
  });

  test('passes faults on', async () => {
    sandbox.faults.add({ path: '/account', host: 'api.tago.io', kind: 'cut', times: 1 });
    await expect(as('api.tago.io', '/account', { tls: true, token: us().token })).rejects.toThrow(
      /hang up|ECONNRESET/,
    );
    expect((await as('api.tago.io', '/account', { tls: true, token: us().token })).status).toBe(200);
  });
});

describe('the CONNECT proxy', () => {
  const ask = (target: string) =>
    new Promise<{ line: string; socket: ReturnType<typeof connect> }>((resolve, reject) => {
      const socket = connect(proxy.port, '127.0.0.1', () =>
        socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`),
      );
      socket.once('data', (data) => resolve({ line: data.toString().split('\r\n')[0]!, socket }));
      socket.once('error', reject);
    });

  test('connects the platform’s host names to the TLS front', async () => {
    const { line, socket } = await ask('api.eu-w1.tago.io:443');
    expect(line).toContain('200');
    const response = await new Promise<string>((resolve, reject) => {
      const tls = tlsConnect({ socket, servername: 'api.eu-w1.tago.io', ca: front.certificate }, () =>
        tls.write(
          `GET /account HTTP/1.1\r\nHost: api.eu-w1.tago.io\r\ntoken: ${eu().token}\r\nConnection: close\r\n\r\n`,
        ),
      );
      let text = '';
      tls.on('data', (data) => {
        text += data;
      });
      tls.on('end', () => resolve(text));
      tls.on('error', reject);
    });
    expect(response).toContain('200 OK');
    expect(response).toContain(eu().id);
  });

  test.each(['example.org:443', 'api.tago.io:80', 'nottago.io:443', 'tago.io.example.org:443'])(
    'refuses %s',
    async (target) => {
      const { line, socket } = await ask(target);
      socket.destroy();
      expect(line).toContain('403');
      expect(proxy.refused).toContain(target);
    },
  );
});
