import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { serializer } from '../../../lib/async/serialize.ts';
import { logError, readErrors } from '../../../lib/diagnostics/error-log.ts';
import { readRequestCounts, recordRequest } from '../../../lib/diagnostics/request-log.ts';
import { errorEntry, withErrorEntry } from '../../../lib/domain/diagnostics/error-entry.ts';
import { type Diagnostics, diagnosticsReport } from '../../../lib/domain/diagnostics/report.ts';
import { type FailureCode, FailureError } from '../../../lib/domain/failure.ts';
import type { Connection } from '../../../lib/domain/identity/connection.ts';
import { path } from '../../../lib/platform/request.ts';

const SECRETS = [
  'p-5f1a2b3c-0000-1111-2222-333344445555',
  '5f1a2b3c4d5e6f7a8b9c0d1e',
  'ines@example.com',
  'correct horse battery',
  '482913',
  'Acme Farms',
  'api.acme.tagoio.net',
  'https://acme.example/logo.png',
];

const stored: Diagnostics['stored'] = {
  connections: [],
  profiles: { total: 64, denied: 1 },
  vault: { passphrase: true, locked: false },
  policy: {
    status: 'invalid' as const,
    problems: [
      { key: 'api', rule: 'value' as const },
      { key: 'secret.example', rule: 'unknown' as const },
    ],
  },
};

const facts: Diagnostics = {
  at: Date.UTC(2026, 10, 26, 17),
  version: '0.1.0',
  userAgent: 'Mozilla/5.0 Chrome/156',
  language: 'pt-BR',
  stored,
  granted: { permissions: ['notifications'], hosts: 2 },
  rows: { profiles: 64 },
  storedBytes: 4096,
  requests: {},
  errors: [],
};

function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

beforeEach(() => fakeBrowser.reset());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a logged error', () => {
  it('has the place, code and status of a failure, and not its message', () => {
    const error = new FailureError({ code: 'refused', status: 400, detail: SECRETS[0], field: 'email' });
    expect(errorEntry('signIn', error, 5)).toEqual({
      at: 5,
      count: 1,
      where: 'signIn',
      code: 'refused',
      status: 400,
      places: [],
    });
  });

  it('has no secret, wherever it is in the error', () => {
    const secret = fc.constantFrom(...SECRETS);
    const stack = (text: string) =>
      [
        `TypeError: ${text}`,
        `    at ${text} (chrome-extension://${text}/chunks/popup.js:1:2)`,
        `    at https://${text}/x.js:1:2`,
        `${text}@moz-extension://id/background.js:10:3`,
        `    at async ${text}`,
      ].join('\n');
    fc.assert(
      fc.property(secret, secret, secret, (message, name, inStack) => {
        const error = Object.assign(new Error(message), { name, stack: stack(inStack) });
        const text = JSON.stringify(errorEntry('switchProfile', error, 0));
        for (const one of [message, name, inStack]) expect(text).not.toContain(one);
        expect(text).toContain('popup.js:1:2');
      }),
    );
    for (const thrown of [...SECRETS, { message: SECRETS[0] }, null, undefined, 7]) {
      const text = JSON.stringify(errorEntry('switchProfile', thrown, 0));
      for (const one of SECRETS) expect(text).not.toContain(one);
    }
  });

  it.each([
    [
      'a line of its message that looks like a file',
      new Error('cannot parse\n/Acme-Farms.p-5f1a2b3c.js:1:2\nx'),
    ],
    ['a line that is a file alone', new Error('x\nAcme.p-5f1a2b3c.ts:10:5')],
    ['an address in its message', new Error('x\nhttps://acme.example/Acme.js?p5f1a2b3c:1:2')],
    ['an address like the extension’s', new Error('x\n at chrome-extension://id/Acme-p-5f1a2b3c.js:1:2')],
    ['what a parser quotes', parseError('{"a": \n/Acme-5f1a2b3c.js:1:2\n')],
    [
      'a place in the code of another site',
      Object.assign(new Error(), { stack: 'Error\n    at f (https://docs.tago.io/js/Acme-5f1a2b3c.js:1:2)' }),
    ],
    ['a name of letters', Object.assign(new Error(), { name: 'AcmeFarms' })],
    ['such a name of the browser’s exception', new DOMException('', 'AcmeFarms')],
    ['a stack that is no text', Object.assign(new Error(), { stack: { text: 'Acme 5f1a2b3c' } })],
  ])('does not have %s', (_, error) => {
    expect(JSON.stringify(errorEntry('switchProfile', error, 0))).not.toMatch(/5f1a2b3c|Acme/);
  });

  it('has the class that the language or the browser gave it', () => {
    const codes = [new TypeError(), new DOMException('', 'QuotaExceededError'), 'thrown'].map(
      (error) => errorEntry('switchProfile', error, 0).code,
    );
    expect(codes).toEqual(['TypeError', 'QuotaExceededError', 'string']);
  });

  it('has its place in the code where a failure says no more than that', () => {
    const stack = 'FailureError: internal\n    at f (chrome-extension://id/background.js:1:2)';
    const entryOf = (code: FailureCode) =>
      errorEntry('unlock', Object.assign(new FailureError({ code }), { stack }), 0);
    expect(entryOf('internal').places).toEqual(['background.js:1:2']);
    expect(entryOf('offline').places).toEqual([]);
  });

  it('is counted when it repeats the last one, and the list has a maximum length', () => {
    const entry = (where: string, at: number) => errorEntry(where, new FailureError({ code: 'timeout' }), at);
    let entries = withErrorEntry([], entry('refresh', 1), 3);
    entries = withErrorEntry(entries, entry('refresh', 2), 3);
    expect(entries).toMatchObject([{ count: 2, at: 2 }]);
    for (const where of ['a', 'b', 'c']) entries = withErrorEntry(entries, entry(where, 3), 3);
    expect(entries.map(({ where }) => where)).toEqual(['a', 'b', 'c']);
  });

  it('is kept when another context records one at the same moment', async () => {
    const locks = new Map<string, ReturnType<typeof serializer>>();
    vi.stubGlobal('navigator', {
      locks: {
        request: (name: string, _options: LockOptions, work: () => Promise<void>) => {
          locks.set(name, locks.get(name) ?? serializer());
          return locks.get(name)!(work);
        },
      },
    });
    vi.resetModules();
    const other = await import('../../../lib/diagnostics/error-log.ts');
    for (const where of ['a', 'b', 'c']) {
      logError(`background ${where}`, new Error());
      other.logError(`popup ${where}`, new Error());
    }
    await vi.waitFor(async () => expect(await readErrors()).toHaveLength(6));
  });

  it('is stored for the browser session only, also when several come at once', async () => {
    for (const where of ['a', 'b', 'c']) logError(where, new FailureError({ code: 'offline' }));
    await vi.waitFor(async () => expect(await readErrors()).toHaveLength(3));
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    expect(await fakeBrowser.storage.sync.get()).toEqual({});
  });
});

describe('requests', () => {
  it('are counted by method and path pattern, with their failures and waits', async () => {
    vi.useFakeTimers();
    const { pattern } = path`/profile/${SECRETS[1]!}/token/${SECRETS[0]!}`;
    const route = `DELETE ${pattern}`;
    recordRequest({ route, ms: 10, waitedMs: 1, failure: null });
    await vi.advanceTimersByTimeAsync(1000);
    recordRequest({ route, ms: 30, waitedMs: 5, failure: { code: 'timeout', detail: SECRETS[2]! } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await readRequestCounts()).toEqual({
      'DELETE /profile/:id/token/:id': {
        count: 2,
        failed: { timeout: 1 },
        totalMs: 40,
        maxMs: 30,
        totalWaitMs: 6,
        maxWaitMs: 5,
      },
    });
  });

  it('with something unexpected in them are among the errors', async () => {
    const failure = { code: 'internal' } as const;
    recordRequest({ route: 'GET /account', ms: 1, waitedMs: 0, failure, unexpected: new RangeError('deep') });
    recordRequest({ route: 'GET /account', ms: 1, waitedMs: 0, failure: { code: 'offline' } });
    await vi.waitFor(async () =>
      expect(await readErrors()).toMatchObject([{ where: 'request', code: 'RangeError' }]),
    );
  });
});

describe('the report', () => {
  it('has version, requests, errors and rows', () => {
    const report = diagnosticsReport({
      ...facts,
      requests: {
        'GET /profile/:id/summary': {
          count: 4,
          failed: { 'rate-limited': 2, offline: 1 },
          totalMs: 400,
          maxMs: 250,
          totalWaitMs: 40,
          maxWaitMs: 30,
        },
      },
      errors: [errorEntry('switchProfile', new FailureError({ code: 'server', status: 502 }), 0)],
    });
    expect(report).toContain('- Version: 0.1.0');
    expect(report).toContain(
      '| GET /profile/:id/summary | 4 | 2 rate-limited, 1 offline | 100 | 250 | 10 | 30 |',
    );
    expect(report).toContain('| 1970-01-01T00:00:00.000Z | 1 | switchProfile | server (502) |  |');
    expect(report).toContain('- profiles: 64');
  });

  it('has no secret, name, address or host, whatever a connection contains', () => {
    const connection = {
      key: `https://${SECRETS[6]}#${SECRETS[1]}`,
      origin: `https://${SECRETS[6]}`,
      region: 'deploy',
      accountId: SECRETS[1],
      accountName: SECRETS[5],
      email: SECRETS[2],
      company: SECRETS[5],
      credential: { kind: 'pasted', name: SECRETS[0], profileId: SECRETS[1], expiresAt: null },
      state: 'blocked',
      failure: { failure: { code: 'refused', status: 403, detail: SECRETS.join(' ') }, at: 1 },
      refreshedAt: 1,
    } as unknown as Connection;
    const report = diagnosticsReport({ ...facts, stored: { ...stored, connections: [connection] } });
    for (const secret of SECRETS) expect(report).not.toContain(secret);
    expect(report).toContain('| deploy | pasted | blocked | 1970-01-01T00:00:00.001Z | refused (403) |');
  });

  it('says what could not be read, and claims nothing about it', () => {
    const report = diagnosticsReport({
      ...facts,
      stored: null,
      granted: null,
      requests: null,
      errors: null,
      rows: null,
    });
    for (const fact of ['Vault', 'Policy', 'Profiles', 'Permissions'])
      expect(report).toContain(`- ${fact}: not read`);
    for (const part of ['Connections', 'Requests', 'Errors', 'Stored rows'])
      expect(report).toContain(`### ${part}\n\nnot read`);
  });

  it('has no time where one is invalid', () => {
    const entry = { ...errorEntry('lock', new Error(), 0), at: 9e15 };
    expect(diagnosticsReport({ ...facts, errors: [entry] })).toMatch(/^\|\s+\| 1 \| lock \|/m);
  });
});
